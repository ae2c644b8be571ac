"""What was agreed in a talk, as a report shows it: point by point, and what was left open."""

from dataclasses import replace

import pytest

from hiring.banks.kinds.negotiation.report import SpokenTerm, TalkAnswer
from hiring.dossiers.canonical import dossier_as_json, dossier_from_json
from hiring.dossiers.values import SCHEMA
from hiring.reports.html import compose
from tests.factories import dossiers
from tests.page import words

TERMS = (
    SpokenTerm("Fee", "Rp9.000.000 untuk dua video", open=False),
    SpokenTerm("Advance", "sepertiga atau setengah", open=True),
    SpokenTerm("Rights", "", open=True),
    SpokenTerm("Dates", "", open=False),
)


def with_terms(locale, terms=TERMS):
    """Return the rich dossier whose talk ended with `terms`."""
    rich = dossiers.rich(locale)
    answers = tuple(
        replace(
            task,
            parts=tuple(
                replace(part, value=replace(part.value, terms=terms))
                if isinstance(part.value, TalkAnswer)
                else part
                for part in task.parts
            ),
        )
        for task in rich.answers
    )
    return replace(rich, answers=answers, schema=SCHEMA)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en",
            (
                "What was agreed Point As the candidate wrote it down Fee Rp9.000.000 untuk dua video "
                "Advance not agreed; sepertiga atau setengah Rights not agreed Dates –"
            ),
        ),
        (
            "id",
            (
                "Yang disepakati Hal Seperti yang ditulis kandidat Fee Rp9.000.000 untuk dua video "
                "Advance belum disepakati; sepertiga atau setengah Rights belum disepakati Dates –"
            ),
        ),
    ],
)
def test_a_report_says_of_each_point_what_was_agreed_or_that_it_was_not(locale, told):
    html = compose(with_terms(locale), verify_url="https://recruiting.example/verify/X").html

    assert told in words(html)


def test_a_talk_that_asked_for_no_terms_shows_none():
    html = compose(with_terms("en", ()), verify_url="https://recruiting.example/verify/X").html

    assert "What was agreed" not in html


def test_what_was_agreed_comes_back_from_the_json_of_a_report():
    dossier = with_terms("id")

    assert dossier_from_json(dossier_as_json(dossier)) == dossier
