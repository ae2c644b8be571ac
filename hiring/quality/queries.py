"""What the quality of an opening's marking is computed from, and what was computed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.calibration.models import CalibrationRating
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.rules import MemberRole, Stage
from hiring.quality.models import OpeningQuality
from hiring.quality.rules import LevelGiven, QualityFigures, WorkFigures, figures_from, minutes_between
from hiring.rubrics.models import Competency
from hiring.scoring.models import (
    IS_LIVE_ANSWER,
    ApplicationScore,
    ExcusedTask,
    Rating,
    Review,
    Settlement,
)
from hiring.scoring.rules import UNDO_FOR, ReviewState
from hiring.sittings.models import Sitting

#: Counted up when what is computed changes: what an earlier version computed is computed anew.
VERSION = 3
#: Whose scores stand and may be seen.
COMPARED = frozenset({Stage.SCORED, Stage.DECIDED})
_OPEN = (ReviewState.ALLOCATED, ReviewState.DRAFT)


@dataclass(frozen=True, slots=True)
class QualityNow:
    """What was computed last, and what people and tasks in it are called."""

    figures: QualityFigures
    computed_at: datetime
    reviewers: dict[int, str]
    tasks: dict[int, Localised]
    competencies: dict[str, Localised]


def quality_now(session: Session, opening: Opening) -> QualityNow | None:
    """Return what was computed of an opening; None before the first time."""
    row = session.get(OpeningQuality, opening.id)
    if row is None:
        return None
    found = figures_from(row.figures)
    people = {one.reviewer for one in found.raters} | {one.reviewer for one in found.work}
    people |= {one.reviewer for one in found.near} | {one.reviewer for one in found.drift}
    items = {one.task for one in found.tasks}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(people)).order_by(User.name, User.id))
    titles = session.execute(select(BankItem.id, BankItem.title).where(BankItem.id.in_(items)))
    names = session.execute(
        select(Competency.code, Competency.name)
        .where(Competency.version_id == opening.rubric_version_id)
        .order_by(Competency.position)
    )
    return QualityNow(
        found,
        row.computed_at,
        {row.id: row.name for row in rows},
        {row.id: row.title for row in titles},
        {row.code: row.name for row in names},
    )


def basis_of(session: Session, opening_id: int) -> str:
    """Return in counts what the figures of an opening rest on.

    These are who is compared, which scores, which locks, and what its reviewers gave for calibration answers.
    """
    compared = (
        select(func.count())
        .select_from(Settlement)
        .join(Sitting, Sitting.id == Settlement.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(Settlement.opening_id == opening_id, Application.stage.in_(COMPARED))
    )
    scores = select(func.max(ApplicationScore.id)).where(ApplicationScore.opening_id == opening_id)
    locked, waiting = (_reviews(opening_id, states) for states in ((ReviewState.LOCKED,), _OPEN))
    rests = compared, scores, locked, waiting, _calibrated(opening_id), _controls_locked(opening_id)
    counts = (session.scalar(each) for each in rests)
    return ":".join(str(each or 0) for each in (VERSION, *counts))


def _reviews(opening_id: int, states: Collection[ReviewState]) -> Select[int]:
    return select(func.count()).where(
        Review.opening_id == opening_id, Review.state.in_(states), IS_LIVE_ANSWER
    )


def _controls_locked(opening_id: int) -> Select[int]:
    return select(func.count()).where(
        Review.opening_id == opening_id, ~IS_LIVE_ANSWER, Review.locked_at <= clock.now() - UNDO_FOR
    )


def _calibrated(opening_id: int) -> Select[int]:
    """Count what reviewers of the opening gave, wherever they gave it: it counts in every opening."""
    panel = select(OpeningMember.user_id).where(
        OpeningMember.opening_id == opening_id, OpeningMember.role == MemberRole.REVIEWER
    )
    return select(func.count(CalibrationRating.id)).where(CalibrationRating.reviewer_id.in_(panel))


def openings_with_marking(session: Session) -> list[int]:
    """Return the openings in which somebody has something to mark, or has marked it."""
    return list(session.scalars(select(Review.opening_id).distinct().order_by(Review.opening_id)))


def basis_known(session: Session, opening_id: int) -> str | None:
    """Return what the figures at hand rest on; None where there are none."""
    return session.scalar(select(OpeningQuality.basis).where(OpeningQuality.opening_id == opening_id))


def given_levels(session: Session, opening_id: int) -> list[LevelGiven]:
    """Return what reviewers gave whose scores stand, in an order of its own; excused tasks count nowhere."""
    excused = exists().where(
        ExcusedTask.opening_id == opening_id,
        ExcusedTask.item_id == Review.item_id,
        or_(ExcusedTask.sitting_id.is_(None), ExcusedTask.sitting_id == Review.sitting_id),
    )
    rows = session.execute(
        select(Review.sitting_id, Review.item_id, Review.reviewer_id, Competency.code, Rating.level)
        .join(Rating, Rating.review_id == Review.id)
        .join(Competency, Competency.id == Rating.competency_id)
        .join(Settlement, Settlement.sitting_id == Review.sitting_id)
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Application, Application.id == Sitting.application_id)
        .where(
            Review.opening_id == opening_id,
            Review.state == ReviewState.LOCKED,
            Rating.level.is_not(None),
            Application.stage.in_(COMPARED),
            ~excused,
        )
    )
    return sorted(
        LevelGiven(row.sitting_id, row.item_id, row.reviewer_id, row.code, row.level or 0) for row in rows
    )


def competencies_of(session: Session, opening: Opening) -> list[str]:
    """Return the codes of an opening's competencies in their order."""
    codes = select(Competency.code).where(Competency.version_id == opening.rubric_version_id)
    return list(session.scalars(codes.order_by(Competency.position)))


def work_of(session: Session, opening_id: int) -> list[WorkFigures]:
    """Return what each reviewer has locked, has still to mark, and how long one takes."""
    of_opening = Review.opening_id == opening_id
    open_reviews = session.execute(
        select(Review.reviewer_id, func.count().label("waiting"))
        .where(of_opening, Review.state.in_(_OPEN), IS_LIVE_ANSWER)
        .group_by(Review.reviewer_id)
    )
    waiting = {row.reviewer_id: int(row.waiting) for row in open_reviews}
    locks = defaultdict[int, list[datetime]](list)
    others = defaultdict[int, list[datetime]](list)
    locked = select(Review.reviewer_id, Review.locked_at, Review.control).where(
        of_opening, Review.state == ReviewState.LOCKED
    )
    for row in session.execute(locked):
        (locks if row.control is None else others)[row.reviewer_id].append(row.locked_at)
    people: Collection[int] = {*waiting, *locks}
    return [
        WorkFigures(who, len(locks[who]), waiting.get(who, 0), *minutes_between(locks[who], others[who]))
        for who in sorted(people)
    ]
