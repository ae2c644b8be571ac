"""Candidates by other weights, and by cuts: totals, places and outcomes that the database works out anew.

It reads the scores from the indexes in which they stand in hundredths, so that ten thousand candidates are
ordered without reading what each score rests on.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
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


def moved_page(
    session: Session,
    opening_id: int,
    competencies: Sequence[Criterion],
    chosen: ChosenWeights,
    cursor: Cursor,
    *,
    top: int,
    size: int,
    moved_only: bool = False,
    run_id: int | None = None,
) -> tuple[Moves, Page[MovedRow]]:
    """Return how many candidates other weights move, and a page of all by their totals, the highest first.

    `top` = how many are the best, in and out of whom others come.
    """
    ranked = _counted(_ranked(opening_id, competencies, chosen), top)
    statement = select(ranked)
    if moved_only:
        statement = statement.where(_moved(ranked))
    keys = Key(ranked.c.falling_then, read_whole, True), Key(ranked.c.score_id, read_whole, True)
    page = read_page(session, statement, keys, cursor, size=size)
    if not page.rows:
        found = session.execute(select(ranked).limit(1)).one_or_none() if moved_only else None
        return _moves_in(found), Page([], total=0)
    counted = _moves_in(page.rows[0])
    rows = _rows_by_score(session, opening_id, page.rows, run_id)
    moved = [_moved_row(rows[found.score_id], found) for found in page.rows if found.score_id in rows]
    return counted, replace(page.of(moved), total=counted.moved if moved_only else counted.of)


def _counted(ranked: Subquery, top: int) -> Subquery:
    """Add to every row how many there are, how many move, and how many come in and out of the best `top`."""
    now, then = ranked.c.place_now <= top, ranked.c.place_then <= top
    return select(
        ranked,
        func.count().over().label("of"),
        _number_of(_moved(ranked)).label("moved"),
        _number_of(and_(then, ~now)).label("entering"),
        _number_of(and_(now, ~then)).label("leaving"),
    ).subquery()


def _moves_in(row: AnyRow | None) -> Moves:
    return Moves(0, 0, 0, 0) if row is None else Moves(row.of, row.moved, row.entering, row.leaving)


def _rows_by_score(
    session: Session, opening_id: int, found: Sequence[AnyRow], run_id: int | None
) -> dict[int, ShortlistRow]:
    """Return what the shortlist says of the few candidates of one page, by their scores.

    Whose score was superseded since the page was read is not among them.
    """
    statement = scored_in(opening_id, None).where(ApplicationScore.id.in_([row.score_id for row in found]))
    if run_id is not None:
        statement = with_standing(statement, run_id)
    rows = session.execute(statement).all()
    said = rows_of(session, rows, placed=run_id is not None)
    return {row.score_id: each for row, each in zip(rows, said, strict=True)}


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
    by_id = {one.id: weights[one.code] for one in competencies if weights[one.code]}
    weight = case(by_id, value=CompetencyFigure.competency_id, else_=0) if by_id else literal(0)
    # Summed up in a selection of its own: SQLite would work out a sum anew wherever it stands.
    sums = (
        select(
            CompetencyFigure.score_id,
            func.sum(weight).label("covered"),
            func.sum(weight * CompetencyFigure.falling).label("weighted"),
        )
        .where(
            CompetencyFigure.opening_id == opening_id,
            CompetencyFigure.competency_id.in_(list(by_id)),
            CompetencyFigure.falling >= 0,
        )
        .group_by(CompetencyFigure.score_id)
        .subquery()
    )
    total = (2 * sums.c.weighted + sums.c.covered) // (2 * sums.c.covered)
    return select(sums.c.score_id, total.label("total")).subquery()


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
    """Count over all rows in which of them something holds; every one of them says the number."""
    return func.sum(case((condition, 1), else_=0)).over()


def cut_page(
    session: Session,
    opening_id: int,
    competencies: Sequence[Criterion],
    cuts: ChosenCuts,
    cursor: Cursor,
    *,
    groups: Collection[CutGroup],
    size: int,
    run_id: int | None = None,
) -> tuple[dict[CutGroup, int], Page[CutRow]]:
    """Return of how many candidates both rules say what, and a page of some groups, the best first."""
    judged = _counted_groups(_judged(opening_id, competencies, cuts).subquery())
    statement = select(judged).where(_of_groups(judged, groups))
    keys = Key(judged.c.falling, read_whole, True), Key(judged.c.score_id, read_whole, True)
    page = read_page(session, statement, keys, cursor, size=size)
    counts = _counts_in(page.rows[0] if page.rows else session.execute(select(judged).limit(1)).one_or_none())
    rows = _rows_by_score(session, opening_id, page.rows, run_id)
    cut = [_cut_row(rows[found.score_id], found, cuts) for found in page.rows if found.score_id in rows]
    return counts, replace(page.of(cut), total=sum(counts[group] for group in groups))


def _counted_groups(judged: Subquery) -> Subquery:
    """Add to every row how many there are of each group."""
    return select(
        judged, *(_number_of(_of_groups(judged, [group])).label(group) for group in CutGroup)
    ).subquery()


def _counts_in(row: AnyRow | None) -> dict[CutGroup, int]:
    return {group: 0 if row is None else getattr(row, group) for group in CutGroup}


def _cut_row(row: ShortlistRow, found: AnyRow, cuts: ChosenCuts) -> CutRow:
    scores = {code: row.figures[code].score if code in row.figures else None for code in cuts.by_code}
    below = [code for code, score in scores.items() if score is not None and 100 * score < cuts.by_code[code]]
    return CutRow(row, _group(found), tuple(below))


def _group(row: AnyRow) -> CutGroup:
    return cut_group(_OUTCOMES[row.by_total], _OUTCOMES[row.by_hurdles])


def _of_groups(judged: Subquery, groups: Collection[CutGroup]) -> ColumnElement[bool]:
    return or_(
        false(),
        *(
            and_(judged.c.by_total == total, judged.c.by_hurdles == hurdles)
            for total in range(len(_OUTCOMES))
            for hurdles in range(len(_OUTCOMES))
            if cut_group(_OUTCOMES[total], _OUTCOMES[hurdles]) in groups
        ),
    )


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
            ApplicationScore.falling.label("falling"),
            by_total.label("by_total"),
            func.coalesce(hurdles.c.reached, _UNSAID).label("by_hurdles"),
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
