"""Put a mail into the outbox, or take it back, inside the transaction of its cause."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.db.pieces import in_pieces
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import cancel_all, enqueue, enqueue_all, reschedule, run_again
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import MAIL
from hiring.jobs.models import Job
from hiring.mail import queries
from hiring.mail.events import MailSentAgain
from hiring.mail.kinds import MailKind, kind_named
from hiring.mail.models import NOT_GONE, MailText, Message, MessageState
from hiring.mail.placeholders import MailWords
from hiring.mail.rules import plain

#: What stands in keys before the number of a piece of news about one thing, for one reader.
NEWS = "#"
SEND_MAIL = JobKind("mail.send", MAIL, N_("Send an e-mail"))


class NotFailed(HiringError):
    """Only a mail that could not be delivered is sent again."""

    sentence = N_("This e-mail has not failed, so it is not sent again.")


class Overtaken(HiringError):
    """A newer mail about the same thing is on its way, or arrived: an older one after it would mislead."""

    sentence = N_(
        "A newer e-mail about the same thing has been written since, so this one is not sent again: it says "
        "what no longer holds."
    )


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail goes to, and in which language."""

    name: str
    email: str
    locale: str


@dataclass(frozen=True, slots=True)
class SecretLink:
    """A link that lets its owner in: made anew, the same each time, when the mail is written.

    `path` holds "{token}" where the secret goes, e.g. "/i/{token}".
    """

    purpose: str
    row_id: int
    generation: int
    path: str


def send(
    session: Session,
    template: str,
    to: Recipient,
    *,
    key: str,
    link: SecretLink | None = None,
    opening_id: int | None = None,
    application_id: int | None = None,
    **values: Any,
) -> Message:
    """Queue the mail whose `MailKind` is called `template`; a second call with one `key` changes nothing.

    Of several mails whose keys are alike up to `NEWS`, the newest says what holds.
    `values` may be plain values, moments and `Localised` texts: the kind gets them back as such.
    """
    known = session.scalar(select(Message).where(Message.key == key))
    if known is not None:
        return known
    mailing = Mailing(to, key, link, application_id, values)
    words = _own_words(session, template)
    message = Message(**_row(template, mailing, opening_id, words))
    session.add(message)
    session.flush()
    enqueue(session, SEND_MAIL, key=job_key(message.id), message_id=message.id)
    return message


@dataclass(frozen=True, slots=True)
class Mailing:
    """One of many mails of the same kind."""

    to: Recipient
    key: str
    link: SecretLink | None = None
    application_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)


def send_all(
    session: Session,
    template: str,
    mailings: Sequence[Mailing],
    *,
    opening_id: int | None = None,
    not_before: datetime | None = None,
) -> dict[str, int]:
    """Queue thousands of mails of one kind in few statements; their keys must be new.

    With `not_before` they are held until then. Return the id of each mail by its key.
    """
    if not mailings:
        return {}
    words = _own_words(session, template)
    rows = [_row(template, mailing, opening_id, words, not_before) for mailing in mailings]
    session.execute(insert(Message), rows)
    added: dict[str, int] = {}
    for some in in_pieces([mailing.key for mailing in mailings]):
        found = select(Message.key, Message.id).where(Message.key.in_(some)).order_by(Message.id)
        added |= {row.key: row.id for row in session.execute(found)}
    wanted = {job_key(number): {"message_id": number} for number in added.values()}
    enqueue_all(session, SEND_MAIL, wanted, run_after=not_before)
    return added


def unsent(session: Session, template: str, mailing: Mailing, opening_id: int | None) -> Message:
    """Return the mail that `send_all` would queue, for a preview; it is kept nowhere."""
    return Message(**_row(template, mailing, opening_id, _own_words(session, template)), public_id="")


def example(kind: MailKind, to: Recipient, words: MailWords) -> Message:
    """Return a made-up mail with `words`, for a preview of a text; it is kept nowhere."""
    mailing = Mailing(to, "", values=dict(kind.sample(clock.now())))
    row = _row(kind.name, mailing, None, {to.locale: asdict(words)})
    return Message(**{**row, "link": kind.sample_link}, public_id="")


def write_text(session: Session, kind: MailKind, locale: str, words: MailWords | None, *, by_id: int) -> None:
    """Have mails that are queued from now on say `words`, or the default text again where there are none."""
    subject, body = (words.subject, words.body) if words else (None, None)
    session.add(MailText(name=kind.name, locale=locale, subject=subject, body=body, written_by=by_id))
    session.flush()


