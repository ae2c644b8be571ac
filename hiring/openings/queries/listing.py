"""HR's list of openings, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.db.keyset import Cursor, Key, Page, read_moment, read_page, read_whole
from hiring.openings.completeness import OpeningGap
from hiring.openings.listing import STATE_SHOWN, Shown, WantedOpenings
from hiring.openings.models import Application, Opening
from hiring.openings.progress import StageCounts
from hiring.openings.queries.members import works_in
from hiring.openings.queries.openings import faults_of_drafts, standings
from hiring.openings.rules import OpeningState
from hiring.organisation.queries import obstacles_now

#: Openings on one page of the list.
_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One opening in the list. `faults` is what a draft still lacks."""

    opening: Opening
    standing: StageCounts
    faults: Sequence[OpeningGap]


def numbers_of_openings(session: Session, user_id: int) -> dict[OpeningState, int]:
    """Return how many openings of this HR member there are in each state."""
    rows = session.execute(
        select(Opening.state, func.count()).where(works_in(Opening.id, user_id)).group_by(Opening.state)
    )
    return {OpeningState(state): number for state, number in rows}


def openings_page(
    session: Session, user_id: int, wanted: WantedOpenings, cursor: Cursor, *, total: int | None
) -> Page[OpeningLine]:
    """Return one page of a view of the list; `total` where it is known how many there are.

    What is open stands in the order of closing, the next first; what is closed the last first;
    drafts and a list of all have the newest first.
    """
    statement = _matching(select(Opening.id), user_id, wanted)
    if total is None:
        total = session.scalars(_matching(select(func.count(Opening.id)), user_id, wanted)).one()
    page = read_page(session, statement, _keys(wanted.shown), cursor, size=_ON_A_PAGE, total=total)
    return page.of(_lines(session, [row[0] for row in page.rows]))


def _keys(shown: Shown) -> list[Key]:
    descending = shown is Shown.CLOSED
    if shown in {Shown.ALL, Shown.DRAFT}:
        return [Key(Opening.id, read_whole, descending=True)]
    return [Key(Opening.closes_at, read_moment, descending), Key(Opening.id, read_whole, descending)]


def _matching(statement: Select[Any], user_id: int, wanted: WantedOpenings) -> Select[Any]:
    statement = statement.where(works_in(Opening.id, user_id))
    if wanted.shown in STATE_SHOWN:
        statement = statement.where(Opening.state == STATE_SHOWN[wanted.shown])
    if wanted.shown is Shown.UNINVITED:
        statement = statement.where(~exists().where(Application.opening_id == Opening.id))
    if wanted.search:
        found = (text.icontains(wanted.search, autoescape=True) for text in _searched())
        statement = statement.where(or_(*found))
    return statement


def _searched() -> list[ColumnElement[str]]:
    title = type_coerce(Opening.title, JSON)
    return [title["id"].as_string(), title["en"].as_string(), Opening.place]


def _lines(session: Session, ids: Sequence[int]) -> list[OpeningLine]:
    """Bring the openings of one page with all that a line says, in the order of `ids`."""
    if not ids:
        return []
    wanted = select(Opening).where(Opening.id.in_(ids)).options(joinedload(Opening.assessment_version))
    openings = {opening.id: opening for opening in session.scalars(wanted)}
    standing, drafts = standings(session, ids), Opening.state == OpeningState.DRAFT
    unopened = session.scalars(wanted.where(drafts).options(selectinload(Opening.members))).all()
    faults = faults_of_drafts(session, unopened, obstacles_now(session) if unopened else ())
    return [OpeningLine(openings[each], standing[each], faults.get(each, ())) for each in ids]
