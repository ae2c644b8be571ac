"""Before marking: calibration answers, what was missed, and what HR sees and may allow."""

from html import unescape

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.calibration.actions import rate_calibration
from hiring.calibration.models import CalibrationRating, CalibrationWaiver
from hiring.calibration.queries import task_to_calibrate
from hiring.scoring.models import Review
from tests.at_once import outcomes_at_once
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.banks import hashed_anew
from tests.factories.scoring import REASON, a_panel, allocated
from tests.page import words as words_of

#: (levels of the expert, words of the answer)
ANSWERS = (({"COMW": 2, "NETW": 4}, "Jawaban ahli satu"), ({"COMW": 5, "NETW": 3}, "Jawaban ahli dua"))
WHY = "Karena surat ini tidak menyebut"


def _calibration(levels, text):
    reason = {code: {"id": f"{WHY} {code} {text}.", "en": f"Reason {code} {text}."} for code in levels}
    return {"levels": levels, "reasons": reason, "parts": {"a": {"id": {"text": text}, "en": {"text": text}}}}


def with_calibration(session, item, answers=ANSWERS):
    item.content = item.content | {"calibration": [_calibration(*each) for each in answers]}
    hashed_anew(item)
    session.flush()


@pytest.fixture
def panel(session):
    panel = a_panel(2)
    panel.opening.calibration_within = 1
    with_calibration(session, panel.letters[0])
    allocated(panel)
    session.commit()
    return panel


@pytest.fixture
def reviewer(panel):
    panel.reviewers[0].locale = "en"
    return panel.reviewers[0]


@pytest.fixture
def client(reviewer, signed_in):
    return signed_in(reviewer)


@pytest.fixture
def review(session, panel, reviewer):
    return session.scalars(select(Review).where(Review.reviewer_id == reviewer.id)).one()


def _address(panel, item=None):
    return f"/calibration/{panel.opening.public_id}/{(item or panel.letters[0]).public_id}"


def _rate(client, panel, number, comw, netw, **values):
    return client.send(_address(panel), number=number, COMW=comw, NETW=netw, **values)


def _rated(session):
    rows = session.scalars(select(CalibrationRating).order_by(CalibrationRating.id))
    return [(row.number, row.levels) for row in rows]


def test_who_opens_an_answer_rates_calibration_answers_first(client, panel, review):
    answer = client.get(f"/reviews/{review.public_id}")

    assert (answer.status_code, answer.location) == (302, _address(panel))
    page = client.get(_address(panel)).text
    assert "Jawaban ahli satu" in page
    assert "Jawaban ahli dua" not in page


def test_of_the_expert_nothing_is_told_before_the_answer_is_rated(client, panel):
    page = unescape(client.get(_address(panel)).text)

    assert WHY not in page
    assert "Reason COMW" not in page


def test_two_near_enough_ratings_open_the_task(session, client, panel, review):
    _rate(client, panel, 1, 3, 4)
    first = words_of(client.get(_address(panel)).text)
    _rate(client, panel, 2, 5, 4)

    assert "Answer 1: your rating is near enough to the expert’s." in first
    assert "Reason" not in first
    assert "You can mark this task now." in words_of(client.get(_address(panel)).text)
    assert client.get(f"/reviews/{review.public_id}").status_code == 200
    assert _rated(session) == [(1, {"COMW": 3, "NETW": 4}), (2, {"COMW": 5, "NETW": 4})]


def test_what_was_missed_is_told_with_its_reason_and_what_was_not_is_not(client, panel):
    _rate(client, panel, 1, 5, 4)

    page = words_of(client.get(_address(panel)).text)

    assert "Where you and the expert differ in answer 1" in page
    assert "You gave level 5, the expert level 2." in page
    assert "Reason COMW Jawaban ahli satu." in page
    assert "Reason NETW" not in page
    assert "Calibration answer 2" in page


def test_who_misses_the_last_is_told_that_hr_decides_and_still_may_not_mark(client, panel, review):
    _rate(client, panel, 1, 2, 4)
    _rate(client, panel, 2, 1, 3)

    page = words_of(client.get(_address(panel)).text)

    assert "HR of this opening sees that and says what is done." in page
    assert client.get(f"/reviews/{review.public_id}").status_code == 302


@pytest.mark.parametrize("deed", ["draft", "lock"])
def test_what_is_sent_for_an_answer_before_is_refused_and_given_back(session, client, review, deed):
    given = {"level": "4", "reason": REASON}
    fields = {f"{code}-{name}": value for code in ("COMW", "NETW") for name, value in given.items()}

    answer = client.send(f"/reviews/{review.public_id}/{deed}", **fields, seen="0", writer="")

    assert answer.status_code == 409
    assert "please rate its calibration answers" in answer.text
    assert REASON in answer.text
    session.refresh(review)
    assert review.state == "allocated"


