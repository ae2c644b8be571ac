"""Which questions of the shipped form a referee meets, page by page."""

import pytest

from hiring.banks.documents import from_json
from hiring.banks.reference_form import ReferenceForm
from hiring.references.questions import claims_for, month_text, period_text, steps_of
from tests.factories.references import FORM

SHIPPED = from_json(ReferenceForm, FORM)
POST = {"title": "Koordinator program", "organisation": "Yayasan Air Bersih", "start": "2021", "end": "2023"}


def pages(competencies=("COMW", "NETW"), claims=(POST,)):
    steps = steps_of(SHIPPED, competencies, claims)
    return {step.key: [question.code for question in step.questions] for step in steps}


def test_a_referee_meets_consent_first_then_one_page_for_each_competency_of_the_job():
    assert pages() == {
        "consent": ["R0a", "R0b"],
        "relationship": ["R0c", "R0d", "R0e", "R0f"],
        "statements": ["RV1", "RV5"],
        "comw": ["R1a", "R1b"],
        "netw": ["R3a", "R3b"],
        "looking-back": ["RX1", "RX2", "RX3", "RX4", "RX5"],
    }


def test_pages_follow_the_order_of_the_rubric():
    keys = list(pages(("NETW", "ADAP", "COMW")))

    assert keys[3:6] == ["netw", "adap", "comw"]


def test_what_the_candidate_did_not_state_is_not_asked():
    assert pages(claims=())["statements"] == ["RV5"]


def test_each_stated_post_is_asked_about():
    other = {"title": "Relawan", "organisation": "LSM", "start": "", "end": ""}
    step = next(step for step in steps_of(SHIPPED, ["COMW"], [POST, other]) if step.key == "statements")

    assert [(question.code, question.text.id) for question in step.questions[:2]] == [
        (
            "RV1",
            (
                "Kandidat menyatakan bekerja sebagai “Koordinator program, Yayasan Air Bersih” "
                "dari 2021 sampai 2023."
            ),
        ),
        (
            "RV1-2",
            (
                "Kandidat menyatakan bekerja sebagai “Relawan, LSM” dari (tidak disebutkan) "
                "sampai (tidak disebutkan)."
            ),
        ),
    ]


def test_only_facets_of_the_jobs_competencies_are_compared():
    step = next(step for step in steps_of(SHIPPED, ["NETW"], []) if step.key == "looking-back")

    assert [facet.key for facet in step.questions[0].item.facets] == ["networking"]


def test_a_claim_cannot_smuggle_in_another_placeholder():
    step = next(s for s in steps_of(SHIPPED, [], [POST | {"title": "{end}"}]) if s.key == "statements")

    assert "“{end}, Yayasan Air Bersih”" in step.questions[0].text.en


def test_a_referee_is_shown_the_posts_at_the_own_organisation_only():
    other = {"title": "Relawan", "organisation": "Karang Taruna", "start": "2018", "end": ""}

    assert claims_for("yayasan  AIR bersih", [POST, other]) == [POST]
    assert claims_for("LSM Sungai", [POST, other]) == [POST, other]
    assert claims_for("", [{"title": "", "organisation": "X"}]) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2021-03", "Maret 2021"), ("2021-13", "2021-13"), ("Mei 2021", "Mei 2021"), ("", "")],
)
def test_months_are_written_as_people_do(value, shown):
    assert month_text(value, "id") == shown


def test_a_period_without_an_end_lasts_until_now():
    assert period_text("2021-03", "", "en") == "March 2021 – now"
    assert period_text("2021-03", "2023-06", "id") == "Maret 2021 – Juni 2023"
    assert period_text("", "", "id") == ""
