"""An entry of the trail holds codes, numbers and dates: what somebody wrote or is called stands beside it."""

from dataclasses import fields
from typing import get_args

from hiring.audit.events import EVENTS, kind_of

#: Fields of text that are sealed for good, by what they hold. A new one is put here, or is `Personal`.
CODES = {
    "competencies",
    "by_code",
    "came_by",
    "choice",
    "code",
    "content_hash",
    "dossier_hash",
    "earlier",
    "ending",
    "erases",
    "fingerprint",
    "grounds",
    "kind",
    "locale",
    "mail",
    "notice_version",
    "outcome",
    "pdf_sha256",
    "receipt_code",
    "right",
    "roles",
    "table",
    "version",
    "way",
    "why",
    "what",
}
MOMENTS = {"since", "until", "before", "closes_at", "moment", "taken_at", "reviews_due", "decisions_due"}
#: What openings, assessments, rubrics, tasks and banks are called: nobody's name, and published.
TITLES = {"bank", "codes", "competency", "task", "title"}


def texts_of(event):
    """Return the fields of an event that can hold text, without those that are kept beside it."""
    return {
        field.name
        for field in fields(event)
        if str in {field.type, *get_args(field.type)} and field.name not in kind_of(event).personal
    }


def test_a_text_in_an_event_is_a_code_a_moment_a_title_or_personal(app):
    unknown = {
        kind_of(event).name: fields
        for event in EVENTS.of(app)
        if (fields := texts_of(event) - CODES - MOMENTS - TITLES)
    }

    assert unknown == {}


def test_every_class_of_text_is_used(app):
    used = set().union(*(texts_of(event) for event in EVENTS.of(app)))

    assert used | {"erases"} == CODES | MOMENTS | TITLES


def test_names_and_reasons_are_personal(app):
    assert {name for event in EVENTS.of(app) for name in kind_of(event).personal} >= {
        "name",
        "reason",
        "reviewer",
    }
