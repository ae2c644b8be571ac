"""What a computing cannot say, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from hiring.i18n import N_
from hiring.standings.rules import StudySummary
from hiring.stats.words import SOURCES

_NOTHING_KNOWN = N_("nothing is known of the errors")


def reason_of(study: StudySummary, translate: Callable[[str], str]) -> str:
    """Return why something cannot be said; it completes "not defined, because ..."."""
    if study.why is None:
        return translate(_NOTHING_KNOWN)
    return _filled(study.why, study.values, translate)


def why_raw_of(study: StudySummary, translate: Callable[[str], str]) -> str | None:
    """Return why scores cannot be adjusted for the strictness of reviewers; None where they are."""
    return None if study.why_raw is None else _filled(study.why_raw, study.why_raw_values, translate)


def _filled(why: str, about: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    values = {key: translate(SOURCES[value]) if value in SOURCES else value for key, value in about.items()}
    return translate(why) % values
