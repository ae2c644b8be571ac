"""Write a mail: its template, in the language of its reader, as an e-mail message."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache, lru_cache
from typing import Any, Protocol

from flask import Flask
from flask_babel import force_locale
from jinja2 import Environment, StrictUndefined

from hiring import clock
from hiring.mail.contacts import contact_line
from hiring.mail.headers import Outgoing, outgoing
from hiring.mail.kinds import SUBJECT, MailKind, Particulars, kind_named, shipped_words
from hiring.mail.links import address_of
from hiring.mail.placeholders import MailWords, filled
from hiring.mail.rules import Contact, lively, one_line
from hiring.settings import Settings, settings_of


class Unwritable(Exception):
    """The template and the values of a mail do not fit each other: a fault of ours."""


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


def write(app: Flask, message: Mail, *, show_link: bool) -> Letter:
    """Return subject and text of `message` in its own language; needs an application context.

    Without `show_link` its secret is masked. Raises Unwritable.
    """
    try:
        return _written(app, message, link_of(settings_of(app), message, shown=show_link))
    except Exception as error:  # whatever a template may raise
        raise Unwritable(f"{type(error).__name__}: {error}") from error


def link_of(settings: Settings, message: Mail, *, shown: bool) -> str | None:
    """Return the address the mail leads to, or None where it leads nowhere."""
    if message.link is None:
        return None
    secret = settings.secret_key if shown else None
    return address_of(message.link, base_url=settings.base_url, secret_key=secret)


def _written(app: Flask, message: Mail, link: str | None) -> Letter:
    settings = settings_of(app)
    values = {name: lively(value) for name, value in message.values.items()}
    environment, kind = _environment(app), kind_named(message.template)
    with force_locale(message.locale):
        if kind is None:
            letter = _of_template(environment, message, settings, values, link)
        else:
            particulars = Particulars(lively(message.to_name), link or "", values, settings)
            letter = _of_words(environment, kind, message, particulars)
        foot = _foot(environment, settings, message.locale, _contact_in(message))
    return Letter(one_line(letter.subject), f"{letter.text}\n\n{foot}\n")


def _of_words(environment: Environment, kind: MailKind, message: Mail, particulars: Particulars) -> Letter:
    if message.words:
        words = MailWords(**message.words)
    else:
        words = shipped_words(environment, kind.name, message.locale)
    values = kind.fill(particulars)
    return Letter(filled(words.subject, values), filled(words.body, values))


def _of_template(
    environment: Environment, message: Mail, settings: Settings, values: dict[str, Any], link: str | None
) -> Letter:
    if link is not None:
        values["link"] = link
    template = environment.get_template(f"mail/{message.template}.txt")
    written = template.render(to_name=lively(message.to_name), settings=settings, **values)
    first, _, rest = written.strip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError(f"templates/mail/{message.template}.txt does not begin with '{SUBJECT}'")
    return Letter(first.removeprefix(SUBJECT), rest.strip())


@lru_cache(64)
def _foot(environment: Environment, settings: Settings, locale: str, contact: Contact | None) -> str:
    """Return what stands under all mails of a language and a contact; it must be the language at work."""
    line = contact_line(contact) if contact else ""
    return environment.get_template("mail/_foot.txt").render(settings=settings, contact=line).strip()


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
    )


def _message_id(settings: Settings, message: Mail) -> str:
    seal = hmac.new(settings.secret_key.encode(), f"mail:{message.public_id}".encode(), hashlib.sha256)
    return f"<{seal.hexdigest()[:32]}@{_domain(settings.mail_from)}>"


@cache
def _domain(mail_from: str) -> str:
    return parseaddr(mail_from)[1].rpartition("@")[2] or "localhost"


def _environment(app: Flask) -> Environment:
    """Return the pages' Jinja, except that a value nobody gave is an error, not an empty place."""
    if "mail environment" not in app.extensions:
        app.extensions["mail environment"] = app.jinja_env.overlay(undefined=StrictUndefined)
    environment: Environment = app.extensions["mail environment"]
    return environment
