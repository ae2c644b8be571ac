"""The one language a dossier is written in, and those of the words that it holds."""

from collections.abc import Callable
from dataclasses import dataclass

from hiring.dossiers.values import ReportLocale
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True)
class Language:
    """Writes texts of the content, and sentences of the software, in one language."""

    locale: ReportLocale
    translate: Callable[[str], str]

    def text(self, localised: Localised) -> str:
        return localised.text(self.locale)

    def say(self, sentence: str, **values: object) -> str:
        """Return the translation of a source sentence, its places filled."""
        return self.translate(sentence) % values if values else self.translate(sentence)


def language_of(locale: str | None) -> ReportLocale | None:
    """Return the language of somebody who works in `locale`; None where that is not known."""
    return "id" if locale == "id" else "en" if locale == "en" else None
