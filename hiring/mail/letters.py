"""Write a mail: its template, in the language of its reader, as an e-mail message."""

import hashlib
import hmac
from dataclasses import dataclass
from email.headerregistry import Address, BaseHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import cache

from flask import Flask
from flask_babel import force_locale
from jinja2 import Environment, StrictUndefined

from hiring import clock
from hiring.mail.links import address_of
from hiring.mail.models import Message
from hiring.mail.rules import lively, one_line
from hiring.settings import Settings

_SUBJECT = "Subject:"


class Unwritable(Exception):
    """The template and the values of a mail do not fit each other: a fault of ours."""


class UnusableAddress(Exception):
    """No mail can be addressed like this."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the reader of a mail sees."""

    subject: str
    text: str


def write(app: Flask, message: Message, *, show_link: bool) -> Letter:
    """Return subject and text of `message` in its own language; needs an application context.

    Without `show_link` its secret is masked. Raises Unwritable.
    """
    try:
        return _written(app, message, link_of(app.extensions["settings"], message, shown=show_link))
    except Exception as error:  # whatever a template may raise
        raise Unwritable(f"{type(error).__name__}: {error}") from error


def link_of(settings: Settings, message: Message, *, shown: bool) -> str | None:
    """Return the address the mail leads to, or None where it leads nowhere."""
    if message.link is None:
        return None
    secret = settings.secret_key if shown else None
    return address_of(message.link, base_url=settings.base_url, secret_key=secret)


def _written(app: Flask, message: Message, link: str | None) -> Letter:
    settings: Settings = app.extensions["settings"]
    values = {name: lively(value) for name, value in message.values.items()}
    if link is not None:
        values["link"] = link
    environment = _environment(app)
    with force_locale(message.locale):
        template = environment.get_template(f"mail/{message.template}.txt")
        written = template.render(to_name=lively(message.to_name), settings=settings, **values)
        foot = environment.get_template("mail/_foot.txt").render(settings=settings)
    first, _, rest = written.strip().partition("\n")
    if not first.startswith(_SUBJECT):
        raise ValueError(f"templates/mail/{message.template}.txt does not begin with '{_SUBJECT}'")
    return Letter(one_line(first.removeprefix(_SUBJECT)), f"{rest.strip()}\n\n{foot.strip()}\n")


def as_email(settings: Settings, message: Message, letter: Letter) -> EmailMessage:
    """Return `letter` as it travels. Raises UnusableAddress.

    Its id is the same each time, so that a copy sent twice after a crash is
    recognised as one.
    """
    email = EmailMessage(policy=SMTP)
    email["From"] = _sender(settings.mail_from)
    email["To"] = _address(message.to_name, message.to_email)
    email["Subject"] = letter.subject
    email["Date"] = clock.now()
    email["Message-ID"] = _message_id(settings, message)
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(letter.text, cte="quoted-printable")
    email["Content-Language"] = message.locale  # afterwards: set_content() takes what begins with "Content-"
    return email


@cache
def _sender(mail_from: str) -> BaseHeader:
    """Return the header with our own address: parsing it for each mail costs as much as the others."""
    header: BaseHeader = SMTP.header_factory("From", _address(*parseaddr(mail_from)))
    return header


def _address(name: str, address: str) -> Address:
    try:
        return Address(one_line(name), addr_spec=address)
    except (ValueError, IndexError) as error:  # the parser trips over some malformed addresses
        raise UnusableAddress(str(error)) from error


def _message_id(settings: Settings, message: Message) -> str:
    seal = hmac.new(settings.secret_key.encode(), f"mail:{message.public_id}".encode(), hashlib.sha256)
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2] or "localhost"
    return f"<{seal.hexdigest()[:32]}@{domain}>"


def _environment(app: Flask) -> Environment:
    """Return the pages' Jinja, except that a value nobody gave is an error, not an empty place."""
    if "mail environment" not in app.extensions:
        app.extensions["mail environment"] = app.jinja_env.overlay(undefined=StrictUndefined)
    environment: Environment = app.extensions["mail environment"]
    return environment
