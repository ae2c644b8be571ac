"""A reviewer cannot judge: a third one reads the answer, HR decides, and no score is seen before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.models import AuditEntry
from hiring.banks.models import BankItem
from hiring.db.keyset import Cursor
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole, Stage
from hiring.scoring import actions, queries
from hiring.scoring.models import AnswerToRate, ExcusedTask, ExcuseProposal, Review, Settlement
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.rules import Abstention, Cause, ReviewState
from hiring.scoring.scores import Cell, CellKind, Excuse
from tests.at_once import at_once
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.scoring import REASON, a_panel, allocated, handed_in, locked, session_of
from tests.postgres import on_both

LATER = timedelta(minutes=2)


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
def test_what_nobody_rated_is_excused_and_the_total_is_marked_when_fewer_ratings_are_accepted(session, time):
    """It would leave a hole that nobody sees: a total over one task that looks like one over two."""
    sitting = allocated(a_panel(1, raters_per_answer=1, letters=2))
    first, second = _reviews(session, sitting)
    actions.declare_conflict(session, first, "Sepupu saya.", by=SYSTEM)
    locked(second, 4)
    time.shift(LATER)
    actions.accept_fewer_ratings(session, sitting.application, REASON, by=SYSTEM)

    scores = _scores(session, sitting)

    assert (scores.total, scores.has_excused) == (Decimal("4.00"), True)
    assert scores.of("COMW").excused == (Cell(first.item_id, CellKind.EXCUSED, None, Excuse.NOT_RATED),)


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
    assert queries.undecided_abstentions(panel.opening.id).page(session, Cursor(), size=9).rows == []
    assert REASON in client.get(f"/applications/{sitting.application.public_id}").text


# Excusing a task


@on_both
def test_a_task_that_hr_excuses_for_everybody_leaves_the_scores_which_are_marked(session):
    panel = a_panel(2, letters=2)
    first, second = panel.letters
    actions.excuse_for_all(session, panel.opening, second, REASON, by=SYSTEM)
    actions.excuse_for_all(session, panel.opening, second, REASON, by=SYSTEM)  # the same again
    sitting = allocated(panel)
    reviews = _reviews(session, sitting)
    assert {review.item_id for review in reviews} == {first.id}  # nobody reads what does not count
    for review in reviews:
        locked(review, 4)
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
        for review in _reviews(session, sitting, ReviewState.ALLOCATED):
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


def _scored(panel, *levels):
    """Return a settled sitting whose letters, one after the other, got these levels from everybody."""
    sitting = allocated(panel)
    session = session_of(sitting)
    level_of = dict(zip((item.id for item in panel.letters), levels, strict=True))
    for review in _reviews(session, sitting, ReviewState.ALLOCATED):
        locked(review, level_of[review.item_id])
    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + LATER)
    return sitting


def _proposed(session, panel, item, sitting=None):
    """Return what HR proposed after a score could be seen."""
    whose = sitting and sitting.application
    return actions.propose_excuse(
        session, panel.opening, item, REASON, application=whose, by=actor_of(panel.hr)
    )


@on_both
def test_with_a_second_person_a_task_is_excused_after_its_score_could_be_seen(session):
    panel = a_panel(2, letters=2)
    _first, second = panel.letters
    sitting, other = _scored(panel, 4, 1), _scored(panel, 4, 1)
    proposal = _proposed(session, panel, second, sitting)
    assert _proposed(session, panel, second, sitting) is proposal  # not twice
    assert _scores(session, sitting).total == Decimal("2.50")  # nothing has changed yet

    actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(UserFactory(roles=[Role.HR])))

    assert (_scores(session, sitting).total, _scores(session, other).total) == (
        Decimal("4.00"),
        Decimal("2.50"),
    )
    stood = queries.scores_of_application(session, sitting.application_id)
    assert (stood.number, stood.scores.has_excused) == (2, True)
    assert list(discrepancies(session)) == []
    session.commit()
    told = session.scalars(select(AuditEntry.event).where(AuditEntry.opening_id == panel.opening.id)).all()
    assert {"scoring.excuse_proposed", "scoring.task_excused", "scoring.scores_superseded"} <= set(told)
    proposal = session.scalars(select(ExcuseProposal)).one()
    with pytest.raises(actions.ExcuseDecided):
        actions.decide_excuse(session, proposal, REASON, agreed=False, by=actor_of(panel.hr))


@on_both
def test_who_proposed_it_cannot_agree_but_take_it_back(session):
    panel = a_panel(2)
    sitting = _scored(panel, 4)
    proposal = _proposed(session, panel, panel.letters[0], sitting)

    with pytest.raises(actions.SecondPersonNeeded):
        actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(panel.hr))
    actions.decide_excuse(session, proposal, REASON, agreed=False, by=actor_of(panel.hr))

    assert session.scalar(select(func.count()).select_from(ExcusedTask)) == 0
    assert queries.waiting_proposals(panel.opening.id).page(session, Cursor(), size=9).rows == []
    session.commit()
    told = session.scalars(select(AuditEntry.event).where(AuditEntry.opening_id == panel.opening.id)).all()
    assert "scoring.excuse_withdrawn" in told


@on_both
def test_what_counts_for_nobody_leaves_queues_and_written_scores_by_the_worker(session, work):
    panel = a_panel(2, letters=2)
    first, second = panel.letters
    scored, waiting = [_scored(panel, 4, 1) for _ in range(6)], allocated(panel)
    for review in _reviews(session, waiting, ReviewState.ALLOCATED):
        if review.item_id == first.id:
            locked(review, 5)
            review.locked_at -= LATER
    proposal = _proposed(session, panel, second)
    actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(UserFactory(roles=[Role.HR])))
    session.commit()

    work()

    session.expire_all()
    assert {_scores(session, one).total for one in scored} == {Decimal("4.00")}
    assert _scores(session, waiting).total == Decimal("5.00")  # its other answer was rated long ago
    assert {review.state for review in _reviews(session, waiting) if review.item_id == second.id} == {
        ReviewState.RELEASED
    }
    assert list(discrepancies(session)) == []


@on_both
def test_excusing_for_everybody_and_settling_at_once_leave_no_score_behind(app, session, work):
    panel = a_panel(1, raters_per_answer=1)
    [letter] = panel.letters
    sittings = [allocated(panel) for _ in range(4)]
    for sitting in sittings:
        for review in _reviews(session, sitting):
            locked(review, 4).locked_at -= LATER
    session.commit()
    ids, opening_id, item_id = [one.id for one in sittings], panel.opening.id, letter.id

    def excuse(mine):
        opening, item = mine.get_one(Opening, opening_id), mine.get_one(BankItem, item_id)
        actions.excuse_for_all(mine, opening, item, REASON, by=SYSTEM)

    def settle(sitting_id):
        return lambda mine: actions.settle_scoring(mine, sitting_id)

    outcomes = at_once(app, *(settle(one) for one in ids[:2]), excuse, *(settle(one) for one in ids[2:]))
    work()

    session.expire_all()
    excused = session.scalar(select(func.count()).select_from(ExcusedTask)) == 1
    assert excused == ("ScoresAreSeen" not in outcomes)
    assert {_scores(session, one).has_excused for one in sittings} == {excused}
    assert list(discrepancies(session)) == []


def test_hr_excuses_a_task_on_a_page_and_says_for_whom(session, signed_in):
    panel = a_panel(2)
    panel.hr.locale = "en"
    sitting, client = allocated(panel), signed_in(panel.hr)
    session.commit()
    here, item = f"/openings/{panel.opening.public_id}/scoring/excuse", panel.letters[0]
    told = {"task": str(item.id), "reason": REASON}

    assert "answered by 1 of 1 who have handed in" in client.get(here).text
    for sent, sentence in [
        ({}, "Choose one of the two."),
        ({"whom": "one"}, "Give the code of the candidate."),
        ({"whom": "all", "code": "K-7F3K"}, "For everybody, no code is needed."),
        ({"whom": "one", "code": "K-XXXX"}, "has this code"),
    ]:
        refused = client.send(here, **told, **sent)
        assert (refused.status_code, sentence in refused.text) == (422, True)
    code = sitting.application.code.lower()
    assert client.send(here, **told, whom="one", code=code).status_code == 302

    assert session.scalars(select(ExcusedTask.sitting_id)).all() == [sitting.id]


def test_two_people_of_hr_excuse_a_task_on_pages_once_a_score_can_be_seen(session, signed_in):
    second = UserFactory(roles=[Role.HR], locale="en")
    panel = a_panel(2, letters=2)
    panel.hr.locale = "en"
    panel.opening.members.append(OpeningMember(user=second, role=MemberRole.HR))
    sitting, item = _scored(panel, 4, 1), panel.letters[1]
    session.commit()
    scoring, application = f"/openings/{panel.opening.public_id}/scoring", sitting.application

    mine = signed_in(panel.hr)
    sent = {"task": str(item.id), "whom": "one", "code": application.code, "reason": REASON}
    assert mine.send(f"{scoring}/excuse", **sent).status_code == 302
    assert "Now a second person of HR must agree" in mine.get(scoring).text
    [proposal] = session.scalars(select(ExcuseProposal)).all()
    here = f"{scoring}/proposals/{proposal.public_id}"
    own = mine.get(here).text
    assert ("Take it back" in own, "Do you agree?" in own) == (True, False)
    assert "needs your decision" not in mine.get("/").text

    theirs = signed_in(second)
    assert "1 proposal about what counts needs your decision" in theirs.get("/").text
    assert REASON in theirs.get(f"{scoring}/proposals").text
    assert theirs.send(here, reason=REASON).status_code == 422  # not said whether
    assert theirs.send(here, agreed="yes", reason=REASON).status_code == 302

    session.expire_all()
    assert _scores(session, sitting).total == Decimal("4.00")
    assert theirs.get(here).status_code == 404
    assert mine.get(f"{scoring}/proposals/%E2%80%AE").status_code == 404


def test_an_opening_under_the_first_rule_knows_no_excuses(signed_in, session):
    panel = a_panel(2, score_rule="task-means")

    page = signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/scoring/excuse")

    assert page.status_code == 404
