"""HR's page of an opening's scoring."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.openings.models import OpeningMember
from hiring.openings.rules import Stage
from hiring.scoring import actions
from hiring.scoring.models import ExcusedTask, Review
from hiring.scoring.rules import ReviewState
from tests.factories.accounts import UserFactory
from tests.factories.scoring import LETTER, a_panel, allocated, locked
from tests.page import words

ODD_REASON = "Alasan yang hanya ditulis penilai ini."


@pytest.fixture
def panel(session):
    panel = a_panel(2)
    panel.hr.locale = "en"
    return panel


@pytest.fixture
def client(panel, signed_in):
    return signed_in(panel.hr)


def _reviews(session):
    return list(session.scalars(select(Review).order_by(Review.id)))


def _page(client, panel):
    return client.get(f"/openings/{panel.opening.public_id}/scoring").text


def test_hr_sees_how_far_the_scoring_is_but_no_level_before_it_is_settled(session, panel, client):
    allocated(panel)
    locked(_reviews(session)[0], 1, reason=ODD_REASON)

    page = _page(client, panel)

    assert "1 of 2 reviews are locked." in page
    assert ODD_REASON not in page
    assert "Where reviewers differ" not in page


def test_reviews_of_an_excused_task_are_neither_wanted_nor_done(session, signed_in):
    panel = a_panel(2, letters=2)
    panel.hr.locale = "en"
    client = signed_in(panel.hr)
    sitting = allocated(panel)
    excused, other = panel.letters
    for review in _reviews(session):
        if review.item_id == excused.id:
            locked(review)
    locked(next(review for review in _reviews(session) if review.item_id == other.id))
    assert "3 of 4 reviews are locked." in _page(client, panel)

    actions.excuse_for_candidate(session, sitting.application, excused, ODD_REASON, by=SYSTEM)

    page = _page(client, panel)
    assert "1 of 2 reviews are locked." in page
    assert "-" not in {cell.strip()[:1] for cell in re.findall(r'<td class="number"[^>]*>([^<]*)', page)}


def test_hr_is_led_to_the_candidates_on_whom_reviewers_differ(session, panel, client):
    sitting = allocated(panel)
    for review, level in zip(_reviews(session), (5, 2), strict=True):
        locked(review, level)
    actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))

    page = _page(client, panel)

    assert "Where reviewers differ" in page
    assert "3 levels" in page
    assert sitting.application.candidate.name in page
    assert "Reviewers differ on 1 candidate" in client.get("/").text


def test_missing_reviewers_are_shown_on_the_page_and_at_home(session, panel, client):
    sitting = allocated(panel)
    actions.declare_conflict(session, _reviews(session)[0], "Sepupu saya sendiri.", by=SYSTEM)

    page = _page(client, panel)

    assert "Answers without enough reviewers" in page
    assert sitting.application.code in page
    assert "Sepupu saya sendiri." in page
    assert "1 answer lacks reviewers" in client.get("/").text


def test_hr_reads_why_a_reviewer_stepped_aside_and_the_candidate_never_does(
    session, panel, client, signed_in
):
    sitting = allocated(panel)
    actions.declare_conflict(session, _reviews(session)[0], "Sepupu saya sendiri.", by=SYSTEM)

    assert "Sepupu saya sendiri." in _page(client, panel)
    candidate = signed_in(sitting.application, Audience.CANDIDATE)
    pages = [candidate.get(page) for page in ("/candidate/status", "/candidate/receipt")]
    assert [(page.status_code, "Sepupu" in page.text) for page in pages] == [(200, False)] * 2


def test_allocating_gives_waiting_answers_to_a_newcomer(session, panel, client):
    allocated(panel)
    actions.declare_conflict(session, _reviews(session)[0], "Sepupu saya sendiri.", by=SYSTEM)
    nobody = client.send(f"/openings/{panel.opening.public_id}/scoring/allocate")
    assert "Nobody in the panel" in client.get(nobody.location).text
    newcomer = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=newcomer.id, role="reviewer"))

    reply = client.send(f"/openings/{panel.opening.public_id}/scoring/allocate")

    assert "1 review was allocated." in client.get(reply.location).text
    assert _reviews(session)[-1].reviewer_id == newcomer.id


def test_taking_open_reviews_back_from_a_reviewer(session, panel, client):
    allocated(panel)
    absent = panel.reviewers[0]
    address = f"/openings/{panel.opening.public_id}/scoring/release/{absent.public_id}"
    assert f'href="{address}"' in client.get(f"/openings/{panel.opening.public_id}/scoring").text
    assert "1 open review is taken back and goes to somebody else" in client.get(address).text

    reply = client.send(address)

    assert client.get(address).location == f"/openings/{panel.opening.public_id}/scoring"
    assert f"1 open review was taken back from {absent.name}." in client.get(reply.location).text
    assert [one.state for one in _reviews(session) if one.reviewer_id == absent.id] == [ReviewState.RELEASED]


def test_letting_scores_stand_needs_a_reason(session, panel, client):
    sitting = allocated(panel)
    actions.declare_conflict(session, _reviews(session)[0], "Sepupu saya sendiri.", by=SYSTEM)
    address = f"/openings/{panel.opening.public_id}/scoring/fewer/{sitting.application.public_id}"
    with time_machine.travel(clock.now() - timedelta(minutes=5), tick=False):
        locked(_reviews(session)[1])
    assert "1 of 2 reviewers" in client.get(address).text

    refused = client.send(address, reason="")
    accepted = client.send(address, reason="Tidak ada penilai lain yang tersedia.")

    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert session.get_one(type(sitting.application), sitting.application_id).stage == Stage.SCORED


def test_why_scores_stand_with_fewer_ratings_is_read_in_the_history(session, panel, client):
    sitting = allocated(panel)
    actions.declare_conflict(session, _reviews(session)[0], "Sepupu saya sendiri.", by=SYSTEM)
    with time_machine.travel(clock.now() - timedelta(minutes=5), tick=False):
        locked(_reviews(session)[1])
    candidate = sitting.application.public_id

    client.send(f"/openings/{panel.opening.public_id}/scoring/fewer/{candidate}", reason=ODD_REASON)

    assert ODD_REASON in client.get(f"/applications/{candidate}").text


def test_scores_cannot_stand_while_somebody_is_still_rating(session, panel, client):
    sitting = allocated(panel)
    actions.declare_conflict(session, _reviews(session)[0], "Sepupu saya sendiri.", by=SYSTEM)

    reply = client.send(
        f"/openings/{panel.opening.public_id}/scoring/fewer/{sitting.application.public_id}",
        reason="Sudah terlalu lama.",
    )

    assert reply.status_code == 409
    assert "still open" in reply.text


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER, Role.ADMIN])
def test_only_hr_of_this_opening_sees_it(session, panel, signed_in, role):
    stranger = signed_in(UserFactory(roles=[role]))
    address = f"/openings/{panel.opening.public_id}/scoring"

    assert stranger.get(address).status_code == 404
    assert stranger.send(f"{address}/allocate").status_code == 404
    assert stranger.send(f"{address}/release/{panel.reviewers[0].public_id}").status_code == 404


def test_an_application_of_another_opening_cannot_be_reached_through_this_one(session, panel, client):
    other = allocated(a_panel(1))

    address = f"/openings/{panel.opening.public_id}/scoring/fewer/{other.application.public_id}"

    assert client.get(address).status_code == 404
    assert client.send(address, reason="Tidak ada penilai lain.").status_code == 404


def test_hr_is_told_of_a_task_that_many_did_not_answer_until_it_is_excused(session, client, panel):
    task = panel.letters[0]
    for text in ("Jawaban yang cukup panjang.", "Jawaban yang lain.", None, None, None):
        allocated(panel, text)
    told = "was answered by only"
    assert told not in _page(client, panel)  # five are too few to say

    allocated(panel, None)
    assert f"{told} 2 of 6 who have handed in" in _page(client, panel)

    session.add(ExcusedTask(opening_id=panel.opening.id, item_id=task.id, reason=ODD_REASON))
    assert told not in _page(client, panel)


def test_a_task_that_nobody_answered_stands_in_the_list_as_well(session, client, panel):
    for _ in range(6):
        allocated(panel, None)

    page = _page(client, panel)

    assert "was answered by only 0 of 6 who have handed in" in page
    assert "Of the others, 6 left it empty." in words(page)


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "Of the others, 2 did not reach it in time, 1 left it empty and 1 never began its section.",
        ),
        (
            "id",
            "2 kandidat tidak sempat mencapainya, 1 kandidat membiarkannya kosong, dan 1 kandidat tidak",
        ),
    ],
)
def test_hr_is_told_how_many_did_not_reach_a_task_and_how_many_left_it_empty(
    session, client, panel, locale, sentence
):
    panel.hr.locale = locale
    sittings = [allocated(panel, text) for text in ("Jawaban yang cukup panjang.", LETTER, *[None] * 4)]
    clocks = [sitting.sections[0] for sitting in sittings]
    for late in clocks[2:4]:
        late.finished_at = late.closes_at
    clocks[4].finished_at = clocks[4].closes_at - timedelta(minutes=1)
    session.delete(clocks[5])
    session.flush()

    assert sentence in words(_page(client, panel))