def _own_words(session: Session, template: str) -> dict[str, dict[str, Any]]:
    kind = kind_named(session, template)
    return queries.own_words(session, template) if kind and kind.editable else {}


def hold_until(session: Session, moment: datetime | None, *which: ColumnElement[bool]) -> int:
    """Have every such mail that is held go out at `moment` instead, None = now; return how many."""
    wanted = select(Message.id).where(
        Message.state == MessageState.QUEUED, Message.not_before.is_not(None), *which
    )
    held = session.scalars(wanted.order_by(Message.id).with_for_update(key_share=True)).all()
    for some in in_pieces(held):
        session.execute(update(Message).where(Message.id.in_(some)).values(not_before=moment))
        reschedule(session, SEND_MAIL, [job_key(number) for number in some], moment or clock.now())
    return len(held)


def job_key(message_id: int) -> str:
    return f"mail:{message_id}"


def job_of(session: Session, message_id: int) -> int:
    """Return the job in which a mail is sent."""
    return session.scalars(select(Job.id).where(Job.key == job_key(message_id))).one()


def _row(
    template: str,
    mailing: Mailing,
    opening_id: int | None,
    words: Mapping[str, dict[str, Any]],
    not_before: datetime | None = None,
) -> dict[str, Any]:
    return {
        "words": words.get(mailing.to.locale),
        "not_before": not_before,
        "key": mailing.key,
        "template": template,
        "values": plain(mailing.values),
        "link": asdict(mailing.link) if mailing.link else None,
        "to_name": mailing.to.name,
        "to_email": mailing.to.email,
        "locale": mailing.to.locale,
        "opening_id": opening_id,
        "application_id": mailing.application_id,
    }


def send_again(session: Session, message: Message, *, by: Doer) -> None:
    """Try once more to deliver a mail that failed. Raises NotFailed, or Overtaken."""
    session.refresh(message, ["state"], with_for_update={"key_share": True})
    if message.state != MessageState.FAILED:
        raise NotFailed
    if _overtaken(session, message):
        raise Overtaken
    message.state, message.next_try_at, message.attempts = MessageState.QUEUED, None, 0
    run_again(session, session.scalars(select(Job).where(Job.key == job_key(message.id))).one())
    audit.record(session, MailSentAgain(message.opening_id, message.application_id, message.id), by=by)


def _overtaken(session: Session, message: Message) -> bool:
    series, news, _ = message.key.partition(NEWS)
    if not news:
        return False
    newer = (
        Message.application_id == message.application_id,
        Message.id > message.id,
        Message.state != MessageState.CANCELLED,
    )
    of_series = Message.key.startswith(series + news, autoescape=True)
    return session.scalar(select(Message.id).where(*newer, of_series).limit(1)) is not None


def readdress(session: Session, application_id: int, old: str, name: str, email: str) -> None:
    """Have mails about an application that wait for the address `old` go to `email`, under `name`."""
    waiting = Message.application_id == application_id, Message.to_email == old, Message.state.in_(NOT_GONE)
    session.execute(update(Message).where(*waiting).values(to_name=name, to_email=email))


def take_back(session: Session, *which: ColumnElement[bool]) -> None:
    """Take back every such mail that has not gone out; one that failed is not sent again either.

    The rows are held first: a worker that is about to send one waits, or is waited for.
    """
    wanted = select(Message).where(Message.state.in_(NOT_GONE), *which).order_by(Message.id)
    held = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    _cancel(session, session.scalars(held).all())


def take_back_written_before(session: Session, moment: datetime) -> int:
    """Take back every mail that was written before `moment` and has not gone out; return how many.

    Also one that was being sent: the program that restored the database cannot
    know whether it arrived. One that is held until later has certainly not.
    """
    wanted = select(Message).where(
        Message.state.in_(NOT_GONE | {MessageState.SENDING}),
        Message.created_at < moment,
        or_(Message.not_before.is_(None), Message.not_before <= clock.now()),
    )
    found = session.scalars(wanted.order_by(Message.id).with_for_update(key_share=True)).all()
    _cancel(session, found)
    return len(found)


def _cancel(session: Session, held: Sequence[Message]) -> None:
    for message in held:
        message.state = MessageState.CANCELLED
    session.flush()
    cancel_all(session, [job_key(message.id) for message in held])
