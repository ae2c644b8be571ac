"""Write a mail: its text, in the language of its reader, as an e-mail message."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache, lru_cache
from typing import Any, Protocol

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _

from hiring import clock
from hiring.mail.contacts import contact_line
from hiring.mail.headers import CalendarPart, Outgoing, outgoing
from hiring.mail.kinds import Particulars, kind_here, shipped_words
from hiring.mail.links import address_of
from hiring.mail.placeholders import MailWords, filled, written_out
from hiring.mail.rules import Contact, lively, one_line
from hiring.settings import Settings, settings_of


class Unwritable(Exception):
    """The text and the values of a mail do not fit each other: a fault of ours."""


class Mail(Protocol):
    """What a letter is made of: a row of the outbox, whole or only these columns of it."""

    @property
    def public_id(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def link(self) -> Mapping[str, Any] | None: ...
    @property
    def words(self) -> Mapping[str, Any] | None: ...
    @property
    def to_name(self) -> str: ...
    @property
    def to_email(self) -> str: ...
    @property
    def locale(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Letter:
    """What the reader of a mail sees."""

    subject: str
    text: str
    calendar: CalendarPart | None = None
    """For a program that knows calendars; the text says the same."""


def write(app: Flask, message: Mail, *, show_link: bool) -> Letter:
    """Return subject and text of `message` in its own language; needs an application context.

    Without `show_link` its secret is masked. Raises Unwritable.
    """
    try:
        return _written(app, message, link_of(settings_of(app), message, shown=show_link))
    except Exception as error:  # whatever filling in may raise
        raise Unwritable(f"{type(error).__name__}: {error}") from error


def link_of(settings: Settings, message: Mail, *, shown: bool) -> str | None:
    """Return the address the mail leads to, or None where it leads nowhere."""
    if message.link is None:
        return None
    secret = settings.secret_key if shown else None
    return address_of(message.link, base_url=settings.base_url, secret_key=secret)


def _written(app: Flask, message: Mail, link: str | None) -> Letter:
    settings, kind = settings_of(app), kind_here(message.template)
    values = {name: lively(value) for name, value in message.values.items()}
    about = Particulars(lively(message.to_name), link or "", values, settings, message.to_email)
    if message.words:
        words = MailWords(**message.words)
    else:
        words = shipped_words(app.jinja_env, kind.name, message.locale)
    with force_locale(message.locale):
        filled_in = kind.fill(about)
        foot = _foot(settings, message.locale, _contact_in(message))
        calendar = kind.calendar(about) if kind.calendar else None
    text = written_out(words.body, filled_in).strip()
    return Letter(one_line(filled(words.subject, filled_in)), f"{text}\n\n{foot}\n", calendar)


@lru_cache(64)
def _foot(settings: Settings, locale: str, contact: Contact | None) -> str:
    """Return what stands under all mails of a language and a contact; it must be the language at work."""
    if contact:
        asks = _(
            "Questions about this application, also by replying to this e-mail: %(contact)s",
            contact=contact_line(contact),
        )
    else:
        asks = _("This e-mail was sent automatically; nobody reads replies to it.")
    data = _("Questions about your data: %(contact)s", contact=settings.data_contact)
    return f"-- \n{settings.organisation}\n{asks}\n{data}"


def _contact_in(message: Mail) -> Contact | None:
    """Return whom the reader may write to, where the mail belongs to an opening that names somebody."""
    contact = lively(message.values.get("contact"))
    return contact if isinstance(contact, Contact) and contact else None


def addressed(settings: Settings, message: Mail, letter: Letter) -> Outgoing:
    """Return `letter` as it travels. Raises UnusableAddress.

    Its id is the same each time, so that a copy sent twice after a crash is
    recognised as one. Who answers it writes to the contact person, if there is one.
    """
    contact = _contact_in(message)
    return outgoing(
        settings.mail_from,
        message.locale,
        (message.to_name, message.to_email),
        letter.subject,
        letter.text,
        at=clock.now(),
        message_id=_message_id(settings, message),
        reply_to=(contact.name, contact.email) if contact else None,
        calendar=letter.calendar,
    )


def _message_id(settings: Settings, message: Mail) -> str:
    seal = hmac.new(settings.secret_key.encode(), f"mail:{message.public_id}".encode(), hashlib.sha256)
    return f"<{seal.hexdigest()[:32]}@{_domain(settings.mail_from)}>"


@cache
def _domain(mail_from: str) -> str:
    return parseaddr(mail_from)[1].rpartition("@")[2] or "localhost"
