"""Write a mail: its template, in the language of its reader, as an e-mail message."""

import hashlib
import hmac
from binascii import b2a_qp
from dataclasses import dataclass
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import parseaddr
from functools import cache

from flask import Flask
from flask_babel import force_locale
from jinja2 import Environment, StrictUndefined

from hiring import clock
from hiring.mail.links import address_of
from hiring.mail.models import Message
from hiring.mail.rules import lively, one_line
from hiring.settings import Settings, settings_of

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
        return _written(app, message, link_of(settings_of(app), message, shown=show_link))
    except Exception as error:  # whatever a template may raise
        raise Unwritable(f"{type(error).__name__}: {error}") from error


def link_of(settings: Settings, message: Message, *, shown: bool) -> str | None:
    """Return the address the mail leads to, or None where it leads nowhere."""
    if message.link is None:
        return None
    secret = settings.secret_key if shown else None
    return address_of(message.link, base_url=settings.base_url, secret_key=secret)


def _written(app: Flask, message: Message, link: str | None) -> Letter:
    settings = settings_of(app)
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
    email = EmailMessage(policy=_POLICY)
    for header in _same_for_all(settings.mail_from, message.locale):
        email[header.name] = header
    email["To"] = _address(message.to_name, message.to_email)
    email["Subject"] = letter.subject
    email["Date"] = clock.now()
    email["Message-ID"] = _message_id(settings, message)
    email.set_payload(b2a_qp(letter.text.encode(), istext=True).decode("ascii"))
    return email


class _Header(BaseHeader):
    """A header that is broken into lines once: most are the same in thousands of mails."""

    _lines: dict[Policy, str] | None = None

    def fold(self, *, policy: Policy) -> str:
        self._lines = self._lines or {}
        if policy not in self._lines:
            self._lines[policy] = super().fold(policy=policy)
        return self._lines[policy]


class _Kinds(HeaderRegistry):
    """The kinds of headers, each put together once: the library does it for each header of each mail."""

    def __init__(self) -> None:
        super().__init__(base_class=_Header)
        self._made: dict[str, type[BaseHeader]] = {}

    def __getitem__(self, name: str) -> type[BaseHeader]:
        if name not in self._made:
            self._made[name] = super().__getitem__(name)
        return self._made[name]


_POLICY = SMTP.clone(header_factory=_Kinds())


@cache
def _same_for_all(mail_from: str, locale: str) -> tuple[BaseHeader, ...]:
    """Return the headers that are the same in all mails of a language: each is read and checked once."""
    same = {
        "From": _address(*parseaddr(mail_from)),
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "Content-Language": locale,
    }
    return tuple(_POLICY.header_factory(name, value) for name, value in same.items())


def _address(name: str, address: str) -> Address:
    try:
        return Address(one_line(name), addr_spec=address)
    except (ValueError, IndexError) as error:  # the parser trips over some malformed addresses
        raise UnusableAddress(str(error)) from error


def _message_id(settings: Settings, message: Message) -> str:
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
