"""Two languages: texts with both, the choice between them, and the catalogues. This module is pure."""

LOCALES = ("id", "en")
DEFAULT_LOCALE = "id"


def N_(text: str) -> str:  # noqa: N802 (the name that gettext tools know)
    """Mark `text` for the catalogues where it stands; whoever shows it translates it."""
    return text
