"""Whether a candidate agreed that referees are asked.

The answer lies with `privacy`, which stands above this capability and contributes how to ask.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint

#: `(session, application_id)`; without anybody who knows, nobody agreed.
CONSENT: ExtensionPoint[Callable[[Session, int], bool]] = ExtensionPoint("who knows what was agreed to")


def agreed(session: Session, application_id: int) -> bool:
    """Say whether the candidate of this application agreed to references."""
    checks = CONSENT.behind(session)
    return bool(checks) and all(check(session, application_id) for check in checks)
