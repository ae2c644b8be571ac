"""The openings somebody decides about, with how many candidates can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.db.together import read_together
from hiring.decisions.queries.letters import with_untold
from hiring.decisions.queries.offers import outcome_numbers
from hiring.decisions.rules import DECIDABLE, Outcome
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.queries import openings_with_scored
from hiring.openings.rules import MemberRole, Stage


@dataclass(frozen=True, slots=True)
class ManagedOpening:
    """An opening somebody may decide about, with how many wait, are decided on, have an offer."""

    opening: Opening
    scored: int
    decided: int
    offers: int


@dataclass(frozen=True, slots=True)
class WaitingOpening:
    """An opening in which candidates wait for a decision, or to be told of it."""

    public_id: str
    title: Localised
    number: int


def openings_to_decide(session: Session, user_id: int, cursor: Cursor, *, size: int) -> Page[ManagedOpening]:
    """Return the openings of a hiring manager: those with candidates that wait first, the newest on top."""
    waiting = openings_with_scored()
    mine = (OpeningMember.user_id == user_id, OpeningMember.role == MemberRole.HIRING_MANAGER)
    wanted = (
        select(OpeningMember.opening_id)
        .outerjoin(waiting, waiting.c.value == OpeningMember.opening_id)
        .where(*mine)
    )
    waits = case((waiting.c.value.is_not(None), 1), else_=0)
    keys = (
        Key(waits, read_whole, descending=True),
        Key(OpeningMember.opening_id, read_whole, descending=True),
    )
    total = session.scalars(select(func.count()).select_from(OpeningMember).where(*mine)).one()
    page = read_page(session, wanted, keys, cursor, size=size, total=total)
    ids = [row[0] for row in page.rows]
    openings = {each.id: each for each in session.scalars(select(Opening).where(Opening.id.in_(ids)))}
    counted, outcomes = _counts(session, ids), outcome_numbers(session, ids)
    return page.of(
        [
            ManagedOpening(
                openings[each],
                scored=counted.get((each, Stage.SCORED), 0),
                decided=counted.get((each, Stage.DECIDED), 0),
                offers=outcomes.get((each, Outcome.OFFER), 0),
            )
            for each in ids
        ]
    )


def openings_that_wait(
    session: Session, user_id: int, role: MemberRole, *, most: int
) -> list[WaitingOpening]:
    """Return the newest openings of somebody in which scored candidates wait, `most` at most."""
    rows = session.execute(_that_wait(user_id, role, most).order_by(Opening.id.desc()))
    return _waiting(rows.all())


def work_of_hr(
    session: Session, user_id: int, *, most: int
) -> tuple[list[WaitingOpening], list[WaitingOpening]]:
    """Return the newest openings of an HR member in which somebody waits, and how many, in one statement.

    First those in which somebody is decided on and not told, then those in which scored candidates wait
    for a decision; `most` of each.
    """
    found = read_together(session, with_untold(user_id, most), _that_wait(user_id, MemberRole.HR, most))
    untold, undecided = (sorted(rows, key=lambda row: row.id, reverse=True) for rows in found)
    return _waiting(untold), _waiting(undecided)


def _waiting(rows: Sequence[Any]) -> list[WaitingOpening]:
    return [WaitingOpening(row.public_id, row.title, row.number) for row in rows]


def _that_wait(user_id: int, role: MemberRole, most: int) -> Select[Any]:
    waiting = openings_with_scored()
    first = (
        select(waiting.c.value.label("id"))
        .join(OpeningMember, OpeningMember.opening_id == waiting.c.value)
        .where(OpeningMember.user_id == user_id, OpeningMember.role == role)
        .order_by(waiting.c.value.desc())
        .limit(most)
        .subquery()
    )
    scored = (
        select(func.count())
        .select_from(Application)
        .where(Application.opening_id == Opening.id, Application.stage == Stage.SCORED)
        .scalar_subquery()
    )
    return select(Opening.id, Opening.public_id, Opening.title, scored.label("number")).join(
        first, first.c.id == Opening.id
    )


def _counts(session: Session, opening_ids: list[int]) -> dict[tuple[int, Stage], int]:
    rows = session.execute(
        select(Application.opening_id, Application.stage, func.count())
        .where(Application.opening_id.in_(opening_ids), Application.stage.in_(DECIDABLE))
        .group_by(Application.opening_id, Application.stage)
    )
    return {(opening_id, Stage(stage)): number for opening_id, stage, number in rows}
