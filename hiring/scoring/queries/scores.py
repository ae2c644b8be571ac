"""The scores of what is settled, as settlement wrote them down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from hiring.openings.models import Opening
from hiring.rubrics.models import Competency
from hiring.scoring.models import ApplicationScore, CompetencyFigure, Settlement
from hiring.scoring.queries.tasks import Criterion, criteria_of_rubric
from hiring.scoring.scores import (
    Cell,
    CellKind,
    CompetencyScore,
    Difference,
    Excuse,
    Gap,
    Missing,
    RaterMean,
    Rule,
    Scores,
)


@dataclass(frozen=True, slots=True)
class ScoresOfApplication:
    """The scores that stand, by which rule, and from what."""

    sitting_id: int
    application_id: int
    scores: Scores
    rule: Rule
    number: int
    input_hash: str
    fewer_reason: str | None
    """Why HR let it stand with fewer ratings than planned, if so."""
    computed_at: datetime
    policy: dict[str, Any]
    """As it was when they were computed (`Policy.as_json`)."""


def standing() -> ColumnElement[bool]:
    """Return the condition that an `ApplicationScore` stands: no later one supersedes it."""
    later = aliased(ApplicationScore)
    return ~exists().where(
        later.sitting_id == ApplicationScore.sitting_id, later.number == ApplicationScore.number + 1
    )


def scores_of_application(session: Session, application_id: int) -> ScoresOfApplication | None:
    """Return the scores of one application, or None while its answers are not all scored."""
    return next(iter(standing_scores(session, ApplicationScore.application_id == application_id)), None)


def scores_of_sitting(session: Session, sitting_id: int) -> ScoresOfApplication | None:
    """Return the scores of one sitting, or None while none are written down."""
    return next(iter(standing_scores(session, ApplicationScore.sitting_id == sitting_id)), None)


def standing_scores(session: Session, which: ColumnElement[bool]) -> list[ScoresOfApplication]:
    """Return the scores that stand, of few applications at a time, in the order of their rows."""
    return _read(session, which, standing())


def written_scores(session: Session, sitting_id: int) -> list[ScoresOfApplication]:
    """Return all scores that were ever written of one sitting, the first one first."""
    return _read(session, ApplicationScore.sitting_id == sitting_id)


def _read(session: Session, *which: ColumnElement[bool]) -> list[ScoresOfApplication]:
    rows = session.execute(
        select(ApplicationScore, Settlement.fewer_reason)
        .join(Settlement, Settlement.sitting_id == ApplicationScore.sitting_id)
        .where(*which)
        .order_by(ApplicationScore.id)
    ).all()
    figures = figures_of(session, [row.ApplicationScore.id for row in rows])
    return [
        ScoresOfApplication(
            score.sitting_id,
            score.application_id,
            Scores(
                tuple(_competency_score(code, score.policy, one) for code, one in figures[score.id]),
                score.total,
                score.weight_covered,
            ),
            Rule(score.rule, score.rule_version),
            score.number,
            score.input_hash,
            fewer_reason,
            score.computed_at,
            score.policy,
        )
        for score, fewer_reason in rows
    ]


def figures_of(session: Session, score_ids: Iterable[int]) -> dict[int, list[tuple[str, CompetencyFigure]]]:
    """Return the figures of few scores with their codes, in the order of the rubric, by score."""
    found: dict[int, list[tuple[str, CompetencyFigure]]] = {score_id: [] for score_id in score_ids}
    for code, figure in session.execute(
        select(Competency.code, CompetencyFigure)
        .join(Competency, Competency.id == CompetencyFigure.competency_id)
        .where(CompetencyFigure.score_id.in_(list(found)))
        .order_by(CompetencyFigure.score_id, Competency.position)
    ):
        found[figure.score_id].append((code, figure))
    return found


def competencies_of_opening(session: Session, opening_id: int) -> tuple[Criterion, ...]:
    """Return the competencies of the opening's rubric in their order, with weights and anchors."""
    rubric_version_id = session.scalar(select(Opening.rubric_version_id).where(Opening.id == opening_id))
    return criteria_of_rubric(session, rubric_version_id)


def basis_of(score: CompetencyScore) -> dict[str, Any]:
    """Return what stands in no column of `CompetencyFigure`, as plain JSON."""
    return {
        "no_evidence": score.n_no_evidence,
        "tasks": score.n_tasks,
        "asked": score.n_asked,
        "answered": score.n_answered,
        "raters": [[each.rater, str(each.mean), each.n] for each in score.raters],
        "differences": [[each.task, each.lowest, each.highest] for each in score.differences],
        **({"cells": [_plain_cell(each) for each in score.cells]} if score.cells else {}),
    }


def cells_in(basis: dict[str, Any]) -> tuple[Cell, ...]:
    """Return the cells that `basis_of` wrote; none where the rule does not go by cells."""
    return tuple(_cell(*plain) for plain in basis.get("cells", ()))


def _cell(
    task: int, kind: str, level: str | None, why: str | None, of_key: dict[str, Any] | None = None
) -> Cell:
    key = of_key or {}
    return Cell(
        task,
        CellKind(kind),
        _level(level),
        _why(kind, why),
        key.get("provisional", False),
        key.get("later"),
        _level(key.get("level")),
    )


def _level(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)


def _plain_cell(cell: Cell) -> list[Any]:
    """Return a cell as JSON; what is said of its key stands last, where there is something to say."""
    of_key = {
        **({"provisional": True} if cell.provisional else {}),
        **({} if cell.key is None else {"later": cell.key}),
        **({} if cell.keyed is None else {"level": str(cell.keyed)}),
    }
    level = None if cell.level is None else str(cell.level)
    return [cell.task, cell.kind, level, cell.why, *([of_key] if of_key else [])]


def _why(kind: str, why: str | None) -> Gap | Excuse | None:
    if why is None:
        return None
    return Excuse(why) if kind == CellKind.EXCUSED else Gap(why)


def _competency_score(code: str, policy: dict[str, Any], figure: CompetencyFigure) -> CompetencyScore:
    basis = figure.basis
    return CompetencyScore(
        code,
        policy["weights"][code],
        score=figure.score,
        missing=Missing(figure.missing) if figure.missing else None,
        n_ratings=figure.n_ratings,
        n_no_evidence=basis["no_evidence"],
        n_tasks=basis["tasks"],
        n_asked=basis["asked"],
        n_answered=basis["answered"],
        raters=tuple(RaterMean(rater, Decimal(mean), n) for rater, mean, n in basis["raters"]),
        differences=tuple(Difference(task, code, low, high) for task, low, high in basis["differences"]),
        cells=cells_in(basis),
    )
