"""One person to be invited, and what makes a name or an address unfit. Pure."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from hiring.accounts.rules import normalised_email
from hiring.i18n import N_

LONGEST_NAME = 160
LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: checked name, checked address, language of the mail."""

    name: str
    email: str
    locale: str


class RowRefused(ValueError):
    """A name, an address or a language cannot be used; `sentence` says why, in source text."""

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


_LANGUAGES = {
    **dict.fromkeys(("id", "ind", "indonesia", "indonesian", "bahasa", "bahasa indonesia"), "id"),
    **dict.fromkeys(("en", "eng", "english", "inggris", "bahasa inggris"), "en"),
}
#: What a spreadsheet takes for the start of a formula, in its own and in wide letters.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
_BEFORE_A_FORMULA = " \"'\u00a0\ufeff"

_MISSING_NAME = N_("The name is missing.")
_LONG_NAME = N_("The name is longer than %(most)s characters.")
_ODD_NAME = N_("The name holds a character that cannot be kept.")
_FORMULA = N_("A cell begins with %(start)s, as a formula of a spreadsheet does. Please remove it.")
_MISSING_ADDRESS = N_("The e-mail address is missing.")
_BAD_ADDRESS = N_("The e-mail address is not valid.")
_UNKNOWN_LANGUAGE = N_("The language must be id or en.")
_OTHER_LANGUAGE = N_("This opening is not offered in that language.")


def invitee_of(name: str, email: str, language: str, *, locale: str, offered: Collection[str]) -> Invitee:
    """Return the person, or raise RowRefused with the first thing that is wrong."""
    for cell in (name, email, language):
        start = cell.lstrip(_BEFORE_A_FORMULA)[:1]
        if start in _FORMULA_STARTS and start:
            raise RowRefused(_FORMULA, start=start.strip() or "TAB")
    return Invitee(checked_name(name), checked_address(email), _checked_locale(language, locale, offered))


def checked_name(name: str) -> str:
    """Return the one spelling of a name, or raise RowRefused."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise RowRefused(_MISSING_NAME)
    if len(name) > LONGEST_NAME:
        raise RowRefused(_LONG_NAME, most=LONGEST_NAME)
    if any(_unfit(character) for character in name):
        raise RowRefused(_ODD_NAME)
    return name


def _unfit(character: str) -> bool:
    """Control characters, lone surrogates, and marks that turn the direction of what follows."""
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Co", "Zl", "Zp"}
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u2069"
    )


def checked_address(email: str) -> str:
    """Return the one spelling of an address, or raise RowRefused."""
    from email_validator import EmailNotValidError, validate_email  # its patterns take long to be made

    if not email.strip():
        raise RowRefused(_MISSING_ADDRESS)
    try:
        found = validate_email(email.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise RowRefused(_BAD_ADDRESS) from None
    address = normalised_email(found.ascii_email or found.normalized)
    if len(address) > LONGEST_ADDRESS:
        raise RowRefused(_BAD_ADDRESS)
    return address


def _checked_locale(language: str, locale: str, offered: Collection[str]) -> str:
    chosen = _LANGUAGES.get(language.strip().casefold()) if language.strip() else locale
    if chosen is None:
        raise RowRefused(_UNKNOWN_LANGUAGE)
    if chosen not in offered:
        raise RowRefused(_OTHER_LANGUAGE)
    return chosen
