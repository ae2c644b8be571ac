"""The catalogue of one language, for texts that are written without a page to be shown on."""

from functools import cache

from babel.support import NullTranslations, Translations

from hiring.paths import CATALOGUES


@cache
def translations_for(locale: str) -> NullTranslations:
    """Return the catalogue of `locale`; English is the language of the source."""
    return Translations.load(CATALOGUES, [locale]) if locale != "en" else NullTranslations()
