"""Candidates by other weights, and by cuts: totals, places and outcomes that the database works out anew.

It reads the scores from the indexes in which they stand in hundredths, so that ten thousand candidates are
ordered without reading what each score rests on.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    Integer,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from hiring.db.keyset import AnyRow, Column, Cursor, Key, Page, read_page, read_whole
from hiring.db.together import AnySelect
from hiring.decisions.queries.shortlists import rows_of, scored_in, with_standing
from hiring.decisions.rules import DECIDABLE
from hiring.decisions.shortlist import ShortlistRow
from hiring.decisions.what_if import (
    ChosenCuts,
    ChosenWeights,
    CutGroup,
    CutOutcome,
    CutRow,
    MovedRow,
    Moves,
    cut_group,
)
from hiring.openings.models import Application
from hiring.scoring.models import ApplicationScore, CompetencyFigure
from hiring.scoring.models.figures import BELOW_ALL
from hiring.scoring.queries.scores import standing
from hiring.scoring.queries.tasks import Criterion

#: What a rule says of somebody as the database writes it: the worst of several is the least.
_OUTCOMES = (CutOutcome.NO, CutOutcome.UNSAID, CutOutcome.YES)
_NO, _UNSAID, _YES = range(3)


def moves(
    session: Session, opening_id: int, competencies: Sequence[Criterion], chosen: ChosenWeights, top: int
) -> Moves:
    """Return how many candidates other weights would move, and in and out of the best `top`."""
    ranked = _ranked(opening_id, competencies, chosen)
    now, then = ranked.c.place_now <= top, ranked.c.place_then <= top
    row = session.execute(
        select(
            func.count().label("of"),
            _number_of(_moved(ranked)).label("moved"),
            _number_of(and_(then, ~now)).label("entering"),
            _number_of(and_(now, ~then)).label("leaving"),
        ).select_from(ranked)
    ).one()
    return Moves(*row)


def moved_page(
    session: Session,
    opening_id: int,
    competencies: Sequence[Criterion],
    chosen: ChosenWeights,
    cursor: Cursor,
    *,
    size: int,
    total: int,
    moved_only: bool = False,
    run_id: int | None = None,
) -> Page[MovedRow]:
    """Return the candidates by their totals of other weights, the highest first; `total` = how many."""
    ranked = _ranked(opening_id, competencies, chosen)
    statement = scored_in(opening_id, None).join(ranked, ranked.c.score_id == ApplicationScore.id)
    statement = statement.add_columns(
        ranked.c.falling_now, ranked.c.place_now, ranked.c.falling_then, ranked.c.place_then
    )
    if moved_only:
        statement = statement.where(_moved(ranked))
    if run_id is not None:
        statement = with_standing(statement, run_id)
    keys = Key(ranked.c.falling_then, read_whole, True), Key(ranked.c.score_id, read_whole, True)
    page = read_page(session, statement, keys, cursor, size=size, total=total)
    rows = rows_of(session, page.rows, placed=run_id is not None)
    return page.of([_moved_row(row, found) for row, found in zip(rows, page.rows, strict=True)])


def _moved_row(row: ShortlistRow, found: AnyRow) -> MovedRow:
    then = found.falling_then
    return MovedRow(
        row,
        None if found.falling_now < 0 else found.place_now,
        None if then < 0 else Decimal(then).scaleb(-2),
        None if then < 0 else found.place_then,
    )


def _ranked(opening_id: int, competencies: Sequence[Criterion], chosen: ChosenWeights) -> Subquery:
    """Select every score that stands with its total and place, as they are and by other weights."""
    now: Column = ApplicationScore.falling
    then = now
    statement = _standing_scores(opening_id)
    if not chosen.as_frozen:
        others = _totals(opening_id, competencies, chosen.by_code)
        statement = statement.join(others, others.c.score_id == ApplicationScore.id, isouter=True)
        then = func.coalesce(others.c.total, BELOW_ALL)
    return statement.add_columns(
        now.label("falling_now"),
        func.rank().over(order_by=now.desc()).label("place_now"),
        then.label("falling_then"),
        func.rank().over(order_by=then.desc()).label("place_then"),
    ).subquery()


def _totals(opening_id: int, competencies: Sequence[Criterion], weights: Mapping[str, int]) -> Subquery:
    """Select by score the mean of its competencies by these weights in hundredths, rounded half up."""
    score, has = CompetencyFigure.falling, CompetencyFigure.falling >= 0
    by_id = {one.id: weights[one.code] for one in competencies}
    weight = case(by_id, value=CompetencyFigure.competency_id, else_=0)
    covered = func.sum(case((has, weight), else_=0))
    summed = func.sum(case((has, weight * score), else_=0))
    total = (2 * summed + covered) // func.nullif(2 * covered, 0, type_=Integer)
    return (
        select(CompetencyFigure.score_id, total.label("total"))
        .where(CompetencyFigure.opening_id == opening_id, _among(competencies, weights))
        .group_by(CompetencyFigure.score_id)
        .subquery()
    )


def _standing_scores(opening_id: int) -> AnySelect:
    return (
        select(ApplicationScore.id.label("score_id"))
        .join(Application, Application.id == ApplicationScore.application_id)
        .where(ApplicationScore.opening_id == opening_id, standing(), Application.stage.in_(DECIDABLE))
    )


def _among(competencies: Sequence[Criterion], codes: Collection[str]) -> ColumnElement[bool]:
    return CompetencyFigure.competency_id.in_([one.id for one in competencies if one.code in codes])


def _moved(ranked: Subquery) -> ColumnElement[bool]:
    return or_(
        ranked.c.place_now != ranked.c.place_then,
        (ranked.c.falling_now < 0) != (ranked.c.falling_then < 0),
    )


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def cut_counts(
    session: Session, opening_id: int, competencies: Sequence[Criterion], cuts: ChosenCuts
) -> dict[CutGroup, int]:
    """Return how many candidates there are of whom both rules say the same, or each something else."""
    judged = _judged(opening_id, competencies, cuts).subquery()
    both = judged.c.by_total, judged.c.by_hurdles
    counted = dict.fromkeys(CutGroup, 0)
    for row in session.execute(select(*both, func.count().label("number")).group_by(*both)):
        counted[_group(row)] += row.number
    return counted


def cut_page(
    session: Session,
    opening_id: int,
    competencies: Sequence[Criterion],
    cuts: ChosenCuts,
    cursor: Cursor,
    *,
    groups: Collection[CutGroup],
    size: int,
    total: int,
    run_id: int | None = None,
) -> Page[CutRow]:
    """Return the candidates of some groups by their total, the highest first; `total` = how many."""
    judged = _judged(opening_id, competencies, cuts).subquery()
    statement = (
        scored_in(opening_id, None)
        .join(judged, judged.c.score_id == ApplicationScore.id)
        .add_columns(judged.c.by_total, judged.c.by_hurdles)
        .where(ApplicationScore.opening_id == opening_id, or_(false(), *_of_groups(judged, groups)))
    )
    if run_id is not None:
        statement = with_standing(statement, run_id)
    keys = (
        Key(ApplicationScore.falling, read_whole, True),
        Key(ApplicationScore.id, read_whole, True),
    )
    page = read_page(session, statement, keys, cursor, size=size, total=total)
    rows = rows_of(session, page.rows, placed=run_id is not None)
    return page.of([_cut_row(row, found, cuts) for row, found in zip(rows, page.rows, strict=True)])


def _cut_row(row: ShortlistRow, found: AnyRow, cuts: ChosenCuts) -> CutRow:
    scores = {code: row.figures[code].score if code in row.figures else None for code in cuts.by_code}
    below = [code for code, score in scores.items() if score is not None and 100 * score < cuts.by_code[code]]
    return CutRow(row, _group(found), tuple(below))


def _group(row: AnyRow) -> CutGroup:
    return cut_group(_OUTCOMES[row.by_total], _OUTCOMES[row.by_hurdles])


def _of_groups(judged: Subquery, groups: Collection[CutGroup]) -> list[ColumnElement[bool]]:
    return [
        and_(judged.c.by_total == total, judged.c.by_hurdles == hurdles)
        for total in range(len(_OUTCOMES))
        for hurdles in range(len(_OUTCOMES))
        if cut_group(_OUTCOMES[total], _OUTCOMES[hurdles]) in groups
    ]


def _judged(opening_id: int, competencies: Sequence[Criterion], cuts: ChosenCuts) -> AnySelect:
    """Select of every score that stands what the rule of the total says of it, and what the hurdles say."""
    hurdles = _hurdles(opening_id, competencies, cuts.by_code)
    cut = literal(cuts.total)
    by_total = case(
        (ApplicationScore.falling < 0, _UNSAID), (ApplicationScore.falling < cut, _NO), else_=_YES
    )
    return (
        _standing_scores(opening_id)
        .join(hurdles, hurdles.c.score_id == ApplicationScore.id, isouter=True)
        .add_columns(
            by_total.label("by_total"), func.coalesce(hurdles.c.reached, _UNSAID).label("by_hurdles")
        )
    )


def _hurdles(opening_id: int, competencies: Sequence[Criterion], cuts: Mapping[str, int]) -> Subquery:
    """Select by score the worst that its competencies with a cut say."""
    score = CompetencyFigure.falling
    by_id = {one.id: cuts[one.code] for one in competencies if one.code in cuts}
    cut = case(by_id, value=CompetencyFigure.competency_id)
    reached = case((score < 0, _UNSAID), (score < cut, _NO), else_=_YES)
    return (
        select(CompetencyFigure.score_id, func.min(reached).label("reached"))
        .where(CompetencyFigure.opening_id == opening_id, _among(competencies, cuts))
        .group_by(CompetencyFigure.score_id)
        .subquery()
    )
