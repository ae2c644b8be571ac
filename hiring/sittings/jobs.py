"""What a worker does for sittings when nobody is there: close, hand in what is written, and pack."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.db import begin_writing, let_others_write
from hiring.i18n import N_
from hiring.jobs.actions import enqueue, enqueue_all
from hiring.jobs.kinds import JobKind, TryLater, job
from hiring.jobs.lanes import CLOCK
from hiring.openings.models import Opening
from hiring.settings import current_settings
from hiring.sittings import actions, histories, queries
from hiring.sittings.actions.closing import CLOSE_OVERDUE, CLOSE_WITH_OPENING
from hiring.timekeeping.actions import require_trusted

PACK = JobKind("sittings.pack", CLOCK, N_("Compress earlier versions of answers that are handed in"))
#: So many sittings are packed at a time.
PACKED_AT_ONCE = 20


@job(CLOSE_OVERDUE)
def close_overdue(session: Session, *, clock_id: int) -> None:
    """Close one section when its time and the grace are over."""
    require_trusted(session)
    come_back = actions.close_section(session, clock_id, grace=grace())
    if come_back is not None:
        wait = max(come_back - clock.now(), timedelta(seconds=1))
        raise TryLater("This section has been given more time.", after=wait)


@job(CLOSE_WITH_OPENING)
def close_one(session: Session, *, sitting_id: int) -> None:
    """Hand in a sitting whose next section can no longer begin."""
    require_trusted(session)
    actions.close_with_opening(session, sitting_id, grace=grace())


def close_with_opening(session: Session, opening_id: int) -> None:
    """See to every unfinished sitting of a closed opening: each by itself, so that others can write."""
    unfinished = queries.unfinished_sittings(session, opening_id)
    # An opening may close, be opened again and close once more: each time has work of its own.
    closed_at = session.get_one(Opening, opening_id).closed_at
    mark = closed_at.isoformat() if closed_at else ""
    wanted = {f"{CLOSE_WITH_OPENING}:{number}:{mark}": {"sitting_id": number} for number in unfinished}
    enqueue_all(session, CLOSE_WITH_OPENING, wanted)


def grace() -> timedelta:
    """Return how late an answer written in time may arrive."""
    return timedelta(seconds=current_settings().grace_seconds)


def _pack_some(session: Session) -> int | None:
    """Pack the answers of some sittings; return the last of them where more may wait."""
    waiting = histories.sittings_to_pack(session, most=PACKED_AT_ONCE)
    for sitting_id in waiting:
        _pack_sitting(session, sitting_id)
    return waiting[-1] if len(waiting) == PACKED_AT_ONCE else None


def _pack_sitting(session: Session, sitting_id: int) -> None:
    """Keep each pack in a transaction of its own, so that others can write; leave it to who was quicker."""
    for bundle in histories.bundles(session, sitting_id):
        kept = actions.keep_pack(begin_writing(), bundle)
        session.commit()
        let_others_write(session)
        if not kept:
            return
    actions.note_packed(begin_writing(), sitting_id)
    session.commit()
    let_others_write(session)


@job(PACK, first=_pack_some, every=timedelta(hours=1))
def go_on_packing(session: Session, last: int | None) -> None:
    """Go on behind the work that waits meanwhile, where there is more to pack."""
    if last is not None:
        enqueue(session, PACK, key=f"{PACK}:behind:{last}")