def test_the_same_sent_twice_is_kept_once_and_something_else_is_refused(session, client, panel):
    _rate(client, panel, 1, 3, 4)

    again, other = _rate(client, panel, 1, 3, 4), _rate(client, panel, 1, 5, 5)

    assert (again.status_code, other.status_code) == (302, 409)
    assert "What you gave first counts." in other.text
    assert _rated(session) == [(1, {"COMW": 3, "NETW": 4})]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"COMW": "", "NETW": "3"}, "Choose a level."),
        ({"COMW": "6", "NETW": "3"}, "Not a valid choice."),
        ({"NETW": "3"}, "Choose a level."),
    ],
)
def test_a_level_that_is_missing_or_outside_the_scale_is_asked_for_and_the_others_stay(
    session, client, panel, fields, sentence
):
    answer = client.send(_address(panel), number="1", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'id="NETW-level-3" name="NETW" value="3" checked' in answer.text
    assert _rated(session) == []


@pytest.mark.parametrize("number", [2, 3, 99])
def test_an_answer_out_of_turn_is_refused(session, client, panel, number):
    answer = _rate(client, panel, number, 3, 4)

    assert answer.status_code == 422
    assert _rated(session) == []


def test_fifty_at_once_leave_one_rating(app, session, panel, reviewer):
    item, opening, actor = panel.letters[0], panel.opening, actor_of(reviewer)

    def deed(writing):
        shown = task_to_calibrate(writing, actor.id, opening.public_id, item.public_id)
        rate_calibration(writing, shown, 1, {"COMW": 3, "NETW": 4}, by=actor)

    assert outcomes_at_once(app, *[deed] * 50) == [None] * 50
    assert _rated(session) == [(1, {"COMW": 3, "NETW": 4})]


def test_who_does_not_mark_in_this_opening_does_not_find_its_calibration(panel, signed_in):
    stranger, hr = UserFactory(roles=[Role.REVIEWER]), panel.hr

    assert signed_in(stranger).get(_address(panel)).status_code == 404
    assert signed_in(hr).get(_address(panel)).status_code == 404


def test_an_opening_that_asks_for_none_lets_reviewers_mark_at_once(session, client, panel, review):
    panel.opening.calibration_within = None
    session.commit()

    assert client.get(f"/reviews/{review.public_id}").status_code == 200
    assert client.get(_address(panel)).status_code == 404


def test_a_task_without_calibration_answers_is_marked_at_once(session, client, panel, review):
    with_calibration(session, panel.letters[0], answers=())
    session.commit()

    assert client.get(f"/reviews/{review.public_id}").status_code == 200
    assert client.get(_address(panel)).status_code == 404


def test_a_rating_counts_in_another_opening_with_the_same_task(session, client, panel, reviewer, review):
    _rate(client, panel, 1, 2, 4)
    _rate(client, panel, 2, 5, 3)
    panel.opening.calibration_within = 0
    session.commit()

    assert client.get(f"/reviews/{review.public_id}").status_code == 200


def test_hr_sees_who_came_near_and_lets_somebody_mark_with_a_reason(
    session, client, panel, review, signed_in
):
    _rate(client, panel, 1, 2, 4)
    _rate(client, panel, 2, 1, 3)
    panel.hr.locale = "en"
    hr, page = signed_in(panel.hr), f"/openings/{panel.opening.public_id}/calibration"

    before = words_of(hr.get(page).text)
    waive = f"{page}/{panel.reviewers[0].public_id}/{panel.letters[0].public_id}"
    short = hr.send(waive, reason="kurang")
    done = hr.send(waive, reason="Telah dilatih di lapangan minggu ini.")

    assert "Not near enough" in before
    assert short.status_code == 422
    assert done.status_code == 302
    assert client.get(f"/reviews/{review.public_id}").status_code == 200
    (kept,) = session.scalars(select(CalibrationWaiver.reason))
    assert kept == "Telah dilatih di lapangan minggu ini."
    after = words_of(hr.get(page).text)
    assert "Allowed by HR" in after
    assert "Telah dilatih di lapangan minggu ini." in after
    assert hr.send(waive, reason="Sekali lagi, dengan alasan.").status_code == 409


def test_the_mean_difference_is_told_from_eight_levels_on(session, client, panel, signed_in):
    panel.hr.locale = "en"
    _rate(client, panel, 1, 3, 4)

    page = words_of(signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/calibration").text)

    assert "too few to say" in page


def test_a_reviewer_reads_what_they_rated(client, panel):
    assert "You have rated no calibration answer yet" in client.get("/calibration").text
    _rate(client, panel, 1, 3, 4)

    assert "answer 1" in words_of(client.get("/calibration").text)
