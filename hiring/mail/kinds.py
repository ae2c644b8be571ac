"""The mails of the product: to whom each goes and when, and what may be filled into its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

from flask import current_app
from jinja2 import BaseLoader, Environment
from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.i18n import N_
from hiring.i18n.choice import localised, moment_text
from hiring.mail.contacts import contact_line
from hiring.mail.headers import CalendarPart
from hiring.mail.placeholders import MailWords
from hiring.settings import Settings

SUBJECT = "Subject:"


class ReaderGroup(StrEnum):
    """Whom a mail is for: how the list of mail texts is divided, and who may change a text."""

    CANDIDATES = "candidates"
    REFEREES = "referees"
    DATA_SUBJECTS = "data_subjects"
    REVIEWERS = "reviewers"
    HIRING_MANAGERS = "hiring_managers"
    HR = "hr"
    ACCOUNTS = "accounts"
    OPERATORS = "operators"
    """Whoever runs the program: what it tells them of itself is not the organisation's to write."""


READER_GROUP_NAMES = {
    ReaderGroup.CANDIDATES: N_("To candidates"),
    ReaderGroup.REFEREES: N_("To referees"),
    ReaderGroup.DATA_SUBJECTS: N_("To candidates and referees, about their data"),
    ReaderGroup.REVIEWERS: N_("To reviewers"),
    ReaderGroup.HIRING_MANAGERS: N_("To hiring managers"),
    ReaderGroup.HR: N_("To HR"),
    ReaderGroup.ACCOUNTS: N_("To everybody with an account"),
}


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a mail is about: `values` as the action gave them, with every text of people made harmless."""

    to_name: str
    link: str
    """Empty where the mail has no secret link."""
    values: Mapping[str, Any]
    settings: Settings
    to_email: str = ""

    @property
    def contact(self) -> str:
        """Return whom the reader may write to: the contact person of the opening, else the organisation."""
        contact = self.values.get("contact")
        return contact_line(contact) if contact else self.settings.contact

    def page(self, path: str) -> str:
        """Return the whole address of a page that is no secret."""
        return f"{self.settings.base_url}{path}"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What may be filled into the text of a mail: {name} becomes `value`, in the language at work."""

    name: str
    meaning: str
    """What it stands for; a text to translate."""
    value: Callable[[Particulars], str]

    @classmethod
    def reader(cls, meaning: str) -> Self:
        """Return {name}, which is whoever reads the mail."""
        return cls("name", meaning, lambda about: about.to_name)

    @classmethod
    def link(cls, meaning: str) -> Self:
        """Return {link}, the secret with which its reader comes in."""
        return cls("link", meaning, lambda about: about.link)

    @classmethod
    def page(cls, path: str, meaning: str, name: str = "link") -> Self:
        """Return the address of a page that is no secret."""
        return cls(name, meaning, lambda about: about.page(path))

    @classmethod
    def given(cls, name: str, meaning: str) -> Self:
        """Return what is filled in as the action gave it."""
        return cls(name, meaning, lambda about: str(about.values[name]))

    @classmethod
    def title(cls, meaning: str, value: str = "title") -> Self:
        """Return {position}, the title that the action gave as `value`."""
        return cls("position", meaning, lambda about: localised(about.values[value]))

    @classmethod
    def moment(cls, name: str, meaning: str, value: str | None = None) -> Self:
        """Return a moment that the action gave, in its zone: that of the organisation where it gave none."""

        def written(about: Particulars) -> str:
            return moment_text(about.values[value or name], about.values.get("zone", about.settings.zone))

        return cls(name, meaning, written)


READER = Placeholder.reader(N_("the name of the reader"))
ORGANISATION = Placeholder(
    "organisation", N_("the name of the organisation"), lambda about: about.settings.organisation
)


@dataclass(frozen=True, slots=True)
class MailKind:
    """One mail of the product. Its shipped text is templates/mail/<name>.<locale>.txt."""

    name: str
    group: ReaderGroup
    title: str
    """What it is called; this and the next two are texts to translate."""
    reader: str
    moment: str
    placeholders: tuple[Placeholder, ...]
    sample: Callable[[datetime], Mapping[str, Any]]
    """Values of a made-up mail, for a preview at a moment."""
    sample_link: Mapping[str, Any] | None
    needed: tuple[str, ...]
    """What the body must name, e.g. the link."""
    order: int
    """Its place within its group."""
    calendar: Callable[[Particulars], CalendarPart | None] | None = None
    """What it asks its reader's calendar to do, in the language at work."""

    @property
    def known(self) -> list[str]:
        """Return the names of its placeholders."""
        return [each.name for each in self.placeholders]

    def fill(self, about: Particulars) -> dict[str, str]:
        """Return what becomes of each placeholder, in the language at work."""
        return {each.name: each.value(about) for each in self.placeholders}

    @property
    def editable(self) -> bool:
        """Say whether the organisation may write the text itself."""
        return self.group is not ReaderGroup.OPERATORS


def mail_kind(
    name: str,
    title: str,
    moment: str,
    *placeholders: Placeholder,
    group: ReaderGroup,
    reader: str,
    sample: Callable[[datetime], Mapping[str, Any]],
    sample_link: Mapping[str, Any] | None = None,
    needed: tuple[str, ...] = (),
    order: int = 100,
    calendar: Callable[[Particulars], CalendarPart | None] | None = None,
) -> MailKind:
    """Return a mail as capabilities declare theirs: what it is, when it goes out, what may be filled in."""
    return MailKind(
        name, group, title, reader, moment, placeholders, sample, sample_link, needed, order, calendar
    )


MAIL_KINDS: ExtensionPoint[MailKind] = ExtensionPoint("mails")


def kind_named(session: Session, name: str) -> MailKind | None:
    """Return the kind of the mail `name`; None where nobody sends such a mail."""
    return next((kind for kind in MAIL_KINDS.behind(session) if kind.name == name), None)


def kind_here(name: str) -> MailKind:
    """Return the kind of the mail `name` in the application at work. Raises LookupError."""
    found = next((kind for kind in MAIL_KINDS.here() if kind.name == name), None)
    if found is None:
        raise LookupError(f"no mail is called {name}")
    return found


def editable_kinds() -> list[MailKind]:
    """Return the mails whose text the organisation may write, by group."""
    groups = list(ReaderGroup)
    found = [kind for kind in MAIL_KINDS.here() if kind.editable]
    return sorted(found, key=lambda kind: (groups.index(kind.group), kind.order))


def shipped_words(environment: Environment, name: str, locale: str) -> MailWords:
    """Return the text that comes with the program. Raises ValueError where it has no subject."""
    loader = environment.loader
    if loader is None:
        raise ValueError("the application has no templates")
    return _read(loader, environment, f"mail/{name}.{locale}.txt")


@lru_cache(256)
def _read(loader: BaseLoader, environment: Environment, file: str) -> MailWords:
    """Read a text once: a worker writes thousands of mails."""
    first, _, rest = loader.get_source(environment, file)[0].strip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError(f"templates/{file} does not begin with '{SUBJECT}'")
    return MailWords(first.removeprefix(SUBJECT).strip(), rest.strip())


def shipped(name: str, locale: str) -> MailWords:
    """Return the text that comes with the program at work."""
    return shipped_words(current_app.jinja_env, name, locale)
