"""Why a task stands without an answer, decided from how far the candidate came."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from hiring import clock
from hiring.accounts.rules import SYSTEM, Audience
from hiring.openings.actions import stop_use
from hiring.openings.models import Opening
from hiring.scoring import actions, queries
from hiring.scoring.gaps import SectionWalk, gaps
from hiring.scoring.models import Review
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.queries.gaps import gaps_of_sittings
from hiring.scoring.scores import Cell, CellKind, Gap, Missing
from tests.factories.banks import hashed_anew
from tests.factories.scoring import LETTER, a_panel, allocated, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.postgres import on_both


@pytest.mark.parametrize(
    ("begun", "ran_out", "reached", "expected"),
    [
        (False, False, set(), [Gap.NOT_BEGUN] * 3),
        (True, False, {1}, [Gap.LEFT_EMPTY] * 3),
        (True, True, {1}, [Gap.LEFT_EMPTY, Gap.NOT_REACHED, Gap.NOT_REACHED]),
        (True, True, {2}, [Gap.LEFT_EMPTY, Gap.LEFT_EMPTY, Gap.NOT_REACHED]),
        (True, True, set(), [Gap.NOT_REACHED] * 3),
    ],
)
def test_not_reached_is_what_stands_behind_the_last_task_reached_when_time_ran_out(
    begun, ran_out, reached, expected
):
    found = gaps([SectionWalk((1, 2, 3), begun, ran_out)], reached)

    assert [found[task] for task in (1, 2, 3)] == expected


def _first_letter_only(panel):
    """Return a sitting in which the first of the letters was written and the others were not."""
    sitting = handed_in(panel, None)
    AnswerRevisionFactory(sitting=sitting, item=panel.letters[0], value={"text": LETTER})
    return sitting


@on_both
def test_the_clock_of_a_section_tells_what_was_not_reached(session):
    panel = a_panel(2, letters=2)
    sitting = _first_letter_only(panel)
    [clock_of_section] = sitting.sections
    first, second = (item.id for item in panel.letters)

    clock_of_section.finished_at = clock_of_section.closes_at - timedelta(minutes=1)
    session.flush()
    assert gaps_of_sittings(session, [sitting.id])[sitting.id][second] is Gap.LEFT_EMPTY

    clock_of_section.finished_at = clock_of_section.closes_at
    session.flush()
    assert gaps_of_sittings(session, [sitting.id])[sitting.id][second] is Gap.NOT_REACHED
    assert gaps_of_sittings(session, [sitting.id])[sitting.id][first] is Gap.LEFT_EMPTY


@on_both
def test_a_section_that_was_never_begun_is_told_as_such(session):
    panel = a_panel(2, letters=2)
    sitting = _first_letter_only(panel)
    for each in list(sitting.sections):
        session.delete(each)
    session.flush()

    assert set(gaps_of_sittings(session, [sitting.id])[sitting.id].values()) == {Gap.NOT_BEGUN}


@on_both
def test_settling_scores_an_empty_answer_as_level_1_that_nobody_gave(session):
    panel = a_panel(2, letters=2)
    sitting = _first_letter_only(panel)
    actions.allocate_reviews(session, sitting.id)
    for review in session.query(Review).order_by(Review.id):
        locked(review, 4)
    actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))

    scores = queries.scores_of_application(session, sitting.application_id).scores

    assert scores.total == Decimal("2.50")  # (4 + 1) / 2 in both competencies
    assert scores.of("COMW").cells == (
        Cell(panel.letters[0].id, CellKind.GIVEN, 4),
        Cell(panel.letters[1].id, CellKind.NOT_ANSWERED, 1, Gap.LEFT_EMPTY),
    )
    assert list(discrepancies(session)) == []


@on_both
def test_who_answered_nothing_is_settled_without_a_total(session):
    sitting = allocated(a_panel(2), None)

    found = queries.scores_of_application(session, sitting.application_id)

    assert (found.scores.total, found.rule.name) == (None, "cells")
    assert [one.missing for one in found.scores.competencies] == [Missing.NO_ANSWER, Missing.NO_ANSWER]


@on_both
def test_an_opening_opened_under_the_first_rule_keeps_it(session):
    panel = a_panel(2, letters=2, score_rule="task-means")
    sitting = _first_letter_only(panel)
    actions.allocate_reviews(session, sitting.id)
    for review in session.query(Review).order_by(Review.id):
        locked(review, 4)
    actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))

    found = queries.scores_of_application(session, sitting.application_id)

    assert (found.rule.name, found.scores.total) == ("task-means", Decimal("4.00"))
    assert session.get_one(Opening, panel.opening.id).score_rule == "task-means"
    assert list(discrepancies(session)) == []


def _own(client):
    """Return what the page of status says of each task, as text."""
    page = client.get("/candidate/status").text
    return re.findall(r"<li>[^<]*\(id\): ([^<]*)</li>", page)


def test_a_candidate_sees_how_each_task_counts_and_nothing_of_its_level(session, signed_in):
    panel = a_panel(2, letters=3, key_confirmed=True)
    sitting = _first_letter_only(panel)
    client = signed_in(sitting.application, Audience.CANDIDATE)
    assert _own(client) == []  # the answers have not been handed out yet

    actions.allocate_reviews(session, sitting.id)
    third = panel.letters[2]
    actions.excuse_for_candidate(session, sitting.application, third, "Berkasnya rusak.", by=SYSTEM)
    for review in session.query(Review).filter_by(sitting_id=sitting.id, state="allocated"):
        locked(review, 4)
    session.commit()

    assert _own(client) == [
        "dijawab: dibaca oleh penilai",
        "dibiarkan kosong: dihitung sebagai tingkat 1",
        "dikecualikan: tidak dihitung",
        "dibiarkan kosong: dihitung sebagai tingkat 1",
    ]
    stop_use(session, sitting.application, by=SYSTEM)
    session.commit()
    assert _own(client) == []  # they are not used


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("id", "dijawab: dihitung dengan kunci jawaban yang belum disahkan para ahli"),
        ("en", "answered: counted with an answer key that experts have not confirmed yet"),
    ],
)
def test_a_candidate_is_told_that_a_task_counts_by_a_provisional_key(session, signed_in, locale, sentence):
    panel = a_panel(2, key_provisional=True, provisional_keys_count=True)
    sitting = handed_in(panel)
    sitting.application.locale = locale
    value = {"most": "C", "least": "A"}
    AnswerRevisionFactory(sitting=sitting, item=panel.scenario, part="choice", value=value)
    actions.allocate_reviews(session, sitting.id)
    session.commit()

    page = signed_in(sitting.application, Audience.CANDIDATE).get("/candidate/status").text

    assert f"Angry group ({locale}): {sentence}" in page


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("id", "dibaca oleh penilai, dan pilihan Anda dihitung dengan kunci jawaban yang belum disahkan"),
        ("en", "people read it, and what you chose is counted with an answer key that experts have not"),
    ],
)
def test_a_candidate_is_told_of_the_key_also_where_people_read_a_part(session, signed_in, locale, sentence):
    panel = a_panel(2, key_provisional=True, provisional_keys_count=True)
    both, written = panel.scenario, panel.letters[0].content["parts"][0]
    both.content = {**both.content, "parts": [*both.content["parts"], written]}
    hashed_anew(both)
    sitting = handed_in(panel)
    sitting.application.locale = locale
    value = {"most": "C", "least": "A"}
    AnswerRevisionFactory(sitting=sitting, item=both, part="choice", value=value)
    AnswerRevisionFactory(sitting=sitting, item=both, part=written["key"], value={"text": "Baik."})
    actions.allocate_reviews(session, sitting.id)
    session.commit()

    page = signed_in(sitting.application, Audience.CANDIDATE).get("/candidate/status").text

    assert sentence in page
