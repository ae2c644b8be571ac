"""The mails whose texts are plain words with placeholders: what each is for, and what may be filled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from jinja2 import Environment
from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.mail.placeholders import MailWords
from hiring.settings import Settings

SUBJECT = "Subject:"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a mail is about: `values` as the action gave them, with every text of people made harmless."""

    to_name: str
    link: str
    values: Mapping[str, Any]
    settings: Settings


@dataclass(frozen=True, slots=True)
class MailKind:
    """One mail of the product.

    The shipped text is templates/mail/<name>.<locale>.txt. `fill` returns the value of each
    placeholder in the language at work.
    """

    name: str
    title: str
    """What it is called; this and the next two are texts to translate."""
    reader: str
    moment: str
    placeholders: Mapping[str, str]
    """Name -> what it stands for, to translate."""
    fill: Callable[[Particulars], Mapping[str, str]]
    sample: Callable[[datetime], Mapping[str, Any]]
    """Values of a made-up mail, for a preview at a moment."""
    sample_link: Mapping[str, Any] | None = None
    needed: frozenset[str] = frozenset()
    """What the body must name, e.g. the link."""
    order: int = field(default=100)


MAIL_KINDS: ExtensionPoint[MailKind] = ExtensionPoint("mails whose text is plain words")


def kind_named(name: str) -> MailKind | None:
    """Return the kind of the mail `name`; None for those whose text is a template."""
    return next((kind for kind in MAIL_KINDS.here() if kind.name == name), None)


def has_words(session: Session, name: str) -> bool:
    """Say whether the organisation may write the text of the mail `name` itself."""
    return any(kind.name == name for kind in MAIL_KINDS.behind(session))


def shipped_words(environment: Environment, name: str, locale: str) -> MailWords:
    """Return the text that comes with the program. Raises ValueError where it has no subject."""
    loader = environment.loader
    source = loader.get_source(environment, f"mail/{name}.{locale}.txt")[0] if loader else ""
    first, _, rest = source.strip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError(f"templates/mail/{name}.{locale}.txt does not begin with '{SUBJECT}'")
    return MailWords(first.removeprefix(SUBJECT).strip(), rest.strip())


def shipped(name: str, locale: str) -> MailWords:
    """Return the text that comes with the program at work."""
    return shipped_words(current_app.jinja_env, name, locale)
