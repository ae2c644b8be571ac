"""Find what each member of staff may keep an eye on."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import normalised_email
from hiring.audit.models import AuditEntry
from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.i18n.localised import Localised
from hiring.jobs.models import Job, JobState
from hiring.mail import queries as mail
from hiring.mail.kinds import MailKind, kind_named
from hiring.mail.models import FINAL, UNSETTLED, Message
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.queries import works_in
from hiring.openings.rules import MemberRole
from hiring.oversight.listing import WantedMails

#: Lines on one page of a list.
LINES = 50


@dataclass(frozen=True, slots=True)
class OwnedMessage:
    """A mail, and who is HR of the opening it belongs to."""

    message: Message
    hr_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class NamedOpening:
    """What a line of a list says of an opening."""

    public_id: str
    title: Localised


def openings_named(session: Session, ids: Collection[int]) -> dict[int, NamedOpening]:
    """Return title and address of the openings on one page of a list."""
    rows = session.execute(select(Opening.id, Opening.public_id, Opening.title).where(Opening.id.in_(ids)))
    return {row.id: NamedOpening(row.public_id, row.title) for row in rows}


def opening_of_hr(session: Session, public_id: str, hr_id: int) -> NamedOpening | None:
    """Return title and address of an opening in which somebody is HR."""
    wanted = select(Opening.public_id, Opening.title).where(Opening.public_id == public_id)
    row = session.execute(wanted.where(works_in(Opening.id, hr_id))).one_or_none()
    return NamedOpening(row.public_id, row.title) if row else None


def outbox_page(session: Session, hr_id: int, wanted: WantedMails, cursor: Cursor) -> Page[Message]:
    """Return one page of a view of the mails of an HR member's openings, newest first.

    Nobody counts them all: there are several for every application there ever was.
    """
    return _mails(session, works_in(Message.opening_id, hr_id), wanted, cursor)


def staff_mails_page(session: Session, wanted: WantedMails, cursor: Cursor) -> Page[Message]:
    """Return one page of a view of the mails that belong to no opening, newest first."""
    return _mails(session, Message.opening_id.is_(None), wanted, cursor)


def _mails(
    session: Session, whose: ColumnElement[bool], wanted: WantedMails, cursor: Cursor
) -> Page[Message]:
    statement = select(Message).where(whose, *_matching(wanted))
    page = read_page(session, statement, [Key(Message.id, read_whole, descending=True)], cursor, size=LINES)
    return page.of([row[0] for row in page.rows])


def _matching(wanted: WantedMails) -> Iterator[ColumnElement[bool]]:
    if wanted.state is not None:
        yield Message.state == wanted.state
    if wanted.template:
        yield Message.template == wanted.template
    if wanted.opening:
        named = select(Opening.id).where(Opening.public_id == wanted.opening)
        yield Message.opening_id == named.scalar_subquery()
    if _ADDRESS.fullmatch(wanted.search):
        yield Message.to_email == normalised_email(wanted.search)
    elif wanted.search:
        texts = (Message.to_name, Message.to_email)
        yield or_(*(text.icontains(wanted.search, autoescape=True) for text in texts))


#: Who types a whole address means just this one, and an index finds it.
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


def numbers_unsettled(session: Session, hr_id: int) -> dict[str, int]:
    """Return how many mails of an HR member's openings are on their way or in trouble, by state."""
    return _numbers_unsettled(session, works_in(Message.opening_id, hr_id))


def numbers_unsettled_to_staff(session: Session) -> dict[str, int]:
    """Return the same of the mails that belong to no opening."""
    return _numbers_unsettled(session, Message.opening_id.is_(None))


def _numbers_unsettled(session: Session, whose: ColumnElement[bool]) -> dict[str, int]:
    rows = session.execute(
        select(Message.state, func.count()).where(Message.state.in_(UNSETTLED), whose).group_by(Message.state)
    )
    return {row[0]: row[1] for row in rows}


def trail_page(session: Session, hr_id: int | None, cursor: Cursor) -> Page[AuditEntry]:
    """Return one page of what happened to what everybody shares, newest first.

    With `hr_id` also what happened in the openings of that HR member.
    """
    wanted = select(AuditEntry)
    if hr_id is None:
        wanted = wanted.where(AuditEntry.opening_id.is_(None))
    else:
        wanted = wanted.where(AuditEntry.opening_id.is_(None) | works_in(AuditEntry.opening_id, hr_id))
    page = read_page(session, wanted, [Key(AuditEntry.id, read_whole, descending=True)], cursor, size=LINES)
    return page.of([row[0] for row in page.rows])


def owned_message(session: Session, public_id: str) -> OwnedMessage | None:
    message = mail.message_by_public_id(session, public_id)
    if message is None:
        return None
    hr_ids = session.scalars(
        select(OpeningMember.user_id).where(
            OpeningMember.opening_id == message.opening_id, OpeningMember.role == MemberRole.HR
        )
    )
    return OwnedMessage(message, frozenset(hr_ids))


def dead_jobs(session: Session, *, limit: int = 50) -> list[Job]:
    """Return the work that was given up, newest first."""
    return list(
        session.scalars(select(Job).where(Job.state == JobState.DEAD).order_by(Job.id.desc()).limit(limit))
    )


def dead_job(session: Session, public_id: str) -> Job | None:
    return session.scalar(select(Job).where(Job.public_id == public_id, Job.state == JobState.DEAD))


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """What workers would do as soon as they may: how much of each kind, and which mails."""

    kinds: dict[str, int]
    mails: list[Message]
    """At most `LINES` of them, the oldest first."""
    mails_written_before: int
    """How many of all mails were written before the moment that was asked about."""


def waiting_work(session: Session, before: datetime) -> WaitingWork:
    """Return the jobs that are due or were being done, and the mails that have not gone out."""
    due = Job.state.in_({JobState.QUEUED, JobState.RUNNING}) & (Job.run_after <= clock.now())
    kinds = session.execute(
        select(Job.kind, func.count()).where(due).group_by(Job.kind).order_by(Job.kind)
    ).all()
    waiting = Message.state.not_in(FINAL)
    mails = session.scalars(select(Message).where(waiting).order_by(Message.id).limit(LINES)).all()
    old = session.scalar(select(func.count()).where(waiting, Message.created_at < before)) or 0
    return WaitingWork(dict(kinds), list(mails), old)


def editable_kind(session: Session, name: str) -> MailKind | None:
    """Return the mail of that name, where the organisation may write its text."""
    kind = kind_named(session, name)
    return kind if kind and kind.editable else None


def names_of_staff(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return what a few members of staff are called."""
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(ids)))}
