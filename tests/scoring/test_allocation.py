"""Every answer gets its reviewers: balanced, once, and again when one steps aside."""

from collections import Counter

import pytest
from sqlalchemy import select

from hiring.accounts.models import UserRole
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.models import AuditEntry
from hiring.openings.actions import withdraw
from hiring.openings.models import OpeningMember
from hiring.openings.rules import Stage
from hiring.scoring import actions, queries
from hiring.scoring.models import AnswerToRate, Review, Settlement
from hiring.scoring.queries import Need
from hiring.scoring.queries.allocation import open_load, open_reviews_of, sittings_that_lack
from hiring.scoring.rules import ReviewState
from hiring.sittings.events import SittingHandedIn
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import OpeningFactory
from tests.factories.scoring import a_panel, allocated, handed_in, locked, waiting_answers
from tests.factories.sittings import AnswerRevisionFactory
from tests.postgres import on_both
from tests.trail import told


def _reviews(session, *conditions):
    return list(session.scalars(select(Review).where(*conditions).order_by(Review.id)))


def _events(session, name):
    return list(session.scalars(select(AuditEntry).where(AuditEntry.event == name).order_by(AuditEntry.id)))


@on_both
def test_every_answer_gets_as_many_reviewers_as_the_opening_asks_for(session):
    panel = a_panel(4, letters=2)

    sitting = allocated(panel)

    reviews = _reviews(session)
    assert Counter(review.item_id for review in reviews) == {item.id: 2 for item in panel.letters}
    assert len({(review.item_id, review.reviewer_id) for review in reviews}) == 4
    assert sitting.application.stage == Stage.HANDED_IN
    assert [entry.details["count"] for entry in _events(session, "scoring.reviews_allocated")] == [4]


@on_both
def test_allocating_again_changes_nothing(session):
    panel = a_panel(4, letters=2)
    sitting = allocated(panel)
    before = [(review.id, review.reviewer_id, review.pseudonym) for review in _reviews(session)]

    made = actions.allocate_reviews(session, sitting.id)

    assert made == 0
    assert [(review.id, review.reviewer_id, review.pseudonym) for review in _reviews(session)] == before
    assert len(_events(session, "scoring.reviews_allocated")) == 1


def test_the_work_is_spread_evenly_over_the_panel(session):
    panel = a_panel(4)
    for _ in range(10):
        allocated(panel)

    assert Counter(review.reviewer_id for review in _reviews(session)) == {
        reviewer.id: 5 for reviewer in panel.reviewers
    }


def test_who_already_has_much_to_do_elsewhere_gets_less(session):
    busy, *others = [UserFactory(roles=[Role.REVIEWER]) for _ in range(3)]
    for _ in range(3):
        allocated(a_panel([busy], raters_per_answer=1))

    panel = a_panel([busy, *others])
    allocated(panel)

    assert {review.reviewer_id for review in _reviews(session, Review.opening_id == panel.opening.id)} == {
        other.id for other in others
    }


def test_answers_of_who_withdrew_are_no_work_any_more(session):
    panel = a_panel(1, raters_per_answer=1)
    for _ in range(5):
        application = allocated(panel).application
        withdraw(session, application, by=SYSTEM)
        actions.end_reviews(session, application.id)
    reviewer = panel.reviewers[0]

    assert open_load(session, [reviewer.id]) == {reviewer.id: 0}
    assert open_reviews_of(session, panel.opening.id, reviewer.id) == []
    everything = [review.id for review in _reviews(session)]
    assert actions.release_reviews(session, everything, by=SYSTEM) == 0


def test_pairs_of_reviewers_are_mixed_so_that_no_two_always_judge_together(session):
    panel = a_panel(4)
    for _ in range(24):
        allocated(panel)

    pairs = Counter(
        frozenset(review.reviewer_id for review in _reviews(session, Review.sitting_id == sitting_id))
        for sitting_id in set(session.scalars(select(Review.sitting_id)))
    )

    assert len(pairs) > 3


def test_pseudonyms_of_one_answer_are_unlike_and_tell_the_reviewers_nothing_in_common(session):
    panel = a_panel(2)
    for _ in range(5):
        allocated(panel)

    reviews = _reviews(session)

    assert len({review.pseudonym for review in reviews}) == 10
    assert len({review.shuffle for review in reviews}) == 10


