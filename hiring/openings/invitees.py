"""One person to be invited: a checked name, a checked address and the language of the mail. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from hiring.i18n import N_
from hiring.persons import Unfit, checked_address, checked_name


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: checked name, checked address, language of the mail."""

    name: str
    email: str
    locale: str


LANGUAGES = {
    **dict.fromkeys(("id", "ind", "indonesia", "indonesian", "bahasa", "bahasa indonesia"), "id"),
    **dict.fromkeys(("en", "eng", "english", "inggris", "bahasa inggris"), "en"),
}
#: What a spreadsheet takes for the start of a formula, in its own and in wide letters.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
_BEFORE_A_FORMULA = " \"'\u00a0\ufeff"

_FORMULA = N_("A cell begins with %(start)s, as a formula of a spreadsheet does. Please remove it.")
_UNKNOWN_LANGUAGE = N_("The language must be id or en.")
_OTHER_LANGUAGE = N_("This opening is not offered in that language.")


def invitee_of(name: str, email: str, language: str, *, locale: str, offered: Collection[str]) -> Invitee:
    """Return the person, or raise Unfit with the first thing that is wrong."""
    for cell in (name, email, language):
        start = cell.lstrip(_BEFORE_A_FORMULA)[:1]
        if start in _FORMULA_STARTS and start:
            raise Unfit(_FORMULA, start=start.strip() or "TAB")
    return Invitee(checked_name(name), checked_address(email), _checked_locale(language, locale, offered))


def _checked_locale(language: str, locale: str, offered: Collection[str]) -> str:
    chosen = LANGUAGES.get(language.strip().casefold()) if language.strip() else locale
    if chosen is None:
        raise Unfit(_UNKNOWN_LANGUAGE)
    if chosen not in offered:
        raise Unfit(_OTHER_LANGUAGE)
    return chosen
