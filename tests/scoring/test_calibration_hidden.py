"""Calibration answers are no help: whoever has read them can no longer be compared with the expert."""

import pytest

from hiring.accounts.rules import Audience
from tests.factories.banks import hashed_anew
from tests.factories.scoring import LETTER, a_panel, allocated
from tests.factories.sittings import SittingFactory
from tests.scoring.crawling import leaks, walk

pytestmark = pytest.mark.thorough

TOKENS = (
    "Kenarikalibrasi dalam jawaban",
    "Kenarialasan dari ahli",
    "Canarycalibration in the answer",
    "Canaryreason",
)

CONTROL = ("Kenarikontrol dalam jawaban", "Canarycontrol in the answer")


@pytest.fixture
def panel(session):
    """A panel of one, and a letter to rate with a calibration answer of words that stand nowhere else."""
    panel = a_panel(1)
    (letter,) = panel.letters
    text = {"id": {"text": TOKENS[0]}, "en": {"text": TOKENS[2]}}
    reason = {"id": TOKENS[1], "en": TOKENS[3]}
    answer = {
        "levels": {"COMW": 2, "NETW": 4},
        "reasons": {"COMW": reason, "NETW": reason},
        "parts": {"a": text},
    }
    control = answer | {"parts": {"a": {"id": {"text": CONTROL[0]}, "en": {"text": CONTROL[1]}}}}
    letter.content = letter.content | {"calibration": [answer], "controls": [control]}
    hashed_anew(letter)
    session.commit()
    return panel


def test_no_page_shows_reviewers_a_calibration_answer_of_the_task_they_mark(panel, signed_in):
    allocated(panel)

    found = walk(signed_in(panel.reviewers[0]))

    marking = [address for address in found if address.startswith("/reviews/")]
    assert LETTER in "".join("".join(found[address]) for address in marking)
    assert leaks((*TOKENS, *CONTROL), found) == set()


def test_no_page_shows_candidates_a_calibration_answer_of_the_task_they_do(panel, signed_in):
    sitting = SittingFactory(application__opening=panel.opening, assessment_version=panel.version)
    candidate = signed_in(sitting.application, Audience.CANDIDATE)
    task = sitting.assessment_version.sections[0].tasks[0]

    found = walk(candidate, f"/candidate/tasks/{task.public_id}")

    assert "Write the letter." in "".join(found[f"/candidate/tasks/{task.public_id}"])
    assert leaks((*TOKENS, *CONTROL), found) == set()


def test_hr_reads_calibration_answers_on_the_page_of_the_task_and_nowhere_else(panel, signed_in):
    sitting = allocated(panel)
    item = f"/banks/tasks/{panel.letters[0].public_id}"

    for locale, tokens in (("id", (*TOKENS[:2], CONTROL[0])), ("en", (*TOKENS[2:], CONTROL[1]))):
        panel.hr.locale = locale
        hr = signed_in(panel.hr)
        found = walk(hr) | walk(hr, f"/applications/{sitting.application.public_id}") | walk(hr, item)
        assert leaks((*TOKENS, *CONTROL), found) == {(token, item) for token in tokens}
