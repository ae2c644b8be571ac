"""Find applications, and lay them out as HR's table of progress."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience, normalised_email
from hiring.audit.queries import is_erased
from hiring.db.keyset import Column as KeyColumn
from hiring.db.keyset import Cursor, Key, Page, read_moment, read_page, read_text, read_whole
from hiring.db.pieces import in_pieces, public_ids_in
from hiring.openings.invitees import Invitee
from hiring.openings.models import (
    Application,
    Candidate,
    CandidateFacts,
    Opening,
    OpeningMember,
    TimeAllowance,
)
from hiring.openings.progress import ProgressOrder, ProgressRow, Wanted
from hiring.openings.rules import (
    INVITABLE,
    NOT_BEGUN,
    NOTHING_GRANTED,
    WRITING,
    GrantedTime,
    Stage,
)

_WHOLE = (
    joinedload(Application.candidate),
    joinedload(Application.opening).selectinload(Opening.members).joinedload(OpeningMember.user),
    joinedload(Application.facts).joinedload(CandidateFacts.cv_file),
    selectinload(Application.invitations),
    joinedload(Application.allowance),
)


def application_by_public_id(session: Session, public_id: str) -> Application | None:
    """Return the application with candidate, opening and its members, facts and invitations."""
    return session.scalar(select(Application).where(Application.public_id == public_id).options(*_WHOLE))


def application_by_id(session: Session, application_id: int) -> Application | None:
    return session.scalar(select(Application).where(Application.id == application_id).options(*_WHOLE))


def granted_to(session: Session, application_id: int) -> GrantedTime:
    """Return what HR has granted one candidate."""
    row = session.execute(
        select(
            TimeAllowance.per_cent,
            TimeAllowance.minutes,
            TimeAllowance.break_minutes,
            TimeAllowance.closes_at,
        ).where(TimeAllowance.application_id == application_id)
    ).one_or_none()
    return NOTHING_GRANTED if row is None else GrantedTime(*row)


def applications_chosen(session: Session, opening_id: int, public_ids: Collection[str]) -> list[Application]:
    """Return those of the named applications that belong to the opening, by name."""
    chosen: list[Application] = []
    for some in in_pieces(public_ids_in(public_ids)):
        chosen += session.scalars(
            select(Application)
            .where(Application.opening_id == opening_id, Application.public_id.in_(some))
            .options(*_WHOLE)
        )
    return sorted(chosen, key=lambda application: (application.candidate.name, application.id))


def invited_addresses(session: Session, opening_id: int, addresses: Collection[str]) -> frozenset[str]:
    """Return which of `addresses` already have an application for the opening."""
    found: set[str] = set()
    for some in in_pieces(sorted(set(addresses))):
        found.update(
            session.scalars(
                select(Candidate.email)
                .join(Application, Application.candidate_id == Candidate.id)
                .where(Application.opening_id == opening_id, Candidate.email.in_(some))
            )
        )
    return frozenset(found)


def removed_under(session: Session, opening_id: int, addresses: Collection[str]) -> dict[str, Application]:
    """Return, by address, whom HR removed while they could still write: they may be invited again."""
    found: dict[str, Application] = {}
    for some in in_pieces(sorted(set(addresses))):
        removed = session.scalars(
            select(Application)
            .join(Candidate, Application.candidate_id == Candidate.id)
            .where(
                Application.opening_id == opening_id,
                Application.stage == Stage.REMOVED,
                Candidate.email.in_(some),
            )
            .options(*_WHOLE)
        )
        found |= {
            each.candidate.email: each
            for each in removed
            if (each.left_from or each.stage_reached) in WRITING
        }
    return found


def people_known(session: Session, invitees: Collection[Invitee]) -> dict[str, Candidate]:
    """Return those of `invitees` who are known under this very name, by their address."""
    names = {invitee.email: invitee.name for invitee in invitees}
    found: dict[str, Candidate] = {}
    for some in in_pieces(sorted(names)):
        for candidate in session.scalars(select(Candidate).where(Candidate.email.in_(some))):
            if candidate.name == names[candidate.email]:
                found[candidate.email] = candidate
    return found


def application_ids(session: Session, opening_id: int, candidate_ids: Sequence[int]) -> dict[int, int]:
    """Return the application of each candidate for the opening."""
    found: dict[int, int] = {}
    for some in in_pieces(candidate_ids):
        rows = session.execute(
            select(Application.candidate_id, Application.id).where(
                Application.opening_id == opening_id, Application.candidate_id.in_(some)
            )
        )
        found |= {row.candidate_id: row.id for row in rows}
    return found


def codes_taken(session: Session, opening_id: int) -> set[str]:
    return set(session.scalars(select(Application.code).where(Application.opening_id == opening_id)))


def applications_of_address(session: Session, address: str) -> list[Application]:
    """Return the applications under `address` for which a returning candidate gets a link."""
    return list(
        session.scalars(
            select(Application)
            .join(Candidate, Candidate.id == Application.candidate_id)
            .where(
                Candidate.email == normalised_email(address),
                ~is_erased(Application.id),
            )
            .options(*_WHOLE)
            .order_by(Application.id)
        )
    )


_SEEN = (
    select(func.max(UserSession.seen_at))
    .where(UserSession.audience == Audience.CANDIDATE, UserSession.subject_id == Application.id)
    .correlate(Application)
    .scalar_subquery()
)
#: How the table is ordered by each column; the last key tells apart who is alike in all others.
_ORDERS: dict[ProgressOrder, tuple[tuple[KeyColumn, Callable[[str], Any]], ...]] = {
    ProgressOrder.NAME: ((Application.listed_as, read_text),),
    ProgressOrder.SINCE: ((Application.stage_at, read_moment),),
    ProgressOrder.TIME: ((Application.seconds_used, read_whole),),
}
#: Candidates on one page of the table.
_ON_A_PAGE = 50


def progress_page(
    session: Session, opening_id: int, wanted: Wanted, cursor: Cursor, *, total: int | None
) -> Page[ProgressRow]:
    """Return one page of the table; `total` where it is known how many rows the view has."""
    if total is None:
        counted = _matching(select(func.count(Application.id)), opening_id, wanted)
        total = session.scalars(counted).one()
    statement = _matching(select(*_PROGRESS), opening_id, wanted).join(
        Candidate, Candidate.id == Application.candidate_id
    )
    order = (*_ORDERS[wanted.column], (Application.id, read_whole))
    keys = [Key(column, read, wanted.descending) for column, read in order]
    page = read_page(session, statement, keys, cursor, size=_ON_A_PAGE, total=total)
    return page.of([_progress_row(row) for row in page.rows])


_PROGRESS = (
    Application.id,
    Application.public_id,
    Application.code,
    Candidate.name,
    Candidate.email,
    Application.stage,
    Application.stage_at,
    Application.created_at.label("invited_at"),
    Application.started_at,
    Application.handed_in_at,
    Application.reminded_at,
    Application.seconds_used,
    _SEEN.label("seen_at"),
)


def _progress_row(row: Row[Any]) -> ProgressRow:
    values = list(row)[: len(_PROGRESS)]
    named = dict(zip((field.name for field in fields(ProgressRow)), values, strict=True))
    return ProgressRow(**named | {"stage": Stage(named["stage"])})


@dataclass(frozen=True, slots=True)
class CutOff:
    """Who has not begun when an opening closes now: the first ones by name, and how many there are."""

    people: tuple[ProgressRow, ...]
    number: int
    later: int
    """So many more have not begun, but have a later closing moment of their own."""


def cut_off_by_closing(session: Session, opening_id: int) -> CutOff:
    """Return who would be too late if an opening closed now."""
    later = select(TimeAllowance.application_id).where(TimeAllowance.closes_at > clock.now())
    not_begun = Application.opening_id == opening_id, Application.stage.in_(NOT_BEGUN)
    is_later = Application.id.in_(later)
    counts = select(func.count(case((~is_later, 1))), func.count(case((is_later, 1)))).where(*not_begun)
    number, kept = session.execute(counts).one()
    first: Select[*tuple[Any, ...]] = select(*_PROGRESS)
    first = (
        first.join(Candidate, Candidate.id == Application.candidate_id)
        .where(*not_begun, ~is_later)
        .order_by(Application.listed_as, Application.id)
        .limit(_ON_A_PAGE)
    )
    return CutOff(tuple(_progress_row(row) for row in session.execute(first).all()), number, kept)


def matching_ids(
    session: Session, opening_id: int, wanted: Wanted, *, after: int, limit: int
) -> tuple[list[tuple[int, str]], int]:
    """Return ids and public ids of people in this view whom a new link would help, and how many there are.

    At most `limit` of those whose id is greater than `after`; the number counts these only.
    """
    still = (Application.stage.in_(INVITABLE), Application.id > after)
    statement = _matching(select(Application.id, Application.public_id), opening_id, wanted).where(*still)
    rows = session.execute(statement.order_by(Application.id).limit(limit))
    number = session.scalar(_matching(select(func.count(Application.id)), opening_id, wanted).where(*still))
    return [(row[0], row[1]) for row in rows], number or 0


def _matching(
    statement: Select[*tuple[Any, ...]], opening_id: int, wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    statement = statement.where(Application.opening_id == opening_id)
    if wanted.stage is not None:
        statement = statement.where(Application.stage == wanted.stage)
    if wanted.search:
        found = Application.listed_as.contains(wanted.search.lower(), autoescape=True)
        statement = statement.where(found)
    return statement