def test_an_empty_answer_gets_no_review_and_the_sitting_is_settled_at_once(session):
    sitting = allocated(a_panel(2), text=None)

    assert _reviews(session) == []
    assert sitting.application.stage == Stage.SCORED
    assert session.get(Settlement, sitting.id) is not None
    assert len(_events(session, "scoring.settled")) == 1


def test_only_the_answered_tasks_are_reviewed(session):
    panel = a_panel(2, letters=2)
    sitting = handed_in(panel, text=None)
    AnswerRevisionFactory(sitting=sitting, item=panel.letters[1], part="b", value={"text": "Kapan?"})

    actions.allocate_reviews(session, sitting.id)

    assert {review.item_id for review in _reviews(session)} == {panel.letters[1].id}


def test_what_came_late_or_was_put_aside_is_not_what_was_handed_in(session):
    panel = a_panel(2)
    sitting = handed_in(panel, text=None)
    for revision, flag in enumerate(("late", "superseded"), 1):
        AnswerRevisionFactory(sitting=sitting, item=panel.letters[0], revision=revision, **{flag: True})

    actions.allocate_reviews(session, sitting.id)

    assert _reviews(session) == []


def test_a_text_that_was_deleted_before_handing_in_is_no_answer(session):
    panel = a_panel(2)
    sitting = handed_in(panel, "Yth. Ibu Lastri")
    AnswerRevisionFactory(sitting=sitting, item=panel.letters[0], revision=2, value={"text": "  "})

    actions.allocate_reviews(session, sitting.id)

    assert _reviews(session) == []


def test_tasks_that_measure_nothing_of_the_rubric_are_not_reviewed(session):
    sitting = allocated(a_panel(2, competencies=[("EVNT", 100)]))

    assert _reviews(session) == []
    assert sitting.application.stage == Stage.SCORED


@pytest.mark.parametrize("stage", ["sitting", "withdrawn", "expired", "scored", "decided"])
def test_nothing_is_allocated_for_an_application_that_is_not_waiting_for_it(session, stage):
    sitting = handed_in(a_panel(2))
    sitting.application.stage = stage

    assert actions.allocate_reviews(session, sitting.id) == 0
    assert _reviews(session) == []


def test_handing_in_makes_the_worker_allocate(session, work):
    sitting = handed_in(a_panel(2))
    from hiring import audit

    audit.record(
        session,
        SittingHandedIn(sitting.application.opening_id, sitting.application_id, sitting.id, "R-1", False, 1),
        by=SYSTEM,
    )
    work()

    assert len(_reviews(session)) == 2


def test_only_active_reviewers_who_do_not_know_the_names_are_given_answers(session):
    fit, gone, demoted, also_hr = [UserFactory(roles=[Role.REVIEWER, Role.HR]) for _ in range(4)]
    panel = a_panel([fit, gone, demoted, also_hr])
    gone.active = False
    session.delete(session.get(UserRole, (demoted.id, Role.REVIEWER)))
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=also_hr.id, role="hr"))
    session.flush()

    allocated(panel)

    assert [review.reviewer_id for review in _reviews(session)] == [fit.id]


# When there are too few


def test_an_answer_without_enough_reviewers_is_shown_to_hr(session):
    panel = a_panel(1)
    sitting = allocated(panel)

    short = waiting_answers(session, panel)

    assert [(one.code, one.task_code, one.allocated, one.wanted) for one in short] == [
        (sitting.application.code, "T90", 1, 2)
    ]
    [needy] = queries.needy_openings(session, panel.hr.id, Need.LACKING, most=9)[Need.LACKING]
    assert needy.number == 1


def test_a_reviewer_who_joins_the_panel_gets_the_answers_that_wait(session):
    panel = a_panel(1)
    allocated(panel)
    newcomer = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=newcomer.id, role="reviewer"))
    session.flush()

    lacking = sittings_that_lack(session, panel.opening.id)
    made = actions.allocate_missing(session, lacking, by=actor_of(panel.hr))

    assert made == 1
    assert {review.reviewer_id for review in _reviews(session)} == {panel.reviewers[0].id, newcomer.id}
    assert waiting_answers(session, panel) == []


