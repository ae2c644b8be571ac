"""What must be mended before answers can be sent, and what they become then."""

import pytest

from hiring.banks.documents import from_json
from hiring.banks.reference_form import ReferenceForm
from hiring.references.answers import FAULT_SENTENCES, FormProblemKind, Today, as_sent, faults_in
from hiring.references.questions import Questionnaire, steps_of
from tests.factories.references import FORM, typed_draft

SHIPPED = from_json(ReferenceForm, FORM)
NOVEMBER = Today(2026, 11)
WHOLE = Questionnaire(SHIPPED, steps_of(SHIPPED, ["COMW", "NETW"], []))


def faults(**changed):
    typed = typed_draft() | changed
    found = faults_in(WHOLE.questions.values(), typed, SHIPPED.scale, NOVEMBER)
    return [(fault.at, fault.kind) for fault in found]


def period(**changed):
    return {"value": typed_draft()["R0e"]["value"] | changed, "text": ""}


def test_a_whole_draft_has_no_faults():
    assert faults() == []


def test_nothing_typed_means_everything_required_is_missing():
    found = faults_in(WHOLE.questions.values(), {}, SHIPPED.scale, NOVEMBER)

    optional = {"RX1", "RX3"}
    assert {fault.code for fault in found} == set(WHOLE.questions) - optional


@pytest.mark.parametrize(
    ("code", "answer", "expected"),
    [
        ("R0a", {"value": ""}, ("R0a", FormProblemKind.AGREEMENT_NEEDED)),
        ("R0a", {"value": "no"}, ("R0a", FormProblemKind.AGREEMENT_NEEDED)),
        ("R0b", {"value": "perhaps"}, ("R0b", FormProblemKind.CHOICE_NEEDED)),
        ("R0d", {"value": "other", "text": " "}, ("R0d-text", FormProblemKind.COMMENT_NEEDED)),
        ("R0f", {"value": "yes", "text": ""}, ("R0f-text", FormProblemKind.COMMENT_NEEDED)),
        ("R0c", {"text": ""}, ("R0c", FormProblemKind.TEXT_NEEDED)),
        ("R0c", {"text": "x" * 5001}, ("R0c", FormProblemKind.TOO_LONG)),
        ("R1a", {"value": ""}, ("R1a", FormProblemKind.CHOICE_NEEDED)),
        ("R1a", {"value": "6"}, ("R1a", FormProblemKind.CHOICE_NEEDED)),
        ("R1a", {"value": "1", "text": ""}, ("R1a-text", FormProblemKind.EXAMPLE_NEEDED)),
        ("R1a", {"value": "2", "text": ""}, ("R1a-text", FormProblemKind.EXAMPLE_NEEDED)),
        ("R1a", {"value": "5", "text": ""}, ("R1a-text", FormProblemKind.EXAMPLE_NEEDED)),
        ("R1a", {"value": "4", "text": "x" * 5001}, ("R1a-text", FormProblemKind.TOO_LONG)),
        (
            "RX1",
            {"value": {"communication": "101"}},
            ("RX1-communication", FormProblemKind.PLACE_UNCLEAR),
        ),
        ("RX1", {"value": {"networking": "80 %"}}, ("RX1-networking", FormProblemKind.PLACE_UNCLEAR)),
        ("RX2", {"text": "Tidak ada."}, ("RX2", FormProblemKind.TOO_FEW_WORDS)),
        ("R0e", period(**{"from-month": ""}), ("R0e-from-month", FormProblemKind.START_NEEDED)),
        ("R0e", period(**{"from-year": "21"}), ("R0e-from-year", FormProblemKind.YEAR_UNCLEAR)),
        ("R0e", period(**{"to-year": ""}), ("R0e-to-year", FormProblemKind.END_NEEDED)),
        (
            "R0e",
            period(**{"to-year": "2026", "to-month": "12"}),
            ("R0e-to-year", FormProblemKind.YEAR_UNCLEAR),
        ),
        ("R0e", period(**{"to-year": "2020"}), ("R0e-to-year", FormProblemKind.ENDS_TOO_EARLY)),
        ("R0e", period(often="sometimes"), ("R0e-often", FormProblemKind.OFTEN_NEEDED)),
    ],
)
def test_each_fault_is_named_at_its_field(code, answer, expected):
    assert faults(**{code: answer}) == [expected]


@pytest.mark.parametrize("value", ["3", "4", "not_observed"])
def test_no_example_is_asked_for_the_middle_or_for_not_observed(value):
    assert faults(R1a={"value": value, "text": ""}) == []


def test_working_together_still_needs_no_end():
    still = period(ongoing="yes", **{"to-month": "", "to-year": ""})

    assert faults(R0e=still) == []
    assert as_sent([WHOLE.questions["R0e"]], {"R0e": still})["R0e"]["value"] == {
        "from": "2021-03",
        "to": "",
        "often": "weekly",
    }


def test_sent_answers_have_their_types_and_leave_out_what_is_empty():
    sent = as_sent(WHOLE.questions.values(), typed_draft(level="not_observed"))

    assert sent["R1a"] == {"value": "not_observed", "text": "Selalu tepat waktu."}
    assert sent["R0e"]["value"] == {"from": "2021-03", "to": "2023-06", "often": "weekly"}
    assert sent["RX1"]["value"] == {"communication": 80}
    assert sent["R0c"] == {"value": None, "text": "Koordinator program; sekarang direktur."}
    assert "RX3" not in sent
    assert as_sent([WHOLE.questions["R1a"]], {"R1a": {"value": "4", "text": ""}})["R1a"]["value"] == 4


def test_a_confirmed_statement_keeps_what_was_asked():
    post = {"title": "Koordinator", "organisation": "LSM", "start": "2021-03", "end": ""}
    questions = Questionnaire(SHIPPED, steps_of(SHIPPED, [], [post])).questions

    sent = as_sent([questions["RV1"]], {"RV1": {"value": "correct", "text": ""}})

    assert sent["RV1"]["asked"] == {
        "id": (
            "Kandidat menyatakan bekerja sebagai “Koordinator, LSM” dari Maret 2021 sampai "
            "(tidak disebutkan)."
        ),
        "en": "The candidate says they worked as “Koordinator, LSM” from March 2021 to (not stated).",
    }


def test_every_fault_has_a_sentence():
    assert set(FAULT_SENTENCES) == set(FormProblemKind)
