"""Record what interviewers came to together, beside what each gave alone; and close what nobody locked."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.actions import Doer, record
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.interviews import queries, sealing
from hiring.interviews.events import ConsensusRecorded
from hiring.interviews.models import InterviewConsensus
from hiring.interviews.rules import Agreed
from hiring.openings.models import Application


class ConsensusRefused(HiringError):
    """Nothing can be recorded together."""


_NOT_ALL_LOCKED = N_(
    "What interviewers came to together can be recorded once every interviewer has locked the card: each "
    "rates alone first."
)


def consensus_mark(recorded: dict[str, list[InterviewConsensus]]) -> str:
    """Return the mark of a page that shows what was recorded so far."""
    return mark_of(sorted(rows[0].id for rows in recorded.values()))


def record_consensus(
    session: Session, application: Application, agreed: Sequence[Agreed], *, seen: str, by: Doer, by_id: int
) -> None:
    """Add a row for each competency for which something new is said; no card changes, and no earlier row.

    Raises ConsensusRefused before all have locked, PersonErased, or StalePage.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    require_unerased(session, application.id)
    interview = queries.interview_of(session, application.id, anew=True)
    if interview is None or not queries.all_locked(interview):
        raise ConsensusRefused(_NOT_ALL_LOCKED)
    there = queries.consensus_of(session, interview.id)
    new = [each for each in agreed if not _stands(each, there.get(each.competency, []))]
    if not new:
        return
    if seen != consensus_mark(there):
        raise StalePage
    rows = [
        InterviewConsensus(
            interview_id=interview.id,
            competency=each.competency,
            level=each.level,
            reason=each.reason,
            recorded_by=by_id,
            recorded_at=clock.now(),
        )
        for each in new
    ]
    session.add_all(rows)
    session.flush()
    said = ConsensusRecorded(
        application.opening_id, application.id, interview.id, ", ".join(each.competency for each in new)
    )
    record(session, said, by=by, seals=sealing.seals_of_consensus(rows))


def _stands(wanted: Agreed, rows: Sequence[InterviewConsensus]) -> bool:
    if not rows:
        return wanted.level is None and not wanted.reason
    return (rows[0].level, rows[0].reason) == (wanted.level, wanted.reason)