def test_answers_of_other_openings_and_of_withdrawn_applications_do_not_count_as_waiting(session):
    panel, other = a_panel(1), a_panel(1)
    allocated(other)
    application = allocated(panel).application
    withdraw(session, application, by=SYSTEM)
    actions.end_reviews(session, application.id)

    assert waiting_answers(session, panel) == []
    assert queries.needy_openings(session, panel.hr.id, Need.LACKING, most=9)[Need.LACKING] == []


# Stepping aside


@on_both
def test_a_declared_conflict_gives_the_answer_to_somebody_who_has_not_seen_it(session):
    panel = a_panel(3)
    sitting = allocated(panel)
    review, other = _reviews(session)
    reviewer = session.get_one(type(panel.hr), review.reviewer_id)

    actions.declare_conflict(session, review, "Kandidat ini sepupu saya.", by=actor_of(reviewer))

    third = ({one.id for one in panel.reviewers} - {review.reviewer_id, other.reviewer_id}).pop()
    assert (review.state, review.conflict_reason) == (ReviewState.CONFLICT, "Kandidat ini sepupu saya.")
    assert [one.reviewer_id for one in _reviews(session, Review.id > other.id)] == [third]
    assert len(_events(session, "scoring.conflict_declared")) == 1
    assert session.get_one(AnswerToRate, (sitting.id, review.item_id)).raters == 2


def test_the_reason_of_a_conflict_does_not_stand_in_the_audit_trail(session):
    panel = a_panel(3)
    allocated(panel)
    review = _reviews(session)[0]

    actions.declare_conflict(session, review, "Kandidat ini sepupu saya.", by=actor_of(panel.reviewers[0]))

    assert "sepupu" not in str(told(session))


def test_without_anybody_left_the_answer_waits_for_hr(session):
    panel = a_panel(2)
    allocated(panel)
    review = _reviews(session)[0]

    actions.declare_conflict(session, review, "Kandidat ini sepupu saya.", by=actor_of(panel.reviewers[0]))

    assert [one.allocated for one in waiting_answers(session, panel)] == [1]


def test_declaring_the_same_conflict_twice_finds_one_other_reviewer(session):
    panel = a_panel(4)
    allocated(panel)
    review = _reviews(session)[0]

    for _ in range(2):
        actions.declare_conflict(session, review, "Kandidat sepupu saya.", by=actor_of(panel.reviewers[0]))

    assert len(_reviews(session)) == 3


def test_a_locked_review_can_no_longer_be_given_away(session):
    panel = a_panel(3)
    allocated(panel)
    review = locked(_reviews(session)[0])

    with pytest.raises(actions.AlreadyLocked):
        actions.declare_conflict(session, review, "Kandidat sepupu saya.", by=actor_of(panel.reviewers[0]))


@on_both
def test_hr_takes_open_reviews_back_and_others_get_them(session):
    panel = a_panel(3, letters=3)
    allocated(panel)
    absent = panel.reviewers[0]
    held = _reviews(session, Review.reviewer_id == absent.id)
    kept = locked(held[0])

    open_ones = open_reviews_of(session, panel.opening.id, absent.id)
    released = actions.release_reviews(session, open_ones, by=actor_of(panel.hr))

    assert released == len(held) - 1
    assert kept.state == ReviewState.LOCKED
    assert {review.state for review in held[1:]} == {ReviewState.RELEASED}
    assert waiting_answers(session, panel) == []


def test_only_reviews_of_that_opening_are_taken_back(session):
    reviewer = UserFactory(roles=[Role.REVIEWER])
    panel, other = (a_panel([reviewer], raters_per_answer=1) for _ in range(2))
    allocated(panel), allocated(other)

    open_ones = open_reviews_of(session, panel.opening.id, reviewer.id)
    actions.release_reviews(session, open_ones, by=actor_of(panel.hr))

    assert [review.state for review in _reviews(session, Review.opening_id == other.opening.id)] == [
        ReviewState.ALLOCATED
    ]


def test_an_opening_without_rubric_asks_for_no_reviews(session):
    opening = OpeningFactory(draft=True, assessment_version=None, rubric_version=None)

    assert queries.competencies_of_opening(session, opening.id) == ()
