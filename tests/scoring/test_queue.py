"""The order of a reviewer's work, and the pages that list it."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import SYSTEM, Role
from hiring.db.keyset import Cursor
from hiring.openings.actions import withdraw
from hiring.openings.models import Application
from hiring.scoring import queries
from hiring.scoring.models import Review
from hiring.scoring.rules import QueuePlace
from hiring.sittings.models import Sitting
from tests.factories.accounts import UserFactory
from tests.factories.scoring import a_panel, allocated, locked
from tests.postgres import on_both


@pytest.fixture
def reviewer(session):
    return UserFactory(roles=[Role.REVIEWER], locale="en")


def queue(session, panel, candidates):
    """Return the only reviewer's reviews of `candidates`, task by task, in the order of work."""
    for _ in range(candidates):
        allocated(panel)
    rows = session.scalars(select(Review).where(Review.opening_id == panel.opening.id))
    items = [item.id for item in panel.letters]
    return sorted(rows, key=lambda one: (items.index(one.item_id), one.shuffle))


def place(review):
    return QueuePlace(review.public_id, review.opening_id, review.item_id, review.shuffle)


def onward(session, reviewer, here):
    found = queries.next_in_queue(session, reviewer.id, place(here))
    return found and found.public_id


@on_both
def test_the_answers_to_one_task_come_before_the_next_task_and_the_next_opening(session, reviewer):
    panel = a_panel([reviewer], letters=2, raters_per_answer=1)
    later = a_panel([reviewer], raters_per_answer=1)
    a, b, c, *second = queue(session, panel, 3)
    [last] = queue(session, later, 1)

    assert [onward(session, reviewer, here) for here in (a, b, c)] == [b.public_id, c.public_id, a.public_id]
    locked(a), locked(c)
    assert [onward(session, reviewer, here) for here in (a, c)] == [b.public_id, b.public_id]
    locked(b)
    assert onward(session, reviewer, b) == second[0].public_id
    for review in second:
        locked(review)
    assert onward(session, reviewer, second[2]) == last.public_id
    locked(last)
    assert onward(session, reviewer, last) is None


@on_both
def test_the_position_of_an_answer_is_counted_within_its_task(session, reviewer):
    panel = a_panel([reviewer], letters=2, raters_per_answer=1)
    a, b, c, *_ = queue(session, panel, 3)
    locked(a)

    found = [queries.standing_in_queue(session, reviewer.id, place(here)).position for here in (a, b, c)]

    assert [(one.number, one.of, one.open, one.first) for one in found] == [
        (number, 3, 2, False) for number in (1, 2, 3)
    ]


def test_who_withdrew_a_moment_ago_is_passed_over_at_once(session, reviewer):
    panel = a_panel([reviewer], raters_per_answer=1)
    a, b, c = queue(session, panel, 3)
    sitting = session.get_one(Sitting, b.sitting_id)
    withdraw(session, session.get_one(Application, sitting.application_id), by=SYSTEM)

    assert onward(session, reviewer, a) == c.public_id


def test_answers_are_listed_one_by_one_in_the_reviewers_own_order(session, reviewer, signed_in):
    panel = a_panel([reviewer], raters_per_answer=1)
    reviews = queue(session, panel, 3)
    locked(reviews[1])

    page = signed_in(reviewer).get(f"/reviews/of/{panel.opening.public_id}/{panel.letters[0].public_id}").text

    places = [page.index(review.pseudonym) for review in reviews]
    assert places == sorted(places)
    assert "1 of 3 locked" in page


def test_a_task_of_somebody_elses_panel_lists_nothing(session, reviewer, signed_in):
    panel = a_panel(1, raters_per_answer=1)
    allocated(panel)
    client = signed_in(reviewer)

    assert (
        client.get(f"/reviews/of/{panel.opening.public_id}/{panel.letters[0].public_id}").status_code == 404
    )
    for name in ("nothing", "%00"):
        assert client.get(f"/reviews/of/{name}/{panel.letters[0].public_id}").status_code == 404


def test_an_opening_moves_to_the_other_list_when_everything_in_it_is_locked(session, reviewer, signed_in):
    panel = a_panel([reviewer], raters_per_answer=1)
    [review] = queue(session, panel, 1)
    client = signed_in(reviewer)
    assert "What you have locked" not in client.get("/reviews").text
    locked(review)
    session.commit()

    assert "What you have locked" in client.get("/reviews").text
    assert "All 1 locked" in client.get("/reviews/done").text


@on_both
def test_openings_in_the_queue_come_page_by_page(session, reviewer):
    panels = [a_panel([reviewer], raters_per_answer=1) for _ in range(3)]
    for panel in panels:
        allocated(panel)

    first = queries.openings_in_queue(session, reviewer.id, Cursor(), size=2)
    second = queries.openings_in_queue(session, reviewer.id, first.next, size=2)

    found = [[one.id for one in page.rows] for page in (first, second)]
    assert found == [[panels[0].opening.id, panels[1].opening.id], [panels[2].opening.id]]
    assert (first.total, second.next) == (3, None)
