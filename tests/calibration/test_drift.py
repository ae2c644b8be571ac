"""How near reviewers stay to the expert while they mark: figures by hand, what HR and what reviewers read."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from hiring.calibration.drift import ControlRated, drift_of, own_drift
from hiring.quality.actions import COMPUTE
from hiring.quality.models import OpeningQuality
from hiring.scoring.models import Review
from tests.factories.scoring import a_panel, allocated, locked
from tests.page import words as words_of
from tests.postgres import on_both
from tests.scoring.test_controls import controls, with_controls

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def _rated(*answers, reviewer=1):
    """Return what was given above the expert's 3, answer by answer, for COMW and NETW."""
    return [
        ControlRated(NOON + timedelta(hours=number), number, code, reviewer, 3 + apart, 3)
        for number, answer in enumerate(answers)
        for code, apart in zip(("COMW", "NETW"), answer, strict=True)
    ]


def test_the_figures_are_those_worked_out_by_hand():
    (found,) = drift_of(_rated((1, 1), (0, 0), (1, -1), (2, 0)))

    assert (found.answers, found.ratings, found.same, found.next_to) == (4, 8, 3, 4)
    assert found.difference == 0.5  # 4 / 8
    # Levels: squares of 1/2 three times (1, 1, 1), of -1/2 three times, of -3/2 and 3/2: 6 in all.
    # sqrt(6 / 7 / 8) = 0.3273. Answers: sums less their share are 1, -1, -1, 1: sqrt(4 / 3 * 4) / 8 = 0.2887.
    assert found.error == 0.3273
    assert (found.first_half, found.second_half) == (0.5, 0.5)
    assert found.drifts is False


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([(1, 1)] * 3, None),  # six levels say nothing
        ([(1, 1)] * 4, True),
        ([(-1, -1)] * 4, True),
        ([(1, 0)] * 4, False),  # 0.5 lies within three times 0.189, although each answer says the same
        ([(0, 0)] * 8, False),
        ([(1, 1), (1, 1), (1, 1), (2, 1)], True),
    ],
)
def test_a_verdict_takes_eight_levels_and_more_than_three_errors(answers, verdict):
    (found,) = drift_of(_rated(*answers))

    assert found.drifts is verdict


def test_each_reviewer_is_compared_alone_and_halves_go_by_the_lock():
    one, other = drift_of(_rated((0, 0), (0, 0), (2, 2), (2, 2)) + _rated((-1, -1), reviewer=2))

    assert (one.first_half, one.second_half) == (0, 2)
    assert (other.difference, other.error, other.first_half) == (-1, None, None)


def test_a_reviewer_is_told_of_four_answers_together_and_of_what_differs_most():
    four = _rated((1, 0), (1, 0), (2, 0), (1, -1))

    assert own_drift(four[:6]) is None
    told = own_drift(four)
    assert (told.ratings, told.near, told.difference, told.farthest) == (8, 7, 0.5, "COMW")
    assert own_drift([*four, ControlRated(NOON + timedelta(days=1), 9, "NETW", 1, 5, 1)]) == told


def test_where_nothing_differs_much_no_competency_is_named():
    assert own_drift(_rated((0, 0), (0, 1), (0, 0), (0, 0))).farthest is None


@pytest.fixture
def panel(session):
    """Two letters with two control answers each, of which the expert gave 3 and 2."""
    panel = a_panel(1, letters=2, raters_per_answer=1, control_share=20)
    panel.hr.locale = panel.reviewers[0].locale = "en"
    return with_controls(session, panel)


def _mark(session, panel, *, controls_at):
    for _candidate in range(8):
        allocated(panel)
    for review in session.scalars(select(Review).order_by(Review.id)).all():
        locked(review, controls_at if review.control else 3)
    session.commit()


@on_both
def test_hr_reads_who_drifts_and_what_to_do(session, panel, on_day, signed_in):
    _mark(session, panel, controls_at=5)
    on_day(COMPUTE, 1)

    page = words_of(signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/quality").text)

    name = panel.reviewers[0].name
    assert len(controls(session)) == 4
    assert f"{name} 8 in 4 answers 0 0 2.50 ± 0.19 – 2.50 → 2.50 ▲ More lenient than the expert" in page
    assert "Read some answers and their anchors together" in page
    assert session.get_one(OpeningQuality, panel.opening.id).figures["work"][0]["locked"] == 16


def test_where_an_opening_has_none_the_page_says_nothing_of_drift(session, on_day, signed_in):
    panel = a_panel(1)
    panel.hr.locale = "en"
    allocated(panel)
    session.commit()
    on_day(COMPUTE, 1)

    page = words_of(signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/quality").text)

    assert "Drift" not in page


def test_with_too_few_levels_the_page_says_so_with_their_number(session, panel, on_day, signed_in):
    for _candidate in range(5):
        allocated(panel)
    locked(controls(session)[0], 3)
    session.commit()
    on_day(COMPUTE, 1)

    page = words_of(signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/quality").text)

    assert "too few to say (n = 2)" in page


@on_both
def test_a_reviewer_reads_kindly_how_it_went_from_the_next_day_on(session, panel, signed_in):
    with time_machine.travel(NOON, tick=False):
        _mark(session, panel, controls_at=4)
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        today = words_of(signed_in(panel.reviewers[0]).get("/calibration").text)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        page = words_of(signed_in(panel.reviewers[0]).get("/calibration").text)

    assert "While you mark" not in today
    assert "Of 8 levels you gave for control answers, 4 were at the expert's level or one beside it." in page
    assert "On the whole you were a little more lenient than the expert." in page
    assert "You and the expert differ most on" in page
    assert "Which answers these were is not told." in page
    assert [each.public_id for each in controls(session) if each.public_id in page] == []


def test_the_queue_says_that_some_may_be_control_answers_where_the_opening_has_them(
    session, panel, signed_in
):
    told = "Some of the answers may be control answers: an expert has rated them"
    allocated(panel)
    session.commit()

    with_them = words_of(signed_in(panel.reviewers[0]).get("/reviews").text)
    panel.opening.control_share = 0
    session.commit()

    assert told in with_them
    assert told not in words_of(signed_in(panel.reviewers[0]).get("/reviews").text)
