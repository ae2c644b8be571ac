"""Scores, ratings and progress as HR and the dossier read them."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.db.keyset import Cursor
from hiring.openings.models import Application
from hiring.scoring import actions, queries
from hiring.scoring.models import Review, ScoringCounts
from hiring.scoring.queries import Need, RatingRow, counting
from hiring.scoring.queries.counting import review_counts
from hiring.scoring.rules import ReviewCounts
from hiring.scoring.scores import Missing
from tests.factories.rubrics import both
from tests.factories.scoring import LETTER, REASON, a_panel, allocated, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.postgres import on_both
from tests.statements import statements_noted


def _reviews(session, sitting):
    return list(session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id)))


def _settle(session, sitting):
    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))


def _scored(session, panel, *levels):
    """Return a sitting whose reviews got these levels, in order, settled."""
    sitting = allocated(panel)
    for review, level in zip(_reviews(session, sitting), levels, strict=True):
        locked(review, level)
    _settle(session, sitting)
    return sitting


# Scores


@on_both
def test_scores_are_those_of_settled_applications_only(session):
    panel = a_panel(2)
    done, waiting = _scored(session, panel, 4, 3), allocated(panel)

    assert queries.scores_of_application(session, done.application_id).scores.total == Decimal("3.50")
    assert queries.scores_of_application(session, waiting.application_id) is None


def test_a_task_with_the_same_code_from_another_bank_is_another_task(session):
    panel = a_panel(1, letters=2, raters_per_answer=1)
    panel.letters[1].content = panel.letters[0].content
    sitting = allocated(panel)
    for review, level in zip(_reviews(session, sitting), (2, 5), strict=True):
        locked(review, level)
    _settle(session, sitting)

    comw = queries.scores_of_application(session, sitting.application_id).scores.of("COMW")

    assert (comw.score, comw.n_tasks) == (Decimal("3.50"), 2)


def test_under_the_first_rule_an_unanswered_task_counts_as_asked_not_as_zero(session):
    panel = a_panel(1, letters=2, raters_per_answer=1, score_rule="task-means")
    sitting = handed_in(panel, text=None)
    AnswerRevisionFactory(sitting=sitting, item=panel.letters[0], value={"text": LETTER})
    actions.allocate_reviews(session, sitting.id)
    locked(_reviews(session, sitting)[0], 4)
    _settle(session, sitting)

    comw = queries.scores_of_application(session, sitting.application_id).scores.of("COMW")

    assert (comw.score, comw.n_tasks, comw.n_answered, comw.n_asked) == (Decimal("4.00"), 1, 1, 2)


def test_a_sitting_without_any_answer_is_settled_without_a_score(session):
    panel = a_panel(2)
    sitting = allocated(panel, text=None)

    scores = queries.scores_of_application(session, sitting.application_id).scores

    assert (scores.total, scores.weight_covered) == (None, Decimal("0.00"))
    assert [one.missing for one in scores.competencies] == [Missing.NO_ANSWER, Missing.NO_ANSWER]


def test_a_competency_that_no_rated_task_measures_says_so(session):
    panel = a_panel(1, raters_per_answer=1, competencies=[("COMW", 60), ("ADAP", 40)])
    sitting = _scored(session, panel, 4)

    scores = queries.scores_of_application(session, sitting.application_id).scores

    assert scores.of("ADAP").missing is Missing.NO_TASK
    assert scores.weight_covered == Decimal("60.00")


def test_drafts_conflicts_and_reviews_taken_back_do_not_count(session):
    panel = a_panel(3)
    sitting = allocated(panel)
    first, second = _reviews(session, sitting)
    actions.declare_conflict(session, first, "Kandidat ini sepupu saya.", by=SYSTEM)
    third = _reviews(session, sitting)[-1]
    locked(second, 2), locked(third, 4)
    _settle(session, sitting)

    assert queries.scores_of_application(session, sitting.application_id).scores.total == Decimal("3.00")


def test_where_reviewers_differ_is_found_by_the_tolerance_of_the_opening(session):
    strict, lenient = a_panel(2, tolerance=2), a_panel(2, tolerance=3)
    for panel in (strict, lenient):
        _scored(session, panel, 4, 2)

    assert [one.number for one in _needy(session, strict.hr, Need.DIFFERING)] == [1]
    assert _needy(session, lenient.hr, Need.DIFFERING) == []
    [one] = queries.differing_applications(strict.opening.id).page(session, Cursor(), size=9).rows
    assert (one.differences, one.widest, one.competencies) == (
        2,
        2,
        (both("Competency COMW"), both("Competency NETW")),
    )


def test_a_decided_application_no_longer_needs_anybody(session):
    panel = a_panel(2)
    _scored(session, panel, 5, 1).application.stage = "decided"
    session.flush()

    assert _needy(session, panel.hr, Need.DIFFERING) == []


def _count(session, deed):
    with statements_noted() as made:
        deed()
    return len(made)


def _first_page(wanted):
    return lambda session, opening: wanted(opening.id).page(session, Cursor(), size=50)


def _needy(session, hr, need):
    return queries.needy_openings(session, hr.id, need, most=9)[need]


def _progress(session, opening):
    return queries.progress_of_opening(session, opening.id, queries.scoring_frame(session, opening))


@pytest.mark.thorough
@pytest.mark.parametrize(
    "ask",
    [
        _progress,
        _first_page(queries.differing_applications),
        _first_page(queries.unallocated_in),
        _first_page(queries.declared_conflicts),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_number_of_candidates(session, ask):
    panel = a_panel(2)
    _scored(session, panel, 3, 4)
    ask(session, panel.opening)  # tasks are read once per process
    few = _count(session, lambda: ask(session, panel.opening))
    for _ in range(6):
        _scored(session, panel, 3, 4)

    assert _count(session, lambda: ask(session, panel.opening)) == few <= 8


# Ratings


def _rated(session, application_id):
    sitting = queries.sitting_of_application(session, application_id)
    application = session.get_one(Application, application_id)
    return queries.ratings_of_sitting(
        session, sitting, queries.competencies_of_opening(session, application.opening_id), {}
    )


@on_both
def test_ratings_of_an_application_stand_by_task_with_letters_for_reviewers(session):
    panel = a_panel(2)
    sitting = allocated(panel)
    first, second = _reviews(session, sitting)
    locked(second, None)
    locked(first, 4, quote="surat Ibu")
    _settle(session, sitting)

    found = _rated(session, sitting.application_id)

    letter, closed = found.tasks
    assert list(found.letters.values()) == ["A", "B"]
    assert letter.ratings == tuple(
        rating
        for code in ("COMW", "NETW")
        for rating in (
            RatingRow("A", code, 4, False, REASON, "surat Ibu", False, "id"),
            RatingRow("B", code, 1, False, REASON, "", True, "id"),
        )
    )
    assert [part.answer and part.answer.value for part in letter.parts] == [{"text": LETTER}, None]
    assert (closed.competencies, closed.ratings) == ((), ())


def test_before_it_is_settled_there_are_answers_but_no_ratings(session):
    sitting = allocated(a_panel(2))
    for review in _reviews(session, sitting):
        locked(review)

    found = _rated(session, sitting.application_id)

    assert found.letters == {}
    assert found.tasks[0].parts[0].answer.value == {"text": LETTER}
    assert all(task.ratings == () for task in found.tasks)


def test_an_application_that_never_began_has_no_sitting(session):
    assert queries.sitting_of_application(session, 4711) is None


# Progress


@on_both
def test_a_great_opening_is_counted_by_a_worker_and_says_when(session, monkeypatch, work):
    monkeypatch.setattr(counting, "MOST_COUNTED_AT_ONCE", 1)
    panel = a_panel(2)
    allocated(panel)
    session.commit()
    work()
    assert _progress(session, panel.opening).counted_at is None  # one answer is few

    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False) as time:
        locked(_reviews(session, allocated(panel))[0])
        session.commit()
        time.shift(timedelta(minutes=1))
        work()
        asked_at = clock.now()

    progress = _progress(session, panel.opening)
    assert (progress.locked, progress.wanted, progress.counted_at) == (1, 4, asked_at)
    assert review_counts(session, panel.opening.id) == ReviewCounts.from_json(
        session.get(ScoringCounts, panel.opening.id).counts
    )


@on_both
def test_progress_counts_reviews_by_task_and_by_reviewer(session):
    panel = a_panel(2, letters=2)
    first, second = allocated(panel), allocated(panel)
    locked(_reviews(session, first)[0])
    session.flush()

    progress = _progress(session, panel.opening)

    assert [
        (one.code, one.count.answers, one.count.wanted, one.count.locked, one.count.open, one.missing)
        for one in progress.tasks
    ] == [
        ("T90", 2, 4, 1, 3, 0),
        ("T91", 2, 4, 0, 4, 0),
    ]
    assert sorted((one.count.locked, one.open) for one in progress.reviewers) == [(0, 4), (1, 3)]
    assert (progress.locked, progress.wanted, progress.counted_at) == (1, 8, None)
    assert second.id != first.id


def test_a_reviewer_who_left_with_open_reviews_is_shown_as_gone(session):
    panel = a_panel(2)
    allocated(panel)
    panel.reviewers[0].active = False
    session.flush()

    gone = {one.name: one.in_panel for one in _progress(session, panel.opening).reviewers}

    assert gone == {panel.reviewers[0].name: False, panel.reviewers[1].name: True}
