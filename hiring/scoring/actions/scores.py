"""Write scores down when they settle, and again when something else comes out: a new row, never a change."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.openings.models import Application
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.events import ScoresSuperseded
from hiring.scoring.models import ABOVE_ALL, BELOW_ALL, ApplicationScore, CompetencyFigure, Settlement
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.queries.scores import basis_of, competencies_of_opening, scores_of_sitting
from hiring.scoring.score_rules import scores_of
from hiring.scoring.scores import Rule, ScoreInput, Scores
from hiring.sittings.models import Sitting

WRITE_MISSING = JobKind(
    "scoring.write-missing", EVENTS, N_("Write down the scores that an earlier version had settled")
)

#: So many in one transaction: nobody else can write meanwhile.
_AT_ONCE = 25


def write_scores(
    session: Session, sitting: Sitting, application: Application, *, by: Doer, rule: Rule | None = None
) -> bool:
    """Write down what `rule` makes of a settled sitting; say whether that was something new.

    The caller holds the sitting. Without a rule it is the one that the opening was opened with.
    What is the same as what stands is not written again; what is not supersedes it, which is an
    event of the trail.
    """
    given = score_inputs(session, application.opening_id, [sitting.id])[sitting.id]
    earlier = scores_of_sitting(session, sitting.id)
    rule = rule or given.policy.rule
    scores, digest = scores_of(given, rule), given.digest()
    if earlier and (earlier.rule, earlier.input_hash, earlier.scores) == (rule, digest, scores):
        return False
    if earlier and erasure_of(session, about_application(application.id)) is not None:
        return False  # its answers are gone: what was made of them stays
    row = _row(sitting, application, given, scores, rule)
    row.number, row.input_hash = earlier.number + 1 if earlier else 1, digest
    session.add(row)
    session.flush()
    ids = {one.code: one.id for one in competencies_of_opening(session, application.opening_id)}
    session.add_all(_figures(row, scores, ids))
    session.flush()
    if earlier:
        record(session, ScoresSuperseded(application.opening_id, application.id, row.number), by=by)
    return True


def write_missing_scores(session: Session, *, after: int = 0) -> int:
    """Write the scores of some sittings that were settled before scores were written down.

    Returns how many that were. Where there are more, a job goes on behind them.
    """
    unwritten = (
        select(Settlement.sitting_id)
        .outerjoin(ApplicationScore, ApplicationScore.sitting_id == Settlement.sitting_id)
        .where(ApplicationScore.id.is_(None), Settlement.sitting_id > after)
        .order_by(Settlement.sitting_id)
        .limit(_AT_ONCE)
    )
    sitting_ids = list(session.scalars(unwritten))
    for sitting_id in sitting_ids:
        sitting = session.get_one(Sitting, sitting_id, with_for_update={"key_share": True})
        application = session.get_one(Application, sitting.application_id)
        write_scores(session, sitting, application, by=SYSTEM)
        count_soon(session, application.opening_id)
    if len(sitting_ids) == _AT_ONCE:
        last = sitting_ids[-1]
        enqueue(session, WRITE_MISSING, key=f"{WRITE_MISSING}:{last}", after=last)
    return len(sitting_ids)


def _row(
    sitting: Sitting, application: Application, given: ScoreInput, scores: Scores, rule: Rule
) -> ApplicationScore:
    differences = scores.differences
    return ApplicationScore(
        sitting_id=sitting.id,
        application_id=application.id,
        opening_id=application.opening_id,
        rule=rule.name,
        rule_version=rule.version,
        policy=given.policy.as_json(),
        total=scores.total,
        falling=_place(scores.total, BELOW_ALL),
        rising=_place(scores.total, ABOVE_ALL),
        weight_covered=scores.weight_covered,
        n_ratings=sum(one.n_ratings for one in scores.competencies),
        n_differences=len(differences),
        widest=max((each.highest - each.lowest for each in differences), default=0),
    )


def _figures(row: ApplicationScore, scores: Scores, ids: dict[str, int]) -> list[CompetencyFigure]:
    return [
        CompetencyFigure(
            score_id=row.id,
            competency_id=ids[one.code],
            opening_id=row.opening_id,
            score=one.score,
            falling=_place(one.score, BELOW_ALL),
            rising=_place(one.score, ABOVE_ALL),
            missing=one.missing,
            n_ratings=one.n_ratings,
            n_differences=len(one.differences),
            basis=basis_of(one),
        )
        for one in scores.competencies
    ]


def _place(figure: Decimal | None, where_missing: int) -> int:
    return where_missing if figure is None else int(figure.scaleb(2))
