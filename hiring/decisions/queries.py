"""Read decisions, and everything a shortlist shows, in few statements however many candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.decisions.models import Decision
from hiring.decisions.rules import DECIDABLE, Outcome
from hiring.decisions.shortlist import Figure, ShortlistRow
from hiring.openings.models import Application, Candidate, Opening, OpeningMember
from hiring.openings.rules import MemberRole, Stage
from hiring.scoring.queries import ScoresOfApplication, competencies_of_opening, scores_of_opening
from hiring.scoring.queries.tasks import tasks_to_rate
from hiring.scoring.scores import CompetencyScore


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """A decision as people read it."""

    public_id: str
    outcome: Outcome
    reason: str
    by: str
    at: datetime


def decisions_of(session: Session, application_id: int) -> list[GivenDecision]:
    """Return every decision about an application, the one that stands first."""
    rows = session.execute(
        select(Decision.public_id, Decision.outcome, Decision.reason, User.name, Decision.decided_at)
        .join(User, User.id == Decision.decided_by)
        .where(Decision.application_id == application_id)
        .order_by(Decision.id.desc())
    )
    return [
        GivenDecision(row.public_id, Outcome(row.outcome), row.reason, row.name, row.decided_at)
        for row in rows
    ]


def decision_by_operation(session: Session, application_id: int, operation_id: str) -> Decision | None:
    return session.scalar(
        select(Decision).where(
            Decision.application_id == application_id, Decision.operation_id == operation_id
        )
    )


def standing_decision(session: Session, application_id: int) -> Decision | None:
    """Return the decision that no later one has superseded."""
    return session.scalar(
        select(Decision)
        .where(Decision.application_id == application_id)
        .order_by(Decision.id.desc())
        .limit(1)
    )


def application_to_decide(session: Session, public_id: str) -> Application | None:
    """Return an application with its candidate, and its opening with members."""
    return session.scalar(
        select(Application)
        .where(Application.public_id == public_id)
        .options(
            joinedload(Application.candidate),
            joinedload(Application.opening).selectinload(Opening.members),
        )
    )


def shortlist_rows(session: Session, opening_id: int) -> list[ShortlistRow]:
    """Return every scored or decided candidate of an opening with scores and decision, unordered."""
    scores = scores_of_opening(session, opening_id)
    outcomes = _standing_outcomes(session, opening_id)
    rows = session.execute(
        select(Application.id, Application.public_id, Application.code, Candidate.name)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Application.opening_id == opening_id, Application.stage.in_(DECIDABLE))
        .order_by(Application.code)
    )
    return [_row(row.public_id, row.code, row.name, scores.get(row.id), outcomes.get(row.id)) for row in rows]


def number_of_rated_tasks(session: Session, opening: Opening) -> int:
    """Return on how many tasks of the assessment people rate something."""
    if opening.assessment_version_id is None:
        return 0
    codes = [one.code for one in competencies_of_opening(session, opening.id)]
    tasks = tasks_to_rate(session, opening.assessment_version_id, codes)
    return sum(bool(each.competencies) for each in tasks)


def _row(
    public_id: str, code: str, name: str, scored: ScoresOfApplication | None, outcome: Outcome | None
) -> ShortlistRow:
    competencies = scored.scores.competencies if scored else ()
    return ShortlistRow(
        public_id=public_id,
        code=code,
        name=name,
        total=scored.scores.total if scored else None,
        n_ratings=sum(one.n_ratings for one in competencies),
        weight_covered=scored.scores.weight_covered if scored else None,
        figures={one.code: _figure(one) for one in competencies},
        fewer_ratings=bool(scored and scored.fewer_reason),
        outcome=outcome,
    )


def _figure(score: CompetencyScore) -> Figure:
    return Figure(score.score, score.missing, score.n_ratings, score.differs)


def _standing_outcomes(session: Session, opening_id: int) -> dict[int, Outcome]:
    newest = (
        select(func.max(Decision.id))
        .join(Application, Application.id == Decision.application_id)
        .where(Application.opening_id == opening_id)
        .group_by(Decision.application_id)
        .scalar_subquery()
    )
    rows = session.execute(select(Decision.application_id, Decision.outcome).where(Decision.id.in_(newest)))
    return {row.application_id: Outcome(row.outcome) for row in rows}


@dataclass(frozen=True, slots=True)
class ManagedOpening:
    """An opening somebody may decide about, with how many candidates can be read and how many are decided."""

    opening: Opening
    scored: int
    decided: int


def openings_to_decide(
    session: Session, user_id: int, role: MemberRole = MemberRole.HIRING_MANAGER
) -> list[ManagedOpening]:
    """Return the openings of somebody, those with candidates that wait for a decision first."""
    openings = _openings_of(session, user_id, role)
    counted = _counts(session, [opening.id for opening in openings])
    found = [
        ManagedOpening(
            opening,
            scored=counted.get((opening.id, Stage.SCORED), 0),
            decided=counted.get((opening.id, Stage.DECIDED), 0),
        )
        for opening in openings
    ]
    return sorted(found, key=lambda one: (one.scored == 0, -one.opening.id))


def _openings_of(session: Session, user_id: int, role: MemberRole) -> list[Opening]:
    return list(
        session.scalars(
            select(Opening)
            .join(OpeningMember, OpeningMember.opening_id == Opening.id)
            .where(OpeningMember.user_id == user_id, OpeningMember.role == role)
        )
    )


def _counts(session: Session, opening_ids: Sequence[int]) -> dict[tuple[int, Stage], int]:
    rows = session.execute(
        select(Application.opening_id, Application.stage, func.count())
        .where(Application.opening_id.in_(opening_ids), Application.stage.in_(DECIDABLE))
        .group_by(Application.opening_id, Application.stage)
    )
    return {(opening_id, Stage(stage)): number for opening_id, stage, number in rows}
