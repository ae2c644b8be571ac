"""Find applications, and lay them out as HR's table of progress."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.accounts.models import Visit
from hiring.accounts.rules import Door, normalised_email
from hiring.openings.models import Application, Candidate, CandidateFacts, Opening, OpeningMember
from hiring.openings.progress import Column, ProgressRow, Wanted
from hiring.openings.rules import JOURNEY, NOT_BEGUN, WRITING, OpeningState, Stage

_WHOLE = (
    joinedload(Application.candidate),
    joinedload(Application.opening).selectinload(Opening.members).joinedload(OpeningMember.user),
    joinedload(Application.facts).joinedload(CandidateFacts.cv_file),
    selectinload(Application.invitations),
)

_IN_ONE_LIST = 500


def application_by_public_id(session: Session, public_id: str) -> Application | None:
    """Return the application with candidate, opening and its members, facts and invitations."""
    return session.scalar(select(Application).where(Application.public_id == public_id).options(*_WHOLE))


def application_by_id(session: Session, application_id: int) -> Application | None:
    return session.scalar(select(Application).where(Application.id == application_id).options(*_WHOLE))


def applications_chosen(session: Session, opening_id: int, public_ids: Collection[str]) -> list[Application]:
    """Return those of the named applications that belong to the opening, by name."""
    chosen: list[Application] = []
    for some in _pieces(sorted({public_id for public_id in public_ids if public_id.isprintable()})):
        chosen += session.scalars(
            select(Application)
            .where(Application.opening_id == opening_id, Application.public_id.in_(some))
            .options(*_WHOLE)
        )
    return sorted(chosen, key=lambda application: (application.candidate.name, application.id))


def invited_addresses(session: Session, opening_id: int, addresses: Collection[str]) -> frozenset[str]:
    """Return which of `addresses` already have an application for the opening."""
    found: set[str] = set()
    for some in _pieces(sorted(set(addresses))):
        found.update(
            session.scalars(
                select(Candidate.email)
                .join(Application, Application.candidate_id == Candidate.id)
                .where(Application.opening_id == opening_id, Candidate.email.in_(some))
            )
        )
    return frozenset(found)


def candidates_by_address(session: Session, addresses: Collection[str]) -> dict[str, Candidate]:
    """Return the people already known under `addresses`."""
    found: dict[str, Candidate] = {}
    for some in _pieces(sorted(set(addresses))):
        for candidate in session.scalars(select(Candidate).where(Candidate.email.in_(some))):
            found[candidate.email] = candidate
    return found


def application_ids(session: Session, opening_id: int, candidate_ids: Sequence[int]) -> dict[int, int]:
    """Return the application of each candidate for the opening."""
    found: dict[int, int] = {}
    for start in range(0, len(candidate_ids), _IN_ONE_LIST):
        rows = session.execute(
            select(Application.candidate_id, Application.id).where(
                Application.opening_id == opening_id,
                Application.candidate_id.in_(candidate_ids[start : start + _IN_ONE_LIST]),
            )
        )
        found |= {row.candidate_id: row.id for row in rows}
    return found


def codes_taken(session: Session, opening_id: int) -> set[str]:
    return set(session.scalars(select(Application.code).where(Application.opening_id == opening_id)))


def applications_of_address(session: Session, address: str) -> list[Application]:
    """Return the applications under `address` to which a returning candidate may get a link."""
    return list(
        session.scalars(
            select(Application)
            .join(Candidate, Candidate.id == Application.candidate_id)
            .join(Opening, Opening.id == Application.opening_id)
            .where(
                Candidate.email == normalised_email(address),
                Application.stage.not_in([Stage.WITHDRAWN, Stage.EXPIRED]),
                (Opening.state == OpeningState.OPEN) | Application.stage.not_in(NOT_BEGUN),
            )
            .options(*_WHOLE)
            .order_by(Application.id)
        )
    )


_SEEN = (
    select(func.max(Visit.seen_at))
    .where(Visit.door == Door.CANDIDATE, Visit.subject_id == Application.id)
    .correlate(Application)
    .scalar_subquery()
)
_STAGE_ORDER = case(
    {str(stage): place for place, stage in enumerate((*JOURNEY, Stage.EXPIRED, Stage.WITHDRAWN))},
    value=Application.stage,
)
_ORDERS: dict[Column, tuple[Any, ...]] = {
    Column.NAME: (func.lower(Candidate.name),),
    Column.STAGE: (_STAGE_ORDER, func.lower(Candidate.name)),
    Column.TIME: (Application.seconds_used,),
    Column.SEEN: (_SEEN,),
}


def progress(
    session: Session, opening_id: int, wanted: Wanted, *, offset: int, limit: int
) -> list[ProgressRow]:
    """Return one page of the table in one statement; ties keep the order of invitation."""
    order = [column.desc() if wanted.descending else column.asc() for column in _ORDERS[wanted.column]]
    rows = session.execute(
        _matching(
            select(
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
                Application.seconds_used,
                _SEEN.label("seen_at"),
            ),
            opening_id,
            wanted,
        )
        .order_by(*(column.nulls_last() for column in order), Application.id)
        .offset(offset)
        .limit(limit)
    )
    return [ProgressRow(**{**row._mapping, "stage": Stage(row.stage)}) for row in rows]


def progress_total(session: Session, opening_id: int, wanted: Wanted) -> int:
    """Return how many rows the whole table of this view has."""
    statement = _matching(select(func.count(Application.id)), opening_id, wanted)
    return int(session.scalars(statement).one())


def matching_ids(session: Session, opening_id: int, wanted: Wanted, *, limit: int) -> list[str]:
    """Return the public ids of everybody in this view who can still write, at most `limit`."""
    statement = _matching(select(Application.public_id), opening_id, wanted).where(
        Application.stage.in_(WRITING)
    )
    return list(session.scalars(statement.order_by(Application.id).limit(limit)))


def _matching(
    statement: Select[*tuple[Any, ...]], opening_id: int, wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    statement = statement.join(Candidate, Candidate.id == Application.candidate_id).where(
        Application.opening_id == opening_id
    )
    if wanted.stage is not None:
        statement = statement.where(Application.stage == wanted.stage)
    if wanted.search:
        statement = statement.where(
            or_(
                *(
                    column.icontains(wanted.search, autoescape=True)
                    for column in (Candidate.name, Candidate.email, Application.code)
                )
            )
        )
    return statement


def _pieces(things: Sequence[str]) -> Iterable[Sequence[str]]:
    """Cut a long list for `IN (...)`: databases limit how many values a statement may carry."""
    return (things[start : start + _IN_ONE_LIST] for start in range(0, len(things), _IN_ONE_LIST))
