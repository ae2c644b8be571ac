"""Words that may ask for what the work does not ask for: HR changes them, or says why they stay."""

from dataclasses import replace

import pytest

from hiring.i18n.localised import Localised
from hiring.lawful_wording import Ground
from hiring.openings import actions, queries
from hiring.openings.completeness import OpeningPlan
from hiring.openings.rules import OpeningState
from hiring.openings.wording import WordingRemark, remarks_added, wording_remarks
from hiring.privacy.queries import reasons_of
from tests.openings.test_views_openings import at, complete, texts_of
from tests.page import words
from tests.trail import told

AGE = "Tugas: mendampingi warga.\n- Usia maksimal 27 tahun"
WHY = "Undang-undang mensyaratkan usia bagi pekerjaan ini."
REMARK = WordingRemark("description_id", Ground.AGE, "Usia maksimal 27 tahun")
PLAN = OpeningPlan(title=Localised(id="Petugas", en="Officer"), description=Localised(id=AGE, en="Men only."))


@pytest.fixture
def page(hr, signed_in):
    hr.locale = "en"
    return signed_in(hr)


def with_age(session, opening):
    opening.description = Localised(id=AGE, en="To be with residents.")
    session.flush()
    return opening


def of_words(session):
    return [details for event, _, details in told(session) if event == "opening.words_kept"]


def test_each_passage_is_named_once_in_the_languages_of_the_opening():
    assert wording_remarks(PLAN) == [REMARK, WordingRemark("description_en", Ground.SEX, "Men only")]
    assert wording_remarks(replace(PLAN, languages=("id",))) == [REMARK]


def test_whoever_changes_something_else_is_not_asked_again():
    assert remarks_added(PLAN, replace(PLAN, place="Bekasi")) == []
    assert remarks_added(PLAN, replace(PLAN, place="Khusus pria")) == [
        WordingRemark("place", Ground.SEX, "Khusus pria")
    ]


def test_the_page_of_a_draft_names_the_words_the_reason_and_what_to_write_instead(page, session, draft):
    text = words(page.get(at(with_age(session, draft))).text)

    assert "Words to look at" in text
    assert "Description in Indonesian : “ Usia maksimal 27 tahun ”" in text
    assert "circular M/6/HK.04/V/2025, point 3" in text
    assert "Instead: Say which experience or skill the work needs." in text


def test_a_draft_without_such_words_says_nothing_of_them(page, draft):
    assert "Words to look at" not in page.get(at(draft)).text
    assert "Words to look at" not in page.get(at(draft, "/open")).text


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ({}, "Change the words, or tick this and say why they stay."),
        ({"because": WHY}, "Change the words, or tick this and say why they stay."),
        ({"keep_words": "y"}, "Say why the words stay."),
        ({"keep_words": "y", "because": "  "}, "Say why the words stay."),
    ],
)
def test_a_draft_with_such_words_opens_only_once_it_is_said_why_they_stay(
    page, session, draft, answer, missing
):
    reply = page.edit(at(with_age(session, draft), "/open"), **answer)

    assert (reply.status_code, draft.state) == (422, OpeningState.DRAFT)
    assert missing in reply.text
    assert of_words(session) == []


def test_the_reason_for_which_words_stay_is_recorded_before_the_opening_opens(page, session, draft):
    reply = page.edit(at(with_age(session, draft), "/open"), keep_words="y", because=WHY)

    assert (reply.status_code, draft.state) == (302, OpeningState.OPEN)
    assert [event for event, _, _ in told(session)][-2:] == ["opening.words_kept", "opening.opened"]
    assert of_words(session) == [
        {"opening_id": draft.id, "title": draft.title.id, "grounds": ["age"], "reason": WHY}
    ]
    assert f"that may ask for the following: Age. Because: {WHY}" in page.get(at(draft, "/history")).text
    assert [each.words for each in reasons_of(session, draft.id)] == [WHY]


def test_words_that_are_changed_need_no_reason(page, session, draft):
    draft = with_age(session, draft)
    page.edit(at(draft, "/edit"), **complete(draft, description_id="Pengalaman dua tahun bersama warga."))

    page.edit(at(draft, "/open"))

    assert draft.state == OpeningState.OPEN
    assert of_words(session) == []


def test_an_action_without_a_reason_opens_no_draft_with_such_words(session, draft, by):
    with pytest.raises(actions.WordsUnanswered):
        actions.open_opening(session, with_age(session, draft), by=by)


def test_new_texts_of_an_open_opening_are_asked_about_too(page, session, opening):
    reply = page.edit(at(opening, "/edit"), **texts_of(opening, description_id=AGE))

    assert (reply.status_code, opening.description.id == AGE) == (422, False)
    assert "Usia maksimal 27 tahun" in reply.text

    kept = {"keep_words": "y", "because": WHY}
    page.edit(at(opening, "/edit"), **texts_of(opening, description_id=AGE, **kept))

    assert opening.description.id == AGE
    assert [each["reason"] for each in of_words(session)] == [WHY]

    page.edit(at(opening, "/edit"), **texts_of(opening, description_id=AGE, place="Depok"))

    assert opening.place == "Depok"
    assert len(of_words(session)) == 1


def test_an_action_without_a_reason_keeps_no_such_words(session, opening, by):
    plan = replace(queries.plan_of(opening), place="Khusus pria")

    with pytest.raises(actions.WordsUnanswered):
        actions.edit_opening(session, opening, plan, by=by)
