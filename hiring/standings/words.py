"""What a computing cannot say, in words."""

from collections.abc import Callable

from hiring.i18n import N_
from hiring.standings.rules import StudySummary
from hiring.stats.words import SOURCES

_NOTHING_KNOWN = N_("nothing is known of the errors")


def reason_of(study: StudySummary, translate: Callable[[str], str]) -> str:
    """Return why something cannot be said; it completes "not defined, because ..."."""
    if study.why is None:
        return translate(_NOTHING_KNOWN)
    values = {
        key: translate(SOURCES[value]) if value in SOURCES else value for key, value in study.values.items()
    }
    return translate(study.why) % values
