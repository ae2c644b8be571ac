"""Whether a candidate agreed that referees are asked.

The answer lies with `privacy`, which stands above this capability: it is told to us when the
application is put together (see `hiring.pages`).
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

ConsentCheck = Callable[[Session, int], bool]

#: Who knows; without anybody who knows, nobody agreed.
CHECKS: list[ConsentCheck] = []


def agreed(session: Session, application_id: int) -> bool:
    """Say whether the candidate of this application agreed to references."""
    return bool(CHECKS) and all(check(session, application_id) for check in CHECKS)
