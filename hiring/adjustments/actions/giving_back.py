"""Give minutes back that were lost: to one candidate, or to everybody who was writing at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.adjustments import events, queries
from hiring.adjustments.models import GiveBackToAll, MinutesReturned
from hiring.adjustments.rules import ReturnOutcome
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.batches import ask_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.openings import actions as openings
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.scoring import actions as scoring
from hiring.sittings import actions as sittings
from hiring.sittings.actions.extra_time import FinishedEarly, NothingLost, section_to_give_back
from hiring.sittings.actions.locking import lock_sitting

GIVE_BACK = JobKind("adjustments.give_back", BATCHES, N_("Give minutes back to everybody who was writing"))
#: So many candidates in one transaction: nobody else can write meanwhile.
AT_ONCE = 10
#: Where minutes can still be given back.
_IN_TIME = frozenset({Stage.SITTING, Stage.HANDED_IN, Stage.SCORING, Stage.SCORED})


class NoLongerWriting(HiringError):
    """The candidate has not begun, or the application has been decided or has ended."""

    sentence = N_("This candidate has not begun, or the application has been decided or has ended.")


@dataclass(frozen=True, slots=True)
class Giver:
    """Who does a deed, by the label that the trail knows."""

    label: str


def give_back(
    session: Session,
    application_id: int,
    minutes: int,
    reason: str,
    *,
    operation: str,
    grace: timedelta,
    by: Doer,
    to_all_id: int | None = None,
) -> MinutesReturned:
    """Give one candidate minutes back, also when the clock has handed in; the same `operation` is done once.

    Raises NoLongerWriting, NothingLost, FinishedEarly, and RatedAlready where somebody has rated.
    """
    sitting_id = queries.sitting_id_of(session, application_id)
    if sitting_id is None:
        raise NoLongerWriting
    sitting = lock_sitting(session, sitting_id)
    known = session.scalar(select(MinutesReturned).where(MinutesReturned.operation == operation))
    if known is not None:
        return known
    application = queries.own_application(session, application_id)
    if application is None or application.stage not in _IN_TIME:
        raise NoLongerWriting
    section_to_give_back(sitting)
    if sitting.handed_in_at is not None:
        scoring.open_answers_again(session, sitting.id)
    given, code = sittings.give_minutes_back(session, sitting.id, minutes, grace=grace, by=by)
    row = MinutesReturned(
        application_id=application_id,
        to_all_id=to_all_id,
        operation=operation,
        minutes=minutes,
        reason=reason,
        outcome=ReturnOutcome(given.value),
    )
    session.add(row)
    session.flush()
    _tell(session, application, row, code)
    return row


def give_back_to_all(
    session: Session,
    opening: Opening,
    minutes: int,
    reason: str,
    *,
    since: datetime,
    until: datetime,
    operation: str,
    by: Doer,
) -> GiveBackToAll:
    """Have a worker give minutes back to everybody whose section ran between two moments; once for a page."""
    session.refresh(opening, ["state"], with_for_update={"key_share": True})
    known = session.scalar(select(GiveBackToAll).where(GiveBackToAll.operation == operation))
    if known is not None:
        return known
    wanted = GiveBackToAll(
        opening_id=opening.id,
        operation=operation,
        minutes=minutes,
        reason=reason,
        since=since,
        until=until,
        given_by=by.label,
    )
    session.add(wanted)
    session.flush()
    ask_batch(
        session,
        GIVE_BACK,
        str(wanted.id),
        total=queries.number_between(session, opening.id, since, until),
        opening_id=opening.id,
        payload={"to_all_id": wanted.id},
    )
    deed = events.GivenBackToAll(opening.id, minutes, since.isoformat(), until.isoformat())
    audit.record(session, deed, by=by)
    return wanted


def give_back_some(session: Session, to_all_id: int, *, grace: timedelta) -> tuple[int, bool]:
    """Go on with what is to be given to all, a few candidates further.

    Return how many were seen to, and whether there may be more. A worker that died goes on where the last
    piece ended; nobody is given anything twice.
    """
    wanted = session.get_one(GiveBackToAll, to_all_id, with_for_update={"key_share": True})
    if wanted.done_at is not None:
        return 0, False
    affected = queries.sittings_between(
        session, wanted.opening_id, wanted.since, wanted.until, after=wanted.last_sitting_id, limit=AT_ONCE
    )
    for sitting_id, application_id in affected:
        _give_one_of_all(session, wanted, application_id, grace)
        wanted.last_sitting_id = sitting_id
    if len(affected) < AT_ONCE:
        wanted.done_at = clock.now()
    session.flush()
    return len(affected), wanted.done_at is None


_REFUSALS: dict[type[HiringError], ReturnOutcome] = {
    scoring.RatedAlready: ReturnOutcome.RATED,
    FinishedEarly: ReturnOutcome.FINISHED,
    NothingLost: ReturnOutcome.NOTHING,
    NoLongerWriting: ReturnOutcome.NOTHING,
}


def _give_one_of_all(session: Session, wanted: GiveBackToAll, application_id: int, grace: timedelta) -> None:
    operation = f"all:{wanted.id}:{application_id}"
    try:
        with session.begin_nested():
            give_back(
                session,
                application_id,
                wanted.minutes,
                wanted.reason,
                operation=operation,
                grace=grace,
                by=Giver(wanted.given_by),
                to_all_id=wanted.id,
            )
    except tuple(_REFUSALS) as refused:
        session.add(
            MinutesReturned(
                application_id=application_id,
                to_all_id=wanted.id,
                operation=operation,
                minutes=wanted.minutes,
                reason=wanted.reason,
                outcome=_REFUSALS[type(refused)],
            )
        )
        session.flush()


def _tell(session: Session, application: Application, row: MinutesReturned, code: str | None) -> None:
    opening = application.opening
    openings.send_about(
        session,
        application,
        "minutes_given_back",
        key=f"minutes_given_back:{row.id}",
        title=opening.title,
        zone=opening.zone,
        minutes=row.minutes,
        reason=row.reason,
        again=row.outcome == ReturnOutcome.AGAIN,
        until=clock.now() + sittings.BEGUN_AGAIN_WITHIN,
        code=code or "",
    )
