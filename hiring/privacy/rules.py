"""What a candidate is asked to agree to, each by a tick of its own."""

from enum import StrEnum


class Purpose(StrEnum):
    """What one box is about."""

    ASSESSMENT = "assessment"
    """Answers and facts are used for this application."""
    REFERENCES = "references"
    """The people the candidate names are asked."""
    HONESTY = "honesty"
    """A statement, not a consent: the answers are the candidate's own."""


def purposes_asked(references_wanted: int) -> tuple[Purpose, ...]:
    """Return which boxes stand on the page; all of them are needed to take part."""
    asked_for_references = (Purpose.REFERENCES,) if references_wanted else ()
    return (Purpose.ASSESSMENT, *asked_for_references, Purpose.HONESTY)
