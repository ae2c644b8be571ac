"""Drafts, locks, the minute of grace, and when a sitting is settled."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM
from hiring.audit.models import AuditEntry
from hiring.jobs.models import Job
from hiring.openings.rules import Stage
from hiring.scoring import actions, queries
from hiring.scoring.completeness import Lack
from hiring.scoring.models import ApplicationScore, Rating, Review, Settlement
from hiring.scoring.rules import DraftRating, ReviewDraft, ReviewState
from tests.at_once import outcomes_at_once
from tests.factories.accounts import actor_of
from tests.factories.rubrics import RubricVersionFactory
from tests.factories.scoring import REASON, a_panel, allocated, draft, handed_in, locked, waiting_answers
from tests.postgres import on_both

TEN = "2026-11-23 03:00:00+00:00"


def _review(session, panel=None) -> Review:
    allocated(panel or a_panel(2))
    return session.scalars(select(Review).order_by(Review.id)).first()


def _reviews(session):
    return list(session.scalars(select(Review).order_by(Review.id)))


def _events(session, name):
    session.commit()  # facts are written last
    return session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.event == name))


def _ratings(session, review):
    rows = session.scalars(select(Rating).where(Rating.review_id == review.id).order_by(Rating.id))
    return [(row.level, row.no_evidence, row.reason, row.quote) for row in rows]


def _started(review, writer="", seen=None, **rating):
    given = DraftRating("COMW", **({"level": 4} | rating))
    return ReviewDraft((given,), seen=review.draft_revision if seen is None else seen, writer=writer)


# Drafts


@on_both
def test_a_draft_may_be_half_done(session):
    review = _review(session)

    actions.save_draft(session, review, _started(review), by=SYSTEM)

    assert (review.state, review.draft_revision) == (ReviewState.DRAFT, 1)
    assert _ratings(session, review) == [(4, False, "", "")]


def test_an_application_is_being_scored_from_the_first_draft_on(session):
    sitting = allocated(a_panel(2))
    first, second = _reviews(session)
    assert sitting.application.stage == Stage.HANDED_IN

    actions.save_draft(session, first, ReviewDraft((), seen=0), by=SYSTEM)
    assert sitting.application.stage == Stage.HANDED_IN
    actions.save_draft(session, first, _started(first), by=SYSTEM)
    assert sitting.application.stage == Stage.SCORING
    actions.save_draft(session, second, _started(second), by=SYSTEM)
    assert sitting.application.stage == Stage.SCORING


def test_saving_the_same_draft_twice_is_saving_once(session):
    review = _review(session)
    sent = _started(review, writer="tab-1")

    actions.save_draft(session, review, sent, by=SYSTEM)
    actions.save_draft(session, review, sent, by=SYSTEM)

    assert review.draft_revision == 1
    assert len(_ratings(session, review)) == 1


def test_opening_and_saving_an_untouched_page_starts_no_draft(session):
    review = _review(session)

    actions.save_draft(session, review, ReviewDraft((DraftRating("COMW"), DraftRating("NETW"))), by=SYSTEM)

    assert (review.state, review.draft_revision) == (ReviewState.ALLOCATED, 0)


def test_a_page_may_follow_itself_even_when_the_answer_to_its_last_save_was_lost(session):
    review = _review(session)
    actions.save_draft(session, review, _started(review, "tab-1"), by=SYSTEM)

    actions.save_draft(session, review, _started(review, "tab-1", seen=0, level=5), by=SYSTEM)

    assert _ratings(session, review) == [(5, False, "", "")]


@pytest.mark.parametrize("writer", ["tab-2", ""])
def test_another_page_cannot_silently_overwrite_a_newer_draft(session, writer):
    review = _review(session)
    actions.save_draft(session, review, _started(review, "tab-1"), by=SYSTEM)

    with pytest.raises(actions.ChangedElsewhere):
        actions.save_draft(session, review, _started(review, writer, seen=0, level=1), by=SYSTEM)

    assert _ratings(session, review) == [(4, False, "", "")]


def test_another_page_that_has_seen_the_newer_draft_goes_on_from_it(session):
    review = _review(session)
    actions.save_draft(session, review, _started(review, "tab-1"), by=SYSTEM)

    actions.save_draft(session, review, _started(review, "tab-2", seen=1, level=1), by=SYSTEM)

    assert _ratings(session, review) == [(1, False, "", "")]


def test_competencies_that_the_task_does_not_measure_are_left_out(session):
    review = _review(session, a_panel(2, competencies=[("COMW", 60), ("EVNT", 40)]))

    actions.save_draft(
        session, review, ReviewDraft((DraftRating("EVNT", level=5), DraftRating("COMW", level=2))), by=SYSTEM
    )

    assert _ratings(session, review) == [(2, False, "", "")]


def test_a_newer_rubric_changes_nothing_of_what_an_opening_rates(session):
    panel = a_panel(2, letters=1)
    review = _review(session, panel)
    newer = RubricVersionFactory(
        rubric=panel.opening.rubric_version.rubric, number=2, competencies=[("COMW", 50), ("EVNT", 50)]
    )
    ratings = tuple(DraftRating(code, level=3, reason=REASON) for code in ("COMW", "EVNT", "NETW"))

    actions.lock_review(session, review, ReviewDraft(ratings), by=SYSTEM)

    frozen = {one.id for one in panel.opening.rubric_version.competencies}
    rated = set(session.scalars(select(Rating.competency_id).where(Rating.review_id == review.id)))
    assert (len(rated), rated <= frozen) == (2, True)
    assert rated.isdisjoint(one.id for one in newer.competencies)


@pytest.mark.parametrize("stage", ["withdrawn", "decided"])
def test_nothing_is_kept_for_an_application_that_needs_no_score_any_more(session, stage):
    sitting = allocated(a_panel(2))
    sitting.application.stage = stage
    session.flush()
    review = _reviews(session)[0]

    with pytest.raises(actions.NoLongerWanted):
        actions.save_draft(session, review, _started(review), by=SYSTEM)


# Locking


@on_both
def test_a_complete_review_is_locked(session):
    review = _review(session)

    with time_machine.travel(TEN, tick=False):
        locked(review, 4, quote="surat Ibu")

    assert review.state == ReviewState.LOCKED
    assert review.locked_at.isoformat() == "2026-11-23T03:00:00+00:00"
    assert _ratings(session, review) == [(4, False, REASON, "surat Ibu")] * 2
    assert _events(session, "scoring.review_locked") == 1


def test_what_is_missing_is_named_and_the_draft_is_kept(session):
    review = _review(session)

    with pytest.raises(actions.Incomplete) as refused:
        actions.lock_review(session, review, _started(review, reason="kurang"), by=SYSTEM)

    assert refused.value.lacks == [("COMW", Lack.REASON), ("NETW", Lack.LEVEL), ("NETW", Lack.REASON)]
    assert (review.state, _ratings(session, review)) == (ReviewState.DRAFT, [(4, False, "kurang", "")])


def test_a_quote_that_is_not_in_the_answer_is_refused(session):
    review = _review(session)

    with pytest.raises(actions.Incomplete) as refused:
        locked(review, quote="Saya berjanji ganti rugi")

    assert refused.value.lacks == [("COMW", Lack.QUOTE), ("NETW", Lack.QUOTE)]


def test_nothing_shown_can_be_locked_with_its_reason_and_is_level_1(session):
    review = locked(_review(session), None)

    assert _ratings(session, review) == [(1, False, REASON, "")] * 2
    assert [one.nothing_shown for one in queries.blind_answer(session, review.public_id).ratings] == [
        True
    ] * 2


def test_no_evidence_is_refused_where_scores_go_by_cells(session):
    with pytest.raises(actions.Incomplete) as refused:
        locked(_review(session), no_evidence=True)

    assert refused.value.lacks == [("COMW", Lack.LEVEL), ("NETW", Lack.LEVEL)]


def test_sending_the_same_lock_twice_locks_once(session):
    review = _review(session)
    sent = draft(review, 3)

    for _ in range(2):
        actions.lock_review(session, review, sent, by=SYSTEM)

    assert _events(session, "scoring.review_locked") == 1


def test_a_locked_review_does_not_change(session):
    review = locked(_review(session), 3)

    for deed in (actions.save_draft, actions.lock_review):
        with pytest.raises(actions.AlreadyLocked):
            deed(session, review, draft(review, 5), by=SYSTEM)

    assert _ratings(session, review) == [(3, False, REASON, "")] * 2


# Taking a lock back


@on_both
def test_a_lock_can_be_taken_back_within_a_minute(session):
    review = _review(session)
    with time_machine.travel(TEN, tick=False) as time:
        locked(review)
        time.shift(timedelta(seconds=59))

        actions.undo_lock(session, review, by=SYSTEM)

    assert (review.state, review.locked_at) == (ReviewState.DRAFT, None)
    assert _ratings(session, review) == [(3, False, REASON, "")] * 2
    assert _events(session, "scoring.review_unlocked") == 1


def test_after_the_minute_a_lock_stays(session):
    review = _review(session)
    with time_machine.travel(TEN, tick=False) as time:
        locked(review)
        time.shift(timedelta(seconds=60))

        with pytest.raises(actions.TooLateToUndo):
            actions.undo_lock(session, review, by=SYSTEM)

    assert review.state == ReviewState.LOCKED


@pytest.mark.parametrize("other_is_locked", [False, True])
def test_taking_back_does_not_depend_on_whether_the_other_reviewer_has_locked(session, other_is_locked):
    mine, other = (allocated(a_panel(2)), *_reviews(session))[1:]
    if other_is_locked:
        locked(other)
    locked(mine)

    actions.undo_lock(session, mine, by=SYSTEM)

    assert mine.state == ReviewState.DRAFT


def test_taking_back_what_is_open_changes_nothing(session):
    review = actions.undo_lock(session, _review(session), by=SYSTEM)

    assert review.state == ReviewState.ALLOCATED
    assert _events(session, "scoring.review_unlocked") == 0


# Settling


@on_both
def test_a_sitting_is_settled_by_the_worker_a_minute_after_its_last_lock(session, work):
    sitting = allocated(a_panel(2))
    with time_machine.travel(TEN, tick=False) as time:
        for review in _reviews(session):
            locked(review)
        time.shift(timedelta(seconds=59))
        work()
        assert sitting.application.stage == Stage.SCORING

        time.shift(timedelta(seconds=1))
        work()

    assert sitting.application.stage == Stage.SCORED
    assert _events(session, "scoring.settled") == 1


def test_a_lock_that_was_taken_back_and_set_again_is_settled_after_the_later_one(session, work):
    sitting = allocated(a_panel(1, raters_per_answer=1))
    review = _reviews(session)[0]
    with time_machine.travel(TEN, tick=False) as time:
        locked(review)
        time.shift(timedelta(seconds=30))
        actions.undo_lock(session, review, by=SYSTEM)
        locked(review)
        time.shift(timedelta(seconds=45))
        work()
        assert sitting.application.stage == Stage.SCORING
        time.shift(timedelta(seconds=15))
        work()

    assert sitting.application.stage == Stage.SCORED
    assert {job.state for job in session.scalars(select(Job).where(Job.kind == "scoring.settle"))} == {"done"}


def test_settling_twice_settles_once(session):
    sitting = allocated(a_panel(2))
    for review in _reviews(session):
        locked(review)
    later = clock.now() + timedelta(minutes=2)

    settled = [actions.settle_scoring(session, sitting.id, as_of=later) for _ in range(3)]

    assert settled == [True, False, False]
    assert _events(session, "scoring.settled") == 1


def test_one_open_review_keeps_the_sitting_from_being_settled(session):
    sitting = allocated(a_panel(2, letters=2))
    for review in _reviews(session)[1:]:
        locked(review)

    assert not actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))


def test_a_missing_reviewer_keeps_the_sitting_from_being_settled(session):
    sitting = allocated(a_panel(1))
    locked(_reviews(session)[0])

    assert not actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    assert sitting.application.stage == Stage.SCORING


def test_hr_lets_scores_stand_with_fewer_ratings_and_says_why(session):
    panel = a_panel(1)
    sitting = allocated(panel)
    with time_machine.travel(TEN, tick=False) as time:
        locked(_reviews(session)[0])
        time.shift(timedelta(minutes=2))
        actions.accept_fewer_ratings(
            session, sitting.application, "Penilai kedua sakit.", by=actor_of(panel.hr)
        )

    assert sitting.application.stage == Stage.SCORED
    assert session.get_one(Settlement, sitting.id).fewer_reason == "Penilai kedua sakit."
    assert (_events(session, "scoring.fewer_ratings_accepted"), _events(session, "scoring.settled")) == (1, 1)
    assert waiting_answers(session, panel) == []


def test_scores_cannot_stand_while_a_reviewer_is_still_at_work(session):
    panel = a_panel(1)
    sitting = allocated(panel)

    with pytest.raises(actions.StillBeingReviewed):
        actions.accept_fewer_ratings(session, sitting.application, "Sudah lama.", by=actor_of(panel.hr))


def test_a_withdrawn_application_is_never_settled(session):
    sitting = allocated(a_panel(2))
    for review in _reviews(session):
        locked(review)
    sitting.application.stage = "withdrawn"
    session.flush()

    assert not actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    assert session.get(Settlement, sitting.id) is None


# At the same time


def _lock(review_id):
    return lambda session: locked(session.get_one(Review, review_id)) and None


@on_both
def test_the_last_two_reviews_locked_at_once_settle_the_sitting_once(app, session, work):
    for _ in range(3):
        sitting = allocated(a_panel(2))
        ids = list(session.scalars(select(Review.id).where(Review.sitting_id == sitting.id)))
        session.commit()

        assert outcomes_at_once(app, *(_lock(review_id) for review_id in ids)) == [None, None]

        later = clock.now() + timedelta(minutes=2)
        settle = partial(actions.settle_scoring, sitting_id=sitting.id, as_of=later)
        assert sorted(outcomes_at_once(app, settle, settle)) == [False, True]
        written = select(func.count()).where(ApplicationScore.sitting_id == sitting.id)
        assert session.scalar(written) == 1
        session.refresh(sitting.application, ["stage"])
        assert sitting.application.stage == Stage.SCORED

    assert _events(session, "scoring.settled") == 3


@on_both
def test_ten_identical_locks_at_once_are_one(app, session):
    review = _review(session)
    sent = draft(review, 3)
    session.commit()

    def lock(other):
        actions.lock_review(other, other.get_one(Review, review.id), sent, by=SYSTEM)

    assert outcomes_at_once(app, *[lock] * 10) == [None] * 10
    assert _events(session, "scoring.review_locked") == 1


@on_both
def test_of_fifty_different_locks_at_once_one_is_kept_and_the_others_are_told_why(app, session):
    review = _review(session)
    sent = [draft(review, 1 + number % 5, reason=f"{REASON} {number}") for number in range(50)]
    session.commit()

    def lock(one):
        return lambda other: (
            actions.lock_review(other, other.get_one(Review, review.id), one, by=SYSTEM) and None
        )

    outcomes = outcomes_at_once(app, *map(lock, sent))

    refused = [one for one in outcomes if one is not None]
    assert len(refused) == 49
    assert {one.sentence for one in refused} == {"This review is locked and can no longer change."}
    session.expire_all()
    assert {row[2] for row in _ratings(session, review)} <= {one.ratings[0].reason for one in sent}
    assert (len(_ratings(session, review)), _events(session, "scoring.review_locked")) == (2, 1)


@on_both
def test_taking_back_and_settling_at_once_never_settles_an_open_review(app, session):
    for _ in range(5):
        sitting = allocated(a_panel(1, raters_per_answer=1))
        review = session.scalars(select(Review).where(Review.sitting_id == sitting.id)).one()
        locked(review)
        session.commit()
        later = clock.now() + timedelta(minutes=2)

        outcomes_at_once(
            app,
            lambda other, id_=review.id: actions.undo_lock(other, other.get_one(Review, id_), by=SYSTEM),
            lambda other, id_=sitting.id, at=later: actions.settle_scoring(other, id_, as_of=at),
        )

        session.expire_all()
        state = session.get_one(Review, review.id).state
        assert (session.get(Settlement, sitting.id) is None) == (state == ReviewState.DRAFT)


@on_both
def test_allocating_the_same_sitting_at_once_gives_each_answer_its_reviewers_once(app, session):
    sitting = handed_in(a_panel(5, letters=2))
    session.commit()

    made = outcomes_at_once(app, *[lambda other: actions.allocate_reviews(other, sitting.id)] * 3)

    assert sorted(made) == [0, 0, 4]
    assert session.scalar(select(func.count()).select_from(Review)) == 4


@on_both
def test_two_reviewers_stepping_aside_at_once_do_not_bring_in_the_same_third_twice(app, session):
    panel = a_panel(3)
    allocated(panel)
    ids = list(session.scalars(select(Review.id)))
    session.commit()

    def step_aside(review_id):
        return lambda other: (
            actions.declare_conflict(other, other.get_one(Review, review_id), "Sepupu saya.", by=SYSTEM)
            and None
        )

    assert outcomes_at_once(app, *(step_aside(review_id) for review_id in ids)) == [None, None]
    session.expire_all()
    assert [one.allocated for one in waiting_answers(session, panel)] == [1]
    assert session.scalar(select(func.count()).select_from(User)) == 4
