"""Deeds that want the same rows never wait for each other for good, wherever one meets the other.

Each story is told once for every point at which the first deed has just taken rows: there
it stops until the other has ended, or waits. PostgreSQL would kill one of two that wait
for each other; both must come to their ends.
"""

from itertools import count, takewhile

import pytest

from hiring.accounts.rules import SYSTEM
from hiring.openings.actions import close_opening
from hiring.openings.models import Opening
from hiring.openings.rules import OpeningState, Stage
from hiring.scoring import actions as scoring
from hiring.scoring.models import Review
from hiring.scoring.rules import ReviewState
from hiring.sittings import actions as sittings
from hiring.sittings.models import Sitting
from hiring.sittings.rules import SittingState
from tests.crossing import crossing
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.scoring import a_panel, allocated, draft
from tests.factories.sittings import SittingFactory
from tests.postgres import on_postgresql


def told(app, session, story):
    """Tell a story for every point there is, and return how each ended."""
    met = (crossing(app, *story(), after=after) for after in count(1))
    return list(takewhile(lambda ended: ended is not None, met))


class TakingBack:
    """HR takes the reviews of somebody back while they lock one of them."""

    def __init__(self, session, stage):
        self.session, self.stage = session, stage
        self.panel = a_panel(2, raters_per_answer=1)
        self.reviews = []

    def begin(self):
        sitting = allocated(self.panel)
        sitting.application.stage = self.stage
        [review] = self.session.query(Review).filter_by(sitting_id=sitting.id)
        self.reviews.append(review)
        sent, review_id = draft(review), review.id
        self.session.commit()

        def lock(other):
            scoring.lock_review(other, other.get_one(Review, review_id), sent, by=SYSTEM)

        def take_back(other):
            scoring.release_reviews(other, [review_id], by=SYSTEM)

        return lock, take_back

    def states(self):
        """Return how the reviews have ended; the last was not told to its end."""
        self.session.expire_all()
        return [review.state for review in self.reviews[:-1]]


@on_postgresql
@pytest.mark.parametrize("stage", [Stage.HANDED_IN, Stage.SCORING])
def test_a_review_that_is_being_locked_is_waited_for_and_not_taken_back(app, session, stage):
    story = TakingBack(session, stage)

    ended = told(app, session, story.begin)

    assert len(ended) > 3
    assert set(ended) == {("done", "done")}
    assert set(story.states()) == {ReviewState.LOCKED}


@on_postgresql
@pytest.mark.parametrize("stage", [Stage.HANDED_IN, Stage.SCORING])
def test_a_review_that_is_being_taken_back_can_no_longer_be_locked(app, session, stage):
    story = TakingBack(session, stage)

    ended = told(app, session, lambda: tuple(reversed(story.begin())))

    assert len(ended) > 3
    assert {one for one, _ in ended} == {"done"}
    refused = [other == "NoLongerWanted" for _, other in ended]
    assert [state == ReviewState.RELEASED for state in story.states()] == refused
    assert refused[-1], "at the last point it is taken back already"


class Closing:
    """An opening closes while one candidate hands in and another has not begun."""

    def __init__(self, session):
        self.session = session
        self.told = []

    def begin(self):
        opening = OpeningFactory()
        late = ApplicationFactory(opening=opening)
        sitting = SittingFactory(
            application=ApplicationFactory(opening=opening, consented=True, stage="sitting")
        )
        self.told.append((opening, late, sitting))
        opening_id, sitting_id = opening.id, sitting.id
        self.session.commit()

        def close(other):
            close_opening(other, other.get_one(Opening, opening_id), by=SYSTEM)

        def hand_in(other):
            sittings.hand_in(other, other.get_one(Sitting, sitting_id), by=SYSTEM)

        return close, hand_in

    def ends(self):
        """Return how opening, who had not begun, and sitting have ended; the last was not told to its end."""
        self.session.expire_all()
        told = self.told[:-1]
        return {(opening.state, late.stage, sitting.state) for opening, late, sitting in told}


@on_postgresql
@pytest.mark.parametrize("turned", [False, True], ids=["closing first", "handing in first"])
def test_an_opening_closes_while_somebody_hands_in(app, session, turned):
    story = Closing(session)

    ended = told(app, session, lambda: tuple(reversed(story.begin())) if turned else story.begin())

    assert len(ended) > 3
    assert set(ended) == {("done", "done")}
    assert story.ends() == {(OpeningState.CLOSED, Stage.EXPIRED, SittingState.HANDED_IN)}


@on_postgresql
def test_two_that_take_the_same_rows_in_opposite_order_are_told_of(app, session):
    """So that the stories above prove something: here the database has to kill one of the two."""
    ids = [one.id for one in (OpeningFactory(), OpeningFactory())]
    session.commit()

    def hold(*order):
        return lambda other: [other.get_one(Opening, key, with_for_update=True) for key in order]

    assert sorted(crossing(app, hold(*ids), hold(*reversed(ids)), after=1)) == ["DeadlockDetected", "done"]
