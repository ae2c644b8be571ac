"""Find incidents about personal data, and whom each concerns."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Audience, normalised_email
from hiring.audit.models import AuditEntry
from hiring.audit.rules import about_staff
from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.mail.models import Message
from hiring.openings.models import Application, Candidate, Opening, OpeningMember
from hiring.openings.rules import ERASED_ADDRESS, MemberRole
from hiring.privacy.models import Incident
from hiring.privacy.rules import Concerned
from hiring.references.models import ReferenceRequest

_ON_A_PAGE = 50
#: So many openings can be named; an older one is reached by the codes of its applications.
OPENINGS_OFFERED = 50


def incident_by_public_id(session: Session, public_id: str) -> Incident | None:
    """Return an incident."""
    return session.scalar(select(Incident).where(Incident.public_id == public_id))


def incidents_page(session: Session, cursor: Cursor) -> Page[Incident]:
    """Return one page of the incidents, the newest first."""
    page = read_page(
        session, select(Incident), [Key(Incident.id, read_whole, descending=True)], cursor, size=_ON_A_PAGE
    )
    return page.of([row[0] for row in page.rows])


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """What the first page says of an incident that is not closed."""

    number: int
    public_id: str
    due_at: datetime
    told_at: datetime | None
    agency_told_at: datetime | None

    @property
    def is_told(self) -> bool:
        """Say whether those concerned and the agency know of it."""
        return self.told_at is not None and self.agency_told_at is not None


def open_incidents_asked(most: int) -> AnySelect:
    """Return the statement for what `open_incidents` says, to be asked together with others."""
    return (
        select(Incident.id, Incident.public_id, Incident.due_at, Incident.told_at, Incident.agency_told_at)
        .where(Incident.closed_at.is_(None))
        .order_by(Incident.due_at, Incident.id)
        .limit(most)
    )


def open_incidents(rows: Iterable[Any]) -> list[OpenIncident]:
    """Return the incidents of these rows, those with the least time first."""
    found = [OpenIncident(*row) for row in rows]
    return sorted(found, key=lambda each: (each.due_at, each.number))


def read_open_incidents(session: Session, most: int) -> list[OpenIncident]:
    """Return the incidents that are not closed, those with the least time first."""
    return open_incidents(session.execute(open_incidents_asked(most)))


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """What addresses of accounts and codes of applications were found to mean."""

    accounts: tuple[int, ...]
    applications: tuple[int, ...]
    unknown: tuple[str, ...]
    """What means nothing, or more than one application."""


def people_named(session: Session, addresses: Sequence[str], codes: Sequence[str]) -> NamedPeople:
    """Return which accounts and applications are meant."""
    users = session.execute(
        select(User.email, User.id).where(User.email.in_([normalised_email(each) for each in addresses]))
    )
    accounts = {row.email: row.id for row in users}
    rows = session.execute(
        select(Application.code, func.min(Application.id).label("id"))
        .where(Application.code.in_([each.upper() for each in codes]))
        .group_by(Application.code)
        .having(func.count() == 1)
    )
    applications = {row.code: row.id for row in rows}
    strangers = [each for each in addresses if normalised_email(each) not in accounts]
    unclear = [each for each in codes if each.upper() not in applications]
    return NamedPeople(
        tuple(sorted(accounts.values())), tuple(sorted(applications.values())), (*strangers, *unclear)
    )


def named_in(session: Session, whom: Concerned) -> tuple[list[str], list[str]]:
    """Return addresses of accounts and codes of applications, as somebody would name them."""
    addresses = session.scalars(select(User.email).where(User.id.in_(whom.accounts)).order_by(User.email))
    codes = session.scalars(
        select(Application.code).where(Application.id.in_(whom.applications)).order_by(Application.code)
    )
    return list(addresses), list(codes)


def openings_to_name(session: Session, chosen: Collection[int] = ()) -> list[tuple[int, Localised]]:
    """Return the newest openings, and those that are chosen already, with their titles."""
    newest = select(Opening.id).order_by(Opening.id.desc()).limit(OPENINGS_OFFERED).scalar_subquery()
    rows = session.execute(
        select(Opening.id, Opening.title)
        .where(or_(Opening.id.in_(newest), Opening.id.in_(chosen)))
        .order_by(Opening.id.desc())
    )
    return [(row.id, row.title) for row in rows]


def titles_of(session: Session, opening_ids: Collection[int]) -> list[Localised]:
    """Return the titles of some openings, the newest first."""
    named = select(Opening.title).where(Opening.id.in_(opening_ids)).order_by(Opening.id.desc())
    return list(session.scalars(named))


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """Somebody whose data an incident concerns."""

    audience: Audience
    row_id: int
    """Of the application, the reference request or the account."""
    name: str
    email: str
    locale: str
    opening_id: int | None = None
    opening: Localised | None = None
    application_id: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class AffectedNumbers:
    """How many people an incident concerns."""

    candidates: int
    referees: int
    staff: int
    told: int
    """How many letters about it are in the outbox."""

    @property
    def people(self) -> int:
        return self.candidates + self.referees + self.staff


def affected_people(session: Session, incident: Incident) -> list[AffectedPerson]:
    """Return everybody whom an incident concerns: candidates, then referees, then staff.

    Who has been erased since is nobody any more. Of an account it concerns those whose application
    the trail names for this account at the time: what it did and downloaded, not what it only read.
    """
    candidates = session.execute(_candidates(incident).order_by(Application.id))
    referees = session.execute(_referees(incident).order_by(ReferenceRequest.id))
    staff = session.execute(_staff(incident).order_by(User.id))
    return [
        *(AffectedPerson(Audience.CANDIDATE, *row) for row in candidates),
        *(AffectedPerson(Audience.REFEREE, *row) for row in referees),
        *(AffectedPerson(Audience.STAFF, *row) for row in staff),
    ]


#: Where a referee is reached: somebody without an address has a number, and is called instead of written to.
_REACHED_AT = case((ReferenceRequest.email == "", ReferenceRequest.phone), else_=ReferenceRequest.email)


def affected_numbers(session: Session, incident: Incident) -> AffectedNumbers:
    """Return how many candidates, referees and staff an incident concerns, each address once."""

    def distinct(statement: AnySelect, column: Any) -> Any:
        counted = func.count(func.distinct(func.lower(column)))
        return statement.with_only_columns(counted, maintain_column_froms=True).scalar_subquery()

    row = session.execute(
        select(
            distinct(_candidates(incident), Candidate.email),
            distinct(_referees(incident), _REACHED_AT),
            distinct(_staff(incident), User.email),
            select(func.count(Message.id)).where(_letters(incident)).scalar_subquery(),
        )
    ).one()
    return AffectedNumbers(*row)


#: So many are named on the page; all of them are in the list.
MOST_TO_CALL = 50


@dataclass(frozen=True, slots=True)
class PersonToCall:
    """A referee whom no letter reaches; `opening_id` says who may read the name."""

    name: str
    phone: str
    opening_id: int
    code: str


def to_be_called(session: Session, incident: Incident) -> list[PersonToCall]:
    """Return the referees whom an incident concerns and who have a number alone; one more than are named."""
    rows = session.execute(
        _referees(incident)
        .where(ReferenceRequest.email == "")
        .with_only_columns(
            ReferenceRequest.name,
            ReferenceRequest.phone,
            Application.opening_id,
            Application.code,
            maintain_column_froms=True,
        )
        .order_by(ReferenceRequest.id)
        .limit(MOST_TO_CALL + 1)
    )
    return [PersonToCall(*row) for row in rows]


def written_to(session: Session, incident: Incident) -> set[str]:
    """Return the addresses to which a letter about an incident has gone, or is going."""
    return {each.casefold() for each in session.scalars(select(Message.to_email).where(_letters(incident)))}


def openings_run_by(session: Session, hr_id: int) -> set[int]:
    """Return the openings in which somebody is HR."""
    mine = select(OpeningMember.opening_id).where(
        OpeningMember.user_id == hr_id, OpeningMember.role == MemberRole.HR
    )
    return set(session.scalars(mine))


def letter_key(incident: Incident, person: AffectedPerson) -> str:
    """Return the key of the letter to one person."""
    return f"{_keys(incident)}{person.audience}:{person.row_id}"


def _keys(incident: Incident) -> str:
    return f"incident:{incident.id}:"


def _letters(incident: Incident) -> ColumnElement[bool]:
    """Return which mails are letters about an incident; a range, for which the index of keys serves."""
    first = _keys(incident)
    return and_(Message.key >= first, Message.key < f"{first[:-1]};")


def _candidates(incident: Incident) -> AnySelect:
    return (
        select(
            Application.id,
            Candidate.name,
            Candidate.email,
            Application.locale,
            Application.opening_id,
            Opening.title,
            Application.id.label("application_id"),
            Application.code,
        )
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(_concerned(incident), Application.created_at <= _end(incident), ~_erased(Candidate.email))
    )


def _referees(incident: Incident) -> AnySelect:
    return (
        select(
            ReferenceRequest.id,
            ReferenceRequest.name,
            _REACHED_AT.label("email"),
            ReferenceRequest.locale,
            Application.opening_id,
            Opening.title,
            Application.id.label("application_id"),
            Application.code,
        )
        .join(Application, Application.id == ReferenceRequest.application_id)
        .join(Opening, Opening.id == Application.opening_id)
        .where(
            _concerned(incident),
            ReferenceRequest.created_at <= _end(incident),
            ~_erased(ReferenceRequest.email),
        )
    )


def _staff(incident: Incident) -> AnySelect:
    whose = true() if incident.everybody else User.id.in_(incident.whom.accounts)
    return select(User.id, User.name, User.email, User.locale).where(whose, User.created_at <= _end(incident))


def _end(incident: Incident) -> datetime:
    return incident.ended_at or clock.now()


def _erased(address: Any) -> ColumnElement[bool]:
    erased: ColumnElement[bool] = address.endswith(ERASED_ADDRESS)
    return erased


def _concerned(incident: Incident) -> ColumnElement[bool]:
    if incident.everybody:
        return true()
    whom = incident.whom
    touched = select(AuditEntry.application_id).where(
        AuditEntry.actor.in_([about_staff(each) for each in whom.accounts]),
        AuditEntry.at.between(incident.began_at, _end(incident)),
        AuditEntry.application_id.is_not(None),
    )
    return or_(
        Application.opening_id.in_(whom.openings),
        Application.id.in_(whom.applications),
        Application.id.in_(touched),
    )
