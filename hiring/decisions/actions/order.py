"""Ask whoever decides otherwise than the bands say for a reason of its own; nothing is decided by itself."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from hiring.decisions import queries
from hiring.decisions.rules import Outcome, Verdict, goes_against_order
from hiring.errors import HiringError
from hiring.i18n import N_


class AgainstOrder(HiringError):
    """The decision goes against the order of the bands, and nobody was asked why."""

    sentence = N_("This decision goes against the order of the bands: it needs one more reason.")


def against_order(session: Session, opening_id: int, outcome: Outcome, to: Collection[int]) -> frozenset[int]:
    """Return for which of few applications this outcome, recorded now for all of them, asks for a reason."""
    run = queries.run_with_bands(session, opening_id)
    if run is None:
        return frozenset()
    around = queries.order_around(session, run, but=to)
    bands = queries.bands_of(session, run, to)
    return frozenset(one for one in to if goes_against_order(outcome, bands.get(one), around))


def ask_about_order(
    session: Session, opening_id: int, verdict: Verdict, to: Collection[int]
) -> frozenset[int]:
    """Return with which decisions the reason for another order is kept. Raises AgainstOrder without one."""
    found = against_order(session, opening_id, verdict.outcome, to)
    if found and not verdict.order_reason:
        raise AgainstOrder(kept=verdict.reason)
    return found
