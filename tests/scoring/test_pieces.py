"""What HR does to the reviews of many candidates goes in pieces: everybody else can write in between."""

import pytest
from sqlalchemy import select

from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.openings.models import OpeningMember
from hiring.scoring.models import Review
from hiring.scoring.queries.allocation import open_reviews_of, sittings_that_lack
from hiring.scoring.rules import ReviewState
from hiring.scoring.views import hr as hr_views
from tests.chain import chain_break
from tests.factories.accounts import UserFactory
from tests.factories.scoring import a_panel, allocated
from tests.page import words
from tests.watching import watching


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(hr_views, "AT_ONCE", 2)


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
def test_answers_without_reviewers_are_given_out_some_sittings_at_a_time(session, signed_in):
    panel = a_panel(1)
    for _ in range(5):
        allocated(panel)
    newcomer = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=newcomer.id, role="reviewer"))
    page = signed_in(panel.hr)
    with watching() as seen:
        page.send(f"/openings/{panel.opening.public_id}/scoring/allocate")

    assert len(seen.held) == 3
    assert sittings_that_lack(session, panel.opening.id) == []
    assert len(open_reviews_of(session, panel.opening.id, newcomer.id)) == 5
    assert chain_break(session) is None


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
def test_reviews_are_taken_back_some_at_a_time(session, signed_in):
    panel = a_panel(1, raters_per_answer=1)
    for _ in range(5):
        allocated(panel)
    absent: User = panel.reviewers[0]
    other = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=other.id, role="reviewer"))
    page = signed_in(panel.hr)
    with watching() as seen:
        page.send(f"/openings/{panel.opening.public_id}/scoring/release/{absent.public_id}")

    assert len(seen.held) == 3
    assert open_reviews_of(session, panel.opening.id, absent.id) == []
    assert len(open_reviews_of(session, panel.opening.id, other.id)) == 5
    states = session.scalars(select(Review.state).where(Review.reviewer_id == absent.id))
    assert set(states) == {ReviewState.RELEASED}
    assert chain_break(session) is None


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
def test_nobody_is_kept_waiting_where_there_is_nothing_to_be_done(session, signed_in):
    panel = a_panel(1, raters_per_answer=1)
    page = signed_in(panel.hr)
    with watching() as seen:
        page.send(f"/openings/{panel.opening.public_id}/scoring/allocate")

    assert seen.held == []


def test_in_a_great_opening_answers_are_given_out_by_a_worker_and_hr_sees_how_far(
    session, signed_in, work, monkeypatch
):
    monkeypatch.setattr(hr_views, "AT_MOST_BY_A_PAGE", 4)
    panel = a_panel(1)
    for _ in range(5):
        allocated(panel)
    newcomer = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=newcomer.id, role="reviewer"))
    panel.hr.locale = "en"
    page, address = signed_in(panel.hr), f"/openings/{panel.opening.public_id}/scoring"

    asked = page.send(f"{address}/allocate")
    again = page.send(f"{address}/allocate")
    waiting = words(page.get(address).text)
    work()

    assert asked.location == again.location
    assert "Find reviewers for many answers 0% 0 of 5 (0%)" in waiting
    assert sittings_that_lack(session, panel.opening.id) == []
    assert len(open_reviews_of(session, panel.opening.id, newcomer.id)) == 5
    assert "5 reviews were allocated." in words(page.get(asked.location).text)
    assert chain_break(session) is None


def test_where_nobody_can_take_many_answers_that_is_said(session, signed_in, work, monkeypatch):
    monkeypatch.setattr(hr_views, "AT_MOST_BY_A_PAGE", 4)
    panel = a_panel(1)
    for _ in range(5):
        allocated(panel)
    panel.hr.locale = "en"
    page = signed_in(panel.hr)

    asked = page.send(f"/openings/{panel.opening.public_id}/scoring/allocate")
    work()

    assert "No further reviewer was found for 5 candidates." in words(page.get(asked.location).text)


def test_many_reviews_are_taken_back_by_a_worker(session, signed_in, work, monkeypatch):
    monkeypatch.setattr(hr_views, "AT_MOST_BY_A_PAGE", 4)
    panel = a_panel(1, raters_per_answer=1)
    for _ in range(5):
        allocated(panel)
    absent: User = panel.reviewers[0]
    other = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=other.id, role="reviewer"))
    panel.hr.locale = "en"
    page = signed_in(panel.hr)

    asked = page.send(f"/openings/{panel.opening.public_id}/scoring/release/{absent.public_id}")
    assert len(open_reviews_of(session, panel.opening.id, absent.id)) == 5
    work()

    assert open_reviews_of(session, panel.opening.id, absent.id) == []
    assert len(open_reviews_of(session, panel.opening.id, other.id)) == 5
    assert "5 open reviews were taken back." in words(page.get(asked.location).text)
