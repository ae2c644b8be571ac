"""Write the second total down, when the last card is locked and the scores after tasks stand."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application
from hiring.interviews.events import TotalWritten
from hiring.interviews.models import InterviewFigure, InterviewScore
from hiring.interviews.queries.inputs import interview_inputs
from hiring.interviews.queries.scores import joined_scores_of
from hiring.interviews.scores import InterviewInput, JoinedScores, joined_scores
from hiring.openings.models import Application
from hiring.scoring.models import ABOVE_ALL, BELOW_ALL
from hiring.scoring.queries.scores import competencies_of_opening
from hiring.sittings.models import Sitting


def write_total(session: Session, application_id: int, *, by: Doer = SYSTEM) -> bool:
    """Write down what tasks and interview say together, once both are there; say whether that was new."""
    written = add_total(session, application_id)
    record_total(session, written, by=by)
    return written is not None


def add_total(session: Session, application_id: int) -> TotalWritten | None:
    """Write it down, and return what is then to be recorded, after whatever else the caller records.

    What is the same as what stands is not written again; what is not supersedes it. Doing it again, or
    twice at the same time, writes once.
    """
    held = select(Application.id).where(Application.id == application_id).with_for_update(key_share=True)
    application = session.get_one(Application, session.scalars(held).one())
    given = interview_inputs(session, application.opening_id, [application_id]).get(application_id)
    if given is None or erasure_of(session, about_application(application_id)) is not None:
        return None
    earlier = joined_scores_of(session, application_id)
    scores, digest = joined_scores(given), given.digest()
    if earlier and (earlier.rule, earlier.input_hash, earlier.scores) == (given.policy.rule, digest, scores):
        return None
    row = _row(application, given, scores)
    row.number, row.input_hash = earlier.number + 1 if earlier else 1, digest
    session.add(row)
    session.flush()
    ids = {one.code: one.id for one in competencies_of_opening(session, application.opening_id)}
    session.add_all(_figures(row, scores, ids))
    session.flush()
    return TotalWritten(application.opening_id, application.id, row.number)


def record_total(session: Session, written: TotalWritten | None, *, by: Doer = SYSTEM) -> None:
    """Have the trail tell of a total that was written, if one was."""
    if written is not None:
        record(session, written, by=by)


def recompute_total(session: Session, sitting_id: int, by: Doer) -> bool:
    """Compute the second total of a sitting's application anew; say whether another one stands now."""
    return write_total(session, session.get_one(Sitting, sitting_id).application_id, by=by)


def _row(application: Application, given: InterviewInput, scores: JoinedScores) -> InterviewScore:
    return InterviewScore(
        application_id=application.id,
        opening_id=application.opening_id,
        rule=given.policy.rule.name,
        rule_version=given.policy.rule.version,
        policy=given.policy.as_json(),
        total=scores.total,
        falling=_place(scores.total, BELOW_ALL),
        rising=_place(scores.total, ABOVE_ALL),
        weight_covered=scores.weight_covered,
        n_interviewers=len(given.interviewers),
    )


def _figures(row: InterviewScore, scores: JoinedScores, ids: dict[str, int]) -> list[InterviewFigure]:
    return [
        InterviewFigure(
            score_id=row.id,
            competency_id=ids[one.code],
            opening_id=row.opening_id,
            score=one.score,
            falling=_place(one.score, BELOW_ALL),
            rising=_place(one.score, ABOVE_ALL),
            by_tasks=one.tasks,
            by_interviews=one.interviews,
            share=one.share,
            differs=one.differs,
            interviewers=[[each.interviewer, str(each.mean), each.n] for each in one.interviewers],
        )
        for one in scores.competencies
    ]


def _place(figure: Decimal | None, where_missing: int) -> int:
    return where_missing if figure is None else int(figure.scaleb(2))
