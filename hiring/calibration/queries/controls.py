"""What reviewers gave for control answers, once it is final, beside what the expert gave."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.banks.models import BankItem
from hiring.calibration.drift import ControlRated, OwnDrift, own_drift
from hiring.openings.models import Opening
from hiring.rubrics.models import Competency, anchor_in
from hiring.rubrics.rules import LEVELS, CompetencyContent
from hiring.scoring.models import Rating, Review
from hiring.scoring.rules import UNDO_FOR
from hiring.sittings.queries import read_task


def controls_of_opening(session: Session, opening_id: int) -> list[ControlRated]:
    """Return what the reviewers of an opening gave for the control answers they were given in it."""
    return _rated(session, clock.now() - UNDO_FOR, Review.opening_id == opening_id)


def controls_of_reviewer(session: Session, reviewer_id: int, before: datetime) -> list[ControlRated]:
    """Return what one reviewer gave, in whatever opening, for what was final before a moment."""
    return _rated(session, before, Review.reviewer_id == reviewer_id)


@dataclass(frozen=True, slots=True)
class OwnControls:
    """How a reviewer came out on control answers, and the anchors of what differs most."""

    drift: OwnDrift
    farthest: CompetencyContent | None


def own_controls(session: Session, reviewer_id: int) -> OwnControls | None:
    """Return what a reviewer is told of the control answers they rated: counted once a day, from four on."""
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    drift = own_drift(controls_of_reviewer(session, reviewer_id, min(today, clock.now() - UNDO_FOR)))
    if drift is None:
        return None
    code = drift.farthest
    return OwnControls(drift, None if code is None else _anchored(session, reviewer_id, code))


def _anchored(session: Session, reviewer_id: int, code: str) -> CompetencyContent:
    """Return a competency with its anchors, as they stand in the opening of the control answer rated last."""
    row = session.scalars(
        select(Competency)
        .join(Opening, Opening.rubric_version_id == Competency.version_id)
        .join(Review, Review.opening_id == Opening.id)
        .where(Review.reviewer_id == reviewer_id, Review.control.is_not(None), Competency.code == code)
        .order_by(Review.id.desc())
        .limit(1)
    ).one()
    anchors = {level: anchor_in(row.anchors, level) for level in LEVELS}
    return CompetencyContent(row.code, row.name, row.definition, row.weight, anchors)


def _rated(session: Session, before: datetime, of: ColumnElement[bool]) -> list[ControlRated]:
    rows = session.execute(
        select(
            Review.id,
            Review.reviewer_id,
            Review.item_id,
            Review.control,
            Review.locked_at,
            BankItem.content_hash,
            Competency.code,
            Rating.level,
        )
        .join(Rating, Rating.review_id == Review.id)
        .join(Competency, Competency.id == Rating.competency_id)
        .join(BankItem, BankItem.id == Review.item_id)
        .where(of, Review.control.is_not(None), Review.locked_at <= before, Rating.level.is_not(None))
    )
    return sorted(
        ControlRated(row.locked_at, row.id, row.code, row.reviewer_id, row.level, expert)
        for row in rows
        if (expert := _expert(session, row.item_id, row.content_hash, row.control).get(row.code)) is not None
    )


def _expert(session: Session, item_id: int, content_hash: str, number: int) -> dict[str, int]:
    return dict(read_task(session, item_id, content_hash).controls[number - 1].levels)
