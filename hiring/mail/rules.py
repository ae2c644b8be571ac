"""What a mail may say, in which order mails go out, and what can hinder them."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.text import visible_only

#: A mail server may be away this long before a mail is given up.
LONGEST_TRY = timedelta(hours=48)
_FEWEST_TRIES = 10
#: Each repeat of a mail that had arrived is one too many for its reader.
_FIRST_WAIT_WHEN_UNSURE = timedelta(minutes=15)
_LONGEST_WAIT_WHEN_UNSURE = timedelta(hours=16)


class Trouble(StrEnum):
    """Why a mail did not go out; kept in front of what the other side said."""

    UNREACHABLE = "unreachable"
    UNSURE = "unsure"
    NOT_NOW = "not_now"
    REFUSED = "refused"
    NO_ENCRYPTION = "no_encryption"
    NOT_LET_IN = "not_let_in"
    NOT_FOR_US = "not_for_us"
    SENDER_REFUSED = "sender_refused"
    BAD_ADDRESS = "bad_address"
    EARLIER_FIRST = "earlier_first"


TROUBLE_SENTENCES = {
    Trouble.UNREACHABLE: N_("The mail server could not be reached."),
    Trouble.UNSURE: N_(
        "The connection broke after the mail server had received the whole e-mail. It may have arrived; it "
        "is sent again after a long wait only, and as the same e-mail."
    ),
    Trouble.NOT_NOW: N_("The mail server asked us to try again later."),
    Trouble.REFUSED: N_("The mail server refused this e-mail for good."),
    Trouble.NO_ENCRYPTION: N_("The connection to the mail server is not safe, so nothing was sent."),
    Trouble.NOT_LET_IN: N_("The mail server did not accept our user name and password."),
    Trouble.NOT_FOR_US: N_(
        "The mail server passes no e-mails on for us: it requires a user name and password, or must be set "
        "up to allow it."
    ),
    Trouble.SENDER_REFUSED: N_("The mail server does not accept our sender address."),
    Trouble.BAD_ADDRESS: N_("This is not an address that e-mail can be sent to."),
    Trouble.EARLIER_FIRST: N_("An earlier e-mail to the same person goes first."),
}
_OTHER_TROUBLE = N_("Something went wrong on our side while this e-mail was written.")


def trouble_text(trouble: Trouble, said: str = "") -> str:
    """Return what is kept about a failure: which trouble, and what the other side said."""
    return f"{trouble}: {one_line(said)[:500]}"


def trouble_of(kept: str) -> tuple[str, str]:
    """Return the sentence to translate, and what the other side said."""
    name, _, said = kept.partition(": ")
    if name in set(Trouble):
        return TROUBLE_SENTENCES[Trouble(name)], said
    return _OTHER_TROUBLE, kept


_OF_WHO_SENDS = re.compile(r"(?i)authenticat|\brelay")


def is_about_us(code: int, said: str) -> bool:
    """Say whether a recipient is refused because of whoever sends: no other recipient would fare better.

    Servers that want a password answer so at the recipient, with 530 or with another code and words about
    relaying. To give the mail up would lose it for a setting that an administrator can mend.
    """
    return code == 530 or (500 <= code < 600 and bool(_OF_WHO_SENDS.search(said)))


def is_hopeless(created_at: datetime, attempts: int, now: datetime, *, unsure: bool = False) -> bool:
    """Say whether a mail should be given up: after two days, and many tries unless it may have arrived."""
    return (unsure or attempts >= _FEWEST_TRIES) and now - created_at > LONGEST_TRY


def wait_when_unsure(attempts: int) -> timedelta:
    """Return how long to wait before a mail is sent again that may have arrived."""
    wait = _FIRST_WAIT_WHEN_UNSURE
    for _ in range(1, min(attempts, 10)):
        wait *= 4
    return min(wait, _LONGEST_WAIT_WHEN_UNSURE)


def one_line(text: str) -> str:
    """Return `text` without line breaks and invisible characters: nothing that could pass for more."""
    return visible_only(" ".join(text.split()))


_SCHEME = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=//)|\b(mailto|tel|javascript):")
_DOTTED = re.compile(r"[\w@-]+(?:\.[\w-]+)+")
#: An academic title such as S.Sos, M.Si or A.Md.Keb, not an address on the web.
_TITLE = re.compile(r"[A-Z][A-Za-z]{0,2}(?:\.[A-Z][A-Za-z]{0,4})+")


def harmless(text: str) -> str:
    """Return people's text so that no mail program makes a link, a line or a header of it."""
    line = _SCHEME.sub(lambda found: f"{found[1] or found[2]} :", one_line(text))
    return _DOTTED.sub(lambda found: found[0] if _TITLE.fullmatch(found[0]) else _apart(found[0]), line)


def _apart(dotted: str) -> str:
    last = dotted.rsplit(".", 1)[1]
    return dotted.replace(".", ". ") if len(last) > 1 and last.isalpha() else dotted


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers questions about an opening."""

    name: str
    email: str
    whatsapp: str = ""
    """A number in the form of `hiring.mail.contacts.whatsapp_number`, or empty."""

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def __bool__(self) -> bool:
        return bool(self.email)


NOBODY = Contact("", "")


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A text of staff that may hold a link on purpose, e.g. that of a meeting: it stays one."""

    text: str

    def as_json(self) -> dict[str, str]:
        return {"as_written": self.text}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` as JSON can keep them: moments and texts in two languages become objects."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case Localised() | Contact() | AsWritten():
            return value.as_json()
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return plain(value)
        case _:
            return value


def lively(value: Any) -> Any:
    """Return what `plain` was given, with every text of people made harmless; `AsWritten` becomes a line."""
    match value:
        case dict():
            return _lively_object(value)
        case list():
            return [lively(each) for each in value]
        case str():
            return harmless(value)
        case _:
            return value


def _lively_object(value: dict[str, Any]) -> Any:
    match value:
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"as_written": str(text)}:
            return one_line(text)
        case {"id": str(indonesian), "en": str(english)}:
            return Localised(id=harmless(indonesian), en=harmless(english))
        case {"name": str(name), "email": str(email), "whatsapp": str(number)}:
            return Contact(harmless(name), one_line(email), one_line(number))
        case _:
            return {name: lively(each) for name, each in value.items()}
