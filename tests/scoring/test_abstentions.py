"""A reviewer cannot judge: a third one reads the answer, HR decides, and no score is seen before."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.models import AuditEntry
from hiring.db.keyset import Cursor
from hiring.openings.rules import Stage
from hiring.scoring import actions, queries
from hiring.scoring.models import AnswerToRate, ExcusedTask, Review, Settlement
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.rules import Abstention, Cause, ReviewState
from hiring.scoring.scores import Cell, CellKind, Excuse
from tests.factories.scoring import REASON, a_panel, allocated, handed_in, locked
from tests.postgres import on_both

LATER = timedelta(minutes=2)


@pytest.fixture
def time():
    """Return a clock to be moved: a lock can be taken back for a minute."""
    with time_machine.travel("2026-11-23 03:42:00+00:00", tick=False) as traveller:
        yield traveller


def _reviews(session, sitting, state=None):
    found = select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id)
    return list(session.scalars(found if state is None else found.where(Review.state == state)))


def _abstained(session, panel, time, *levels):
    """Return a sitting that the first reviewer could not judge and the others rated, a minute later."""
    sitting = allocated(panel)
    first, *others = _reviews(session, sitting)
    locked(first, cannot_judge=Cause.FILE)
    for review, level in zip(others, levels, strict=True):
        locked(review, level)
    time.shift(LATER)
    actions.ask_third_reviewers(session, sitting.id)
    actions.settle_scoring(session, sitting.id)
    return sitting


def _scores(session, sitting):
    found = queries.scores_of_application(session, sitting.application_id)
    return found and found.scores


@on_both
def test_one_reviewer_more_gets_the_answer_and_nothing_is_settled_without_hr(session, time):
    sitting = _abstained(session, a_panel(3), time, 4)

    [third] = _reviews(session, sitting, ReviewState.ALLOCATED)
    assert actions.ask_third_reviewers(session, sitting.id) == 0  # once
    locked(third, 2)
    time.shift(LATER)

    assert actions.settle_scoring(session, sitting.id) is False
    assert (_scores(session, sitting), session.get(Settlement, sitting.id)) == (None, None)


@on_both
def test_where_hr_agrees_the_cell_is_the_mean_of_the_others(session, time):
    sitting = _abstained(session, a_panel(3), time, 4)
    locked(_reviews(session, sitting, ReviewState.ALLOCATED)[0], 2)
    time.shift(LATER)

    actions.decide_abstention(session, _reviews(session, sitting)[0], REASON, agreed=True, by=SYSTEM)
    assert actions.settle_scoring(session, sitting.id)

    assert _scores(session, sitting).total == Decimal("3.00")
    assert not _scores(session, sitting).has_excused
    assert list(discrepancies(session)) == []
    session.commit()
    assert session.scalar(select(func.count()).where(AuditEntry.event == "scoring.abstention_agreed")) == 1


@on_both
def test_what_nobody_could_judge_is_excused(session, time):
    panel = a_panel(1, raters_per_answer=1, letters=2)
    sitting = allocated(panel)
    first, second = _reviews(session, sitting)
    locked(first, cannot_judge=Cause.FILE)
    locked(second, 4)
    time.shift(LATER)
    actions.ask_third_reviewers(session, sitting.id)
    actions.decide_abstention(session, first, REASON, agreed=True, by=SYSTEM)
    actions.accept_fewer_ratings(session, sitting.application, REASON, by=SYSTEM)

    scores = _scores(session, sitting)

    assert (scores.total, scores.has_excused) == (Decimal("4.00"), True)
    assert scores.of("COMW").excused == (Cell(first.item_id, CellKind.EXCUSED, None, Excuse.NOT_JUDGED),)


@on_both
def test_where_hr_does_not_agree_somebody_else_rates_the_answer(session, time):
    sitting = _abstained(session, a_panel(3), time, 4)
    [first, _, third] = _reviews(session, sitting)

    actions.decide_abstention(session, first, REASON, agreed=False, by=SYSTEM)
    locked(third, 2)
    time.shift(LATER)

    assert (first.state, first.abstention) == (ReviewState.RELEASED, Abstention.REFUSED)
    assert set(session.scalars(select(AnswerToRate.raters))) == {2}
    assert actions.settle_scoring(session, sitting.id)
    assert _scores(session, sitting).total == Decimal("3.00")


@on_both
def test_fewer_ratings_cannot_be_accepted_before_hr_has_decided(session, time):
    sitting = _abstained(session, a_panel(2), time, 4)

    with pytest.raises(actions.Undecided):
        actions.accept_fewer_ratings(session, sitting.application, REASON, by=SYSTEM)


def test_a_decision_is_taken_once_and_not_while_the_lock_can_be_taken_back(session, time):
    sitting = allocated(a_panel(3))
    review = locked(_reviews(session, sitting)[0], cannot_judge=Cause.FILE)
    with pytest.raises(actions.AbstentionDecided):
        actions.decide_abstention(session, review, REASON, agreed=True, by=SYSTEM)

    actions.undo_lock(session, review, by=SYSTEM)
    assert review.abstention is None
    locked(review, cannot_judge=Cause.FILE)
    time.shift(LATER)
    actions.decide_abstention(session, review, REASON, agreed=True, by=SYSTEM)
    with pytest.raises(actions.AbstentionDecided):
        actions.decide_abstention(session, review, REASON, agreed=False, by=SYSTEM)


def test_hr_reads_the_cause_and_decides_on_a_page(session, time, signed_in):
    panel = a_panel(3)
    panel.hr.locale = "en"
    sitting = _abstained(session, panel, time, 4)
    session.commit()
    review, client = _reviews(session, sitting)[0], signed_in(panel.hr)
    here = f"/openings/{panel.opening.public_id}/scoring"

    listed = client.get(here).text
    assert "Cannot judge: one of our files did not open" in listed
    assert f"{here}/abstentions/{review.public_id}" in listed
    assert client.get(f"{here}/abstentions").status_code == 200
    assert client.send(f"{here}/abstentions/{review.public_id}", reason="").status_code == 422
    sent = client.send(f"{here}/abstentions/{review.public_id}", agreed="yes", reason=REASON)

    assert sent.status_code == 302
    assert client.get(f"{here}/abstentions/{review.public_id}").status_code == 404
    assert queries.abstentions_page(session, panel.opening.id, Cursor(), size=9).rows == []


# Excusing a task


@on_both
def test_a_task_that_hr_excuses_for_everybody_leaves_the_scores_which_are_marked(session):
    panel = a_panel(2, letters=2)
    first, second = panel.letters
    actions.excuse_for_all(session, panel.opening, second, REASON, by=SYSTEM)
    actions.excuse_for_all(session, panel.opening, second, REASON, by=SYSTEM)  # the same again
    sitting = allocated(panel)
    for review in _reviews(session, sitting):
        locked(review, 4 if review.item_id == first.id else 1)
    actions.settle_scoring(session, sitting.id, as_of=clock.now() + LATER)

    scores = _scores(session, sitting)

    assert (scores.total, scores.has_excused) == (Decimal("4.00"), True)
    assert scores.of("COMW").excused == (Cell(second.id, CellKind.EXCUSED, None, Excuse.FOR_ALL),)
    assert session.scalar(select(func.count()).select_from(ExcusedTask)) == 1
    assert list(discrepancies(session)) == []


@on_both
def test_a_task_can_be_excused_for_one_candidate_only(session):
    panel = a_panel(2, letters=2)
    second = panel.letters[1]
    one, other = allocated(panel), allocated(panel)
    actions.excuse_for_candidate(session, one.application, second, REASON, by=SYSTEM)
    for sitting in (one, other):
        for review in _reviews(session, sitting):
            locked(review, 1 if review.item_id == second.id else 3)
        actions.settle_scoring(session, sitting.id, as_of=clock.now() + LATER)

    assert (_scores(session, one).total, _scores(session, other).total) == (Decimal("3.00"), Decimal("2.00"))


def test_nothing_is_excused_once_a_score_can_be_seen(session):
    panel = a_panel(2)
    sitting = handed_in(panel, None)
    actions.allocate_reviews(session, sitting.id)  # nothing answered: settled at once
    assert sitting.application.stage == Stage.SCORED

    with pytest.raises(actions.ScoresAreSeen):
        actions.excuse_for_all(session, panel.opening, panel.letters[0], REASON, by=SYSTEM)
    with pytest.raises(actions.ScoresAreSeen):
        actions.excuse_for_candidate(session, sitting.application, panel.letters[0], REASON, by=SYSTEM)
    assert session.scalar(select(func.count()).select_from(ExcusedTask)) == 0


def test_hr_excuses_a_task_on_a_page_by_the_code_of_a_candidate(session, signed_in):
    panel = a_panel(2)
    panel.hr.locale = "en"
    sitting, client = allocated(panel), signed_in(panel.hr)
    session.commit()
    here, item = f"/openings/{panel.opening.public_id}/scoring/excuse", panel.letters[0]

    assert "answered by 1 of 1 who have handed in" in client.get(here).text
    unknown = client.send(here, task=str(item.id), code="K-XXXX", reason=REASON)
    assert (unknown.status_code, "has this code" in unknown.text) == (422, True)
    code = sitting.application.code.lower()
    assert client.send(here, task=str(item.id), code=code, reason=REASON).status_code == 302

    assert session.scalars(select(ExcusedTask.sitting_id)).all() == [sitting.id]


def test_an_opening_under_the_first_rule_knows_no_excuses(signed_in, session):
    panel = a_panel(2, score_rule="task-means")

    page = signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/scoring/excuse")

    assert page.status_code == 404
