"""Control answers stand among live ones: who gets how many, and that nothing rests on them."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from hiring import clock
from hiring.scoring import actions
from hiring.scoring.models import EarlierDraft, Rating, Review
from hiring.scoring.queries.blind import blind_answer
from hiring.scoring.rules import DraftRating, ReviewDraft
from tests.at_once import outcomes_at_once
from tests.factories.banks import hashed_anew
from tests.factories.scoring import a_panel, allocated, handed_in, locked
from tests.postgres import on_both

WORDS = {"id": "Kontrol satu ditulis dalam bahasa ini.", "en": "Control one is written in this language."}


def with_controls(session, panel, number=2):
    """Give every letter so many control answers."""
    for item in panel.letters:
        item.content = item.content | {"controls": [control(each) for each in range(1, number + 1)]}
        hashed_anew(item)
    session.commit()
    return panel


def control(number, **levels):
    reason = {"id": "Alasan ahli", "en": "An expert's reason"}
    texts = {locale: {"text": f"{number} {words}"} for locale, words in WORDS.items()}
    levels = levels or {"COMW": 3, "NETW": 2}
    return {"levels": levels, "reasons": dict.fromkeys(levels, reason), "parts": {"a": texts}}


@pytest.fixture
def panel(session):
    return with_controls(session, a_panel(1, raters_per_answer=1, control_share=15))


def controls(session):
    return session.scalars(select(Review).where(Review.control.is_not(None)).order_by(Review.id)).all()


@on_both
def test_the_first_control_answer_comes_with_the_fifth_live_one_and_each_is_given_once(session, panel):
    given = []
    for _candidate in range(20):
        allocated(panel)
        given.append(len(controls(session)))

    assert given[:5] == [0, 0, 0, 0, 1]
    assert given[8:10] == [1, 2]  # 15 in 100 of ten are 1.5
    assert given[-1] == 2  # the task has no more
    assert sorted(each.control for each in controls(session)) == [1, 2]
    assert {each.reviewer_id for each in controls(session)} == {panel.reviewers[0].id}
    assert len({each.shuffle for each in controls(session)}) == 2


@on_both
def test_an_opening_that_asks_for_none_gives_none(session):
    panel = with_controls(session, a_panel(1, raters_per_answer=1))

    for _candidate in range(6):
        allocated(panel)

    assert controls(session) == []


@on_both
def test_it_is_shown_in_the_language_in_which_most_candidates_wrote(session, panel):
    for locale in ("en", "en", "en", "id", "id"):
        sitting = handed_in(panel)
        sitting.application.locale = locale
        session.flush()
        actions.allocate_reviews(session, sitting.id)

    (given,) = controls(session)
    answer = blind_answer(session, given.public_id)

    assert given.control_locale == "en"
    assert answer.parts[0].value("id") == {"text": f"{given.control} {WORDS['en']}"}
    assert (answer.open, answer.final, answer.masked, answer.drafted_before) == (True, True, True, False)


@on_both
def test_a_control_answer_is_locked_as_a_live_one_and_settles_nothing(session, panel):
    sittings = [allocated(panel) for _candidate in range(5)]
    (given,) = controls(session)

    locked(given, 4)

    assert (given.state, given.abstention) == ("locked", None)
    rated = session.scalars(select(Rating.level).where(Rating.review_id == given.id)).all()
    assert rated == [4, 4]
    assert {each.application.stage for each in sittings} == {"handed_in"}


@on_both
def test_what_cannot_be_judged_in_it_is_decided_by_nobody(session, panel):
    for _candidate in range(5):
        allocated(panel)
    (given,) = controls(session)

    locked(given, None, cannot_judge="unreadable")

    assert (given.state, given.abstention) == ("locked", None)


@on_both
def test_stepping_aside_from_it_keeps_no_reason_and_finds_nobody_else(session, panel):
    for _candidate in range(5):
        allocated(panel)
    (given,) = controls(session)
    before = session.scalar(select(func.count(Review.id)))

    actions.declare_conflict(session, given, "Saya mengenal penulisnya.", by=panel.reviewers[0])

    assert (given.state, given.conflict_reason) == ("conflict", None)
    assert session.scalar(select(func.count(Review.id))) == before


@on_both
def test_earlier_drafts_of_it_go_once_its_rating_is_final(session, panel, work):
    for _candidate in range(5):
        allocated(panel)
    (given,) = controls(session)
    for writer, level in (("tab-1", 4), ("tab-2", 2)):
        sent = ReviewDraft((DraftRating("COMW", level=level),), seen=given.draft_revision, writer=writer)
        actions.save_draft(session, given, sent, by=panel.reviewers[0])
    locked(given)

    work()
    within_the_minute = session.scalar(select(func.count(EarlierDraft.id)))
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        work()

    assert within_the_minute == 2
    assert session.scalar(select(func.count(EarlierDraft.id))) == 0


@on_both
def test_a_control_answer_that_was_read_does_not_come_again_with_another_text_of_the_task(session, panel):
    for _candidate in range(5):
        allocated(panel)
    (first,) = controls(session)
    other = a_panel(panel.reviewers, raters_per_answer=1, control_share=15)
    other.letters[0].bank_id = panel.letters[0].bank_id
    other.letters[0].content = other.letters[0].content | {"minutes": 25}
    with_controls(session, other)
    for _candidate in range(20):
        allocated(other)

    assert [each.control for each in controls(session)] == [first.control, 3 - first.control]


def test_an_answer_of_a_candidate_has_a_sitting_and_a_control_answer_has_none(session, panel):
    allocated(panel)
    review = session.scalars(select(Review)).one()
    session.commit()
    review.control, review.control_locale = 1, "id"

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@on_both
def test_candidates_who_hand_in_at_the_same_moment_bring_no_control_answer_twice(app, session, panel):
    for _candidate in range(4):
        allocated(panel)
    ids = [handed_in(panel).id for _candidate in range(4)]
    session.commit()

    given = outcomes_at_once(app, *(partial(_allocate, one) for one in ids))

    assert given == [1, 1, 1, 1]
    session.expire_all()
    assert len(controls(session)) == 1


def _allocate(sitting_id, mine):
    return actions.allocate_reviews(mine, sitting_id)
