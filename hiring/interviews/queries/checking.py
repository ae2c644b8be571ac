"""Do the second totals still come out of what was rated? For `hiring scores verify`."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.queries import is_erased
from hiring.interviews.models import Interview, InterviewScore
from hiring.interviews.queries.inputs import interview_inputs
from hiring.interviews.queries.scores import JoinedScoresOfApplication, standing_joined
from hiring.interviews.scores import TASKS_AND_INTERVIEWS, InterviewInput, joined_scores
from hiring.openings.models import Application
from hiring.scoring.queries.checking import Discrepancy, Mismatch
from hiring.sittings.models import Sitting

_AT_ONCE = 200


def discrepancies(session: Session) -> Iterator[Discrepancy]:
    """Compute every second total that stands anew and yield those that differ, or are not written down."""
    openings = session.scalars(select(Interview.opening_id).distinct().order_by(Interview.opening_id))
    for opening_id in openings.all():
        last = 0
        while application_ids := _after(session, opening_id, last):
            yield from _of_few(session, opening_id, application_ids)
            session.expunge_all()
            last = application_ids[-1]


def _after(session: Session, opening_id: int, last: int) -> list[int]:
    """Return the next interviewed of an opening; who is erased has nothing left to compute from."""
    return list(
        session.scalars(
            select(Interview.application_id)
            .where(
                Interview.opening_id == opening_id,
                Interview.application_id > last,
                ~is_erased(Interview.application_id),
            )
            .order_by(Interview.application_id)
            .limit(_AT_ONCE)
        )
    )


def _of_few(session: Session, opening_id: int, application_ids: list[int]) -> Iterator[Discrepancy]:
    inputs = interview_inputs(session, opening_id, application_ids)
    found = standing_joined(session, InterviewScore.application_id.in_(application_ids))
    stands = {one.application_id: one for one in found}
    faulty = {
        application_id: fault
        for application_id in application_ids
        if (fault := _fault(inputs.get(application_id), stands.get(application_id)))
    }
    rows = session.execute(
        select(Application.id, Application.code, Sitting.id.label("sitting_id"))
        .join(Sitting, Sitting.application_id == Application.id)
        .where(Application.id.in_(list(faulty)))
        .order_by(Application.id)
    )
    yield from (Discrepancy(row.sitting_id, row.code, faulty[row.id]) for row in rows)


def _fault(given: InterviewInput | None, stands: JoinedScoresOfApplication | None) -> Mismatch | None:
    if stands is None:
        return None if given is None else Mismatch.NO_SECOND_TOTAL
    if stands.rule != TASKS_AND_INTERVIEWS:
        return Mismatch.UNKNOWN_RULE
    if given is None or stands.input_hash != given.digest():
        return Mismatch.OTHER_CARDS
    return None if joined_scores(given) == stands.scores else Mismatch.OTHER_TOTAL
