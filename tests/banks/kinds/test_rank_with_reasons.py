"""Items put in order with reasons: what is kept, when it is finished, its points, how it is read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hiring.banks.answer_problems import NO_SUCH_PLACE, TOO_LONG, UNKNOWN_OPTION, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.rank_with_reasons.report import RankedOption, RankingAnswer
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.scoring_keys import keyed_points
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import RANK, options, task_of

PART = task_of(RANK).part("order")
KIND = kind_of(PART)
IN_ORDER = {"A": 2, "B": 1, "C": 3}
TWO_REASONS = {"B": "Warga menunggu.", "A": "Lalu kepala desa."}
WHOLE = {"places": IN_ORDER, "reasons": TWO_REASONS}


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        ({"places": {"A": 1, "B": None}}, ()),
        ({"places": {"A": 1, "B": 1}, "reasons": {"C": ""}}, ()),
        (WHOLE, ()),
        ({"order": ["A"]}, (WRONG_SHAPE,)),
        ({"places": ["A"]}, (WRONG_SHAPE,)),
        ({"places": None}, (WRONG_SHAPE,)),
        ({"places": {"A": True}}, (WRONG_SHAPE,)),
        ({"places": {"A": "1"}}, (WRONG_SHAPE,)),
        ({"places": {"A": 4}}, (NO_SUCH_PLACE,)),
        ({"places": {"A": 0}}, (NO_SUCH_PLACE,)),
        ({"places": {"D": 1}}, (UNKNOWN_OPTION,)),
        ({"reasons": {"D": "x"}}, (UNKNOWN_OPTION,)),
        ({"reasons": {"A": 3}}, (WRONG_SHAPE,)),
        ({"reasons": {"A": "x" * LONGEST_ANSWER, "B": "x"}}, (TOO_LONG,)),
    ],
)
def test_places_that_are_missing_or_doubled_are_unfinished_and_others_wrong(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"places": {}, "reasons": {"A": " \n"}}, False, False),
        ({"places": {"A": 1}}, False, True),
        ({"reasons": {"C": "Mendesak."}}, False, True),
        ({"places": {"A": 1, "B": 1, "C": 3}, "reasons": {"A": "a", "B": "b"}}, False, True),
        ({"places": IN_ORDER, "reasons": {"B": "b"}}, False, True),
        ({"places": IN_ORDER, "reasons": {"B": "b", "C": "c"}}, False, True),
        (WHOLE, True, True),
    ],
)
def test_it_is_finished_with_a_place_for_each_and_the_reasons_asked_for(value, finished, evidence):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


def test_a_form_without_a_script_keeps_what_was_chosen_and_every_word():
    form = {
        "part.order.A.place": "1",
        "part.order.B.place": "1",
        "part.order.C.place": "",
        "part.order.A.reason": "",
        "part.order.B.reason": "Baris satu\r\nbaris dua",
        "part.order.C.reason": "  ",
    }

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {"places": {"A": 1, "B": 1}, "reasons": {"B": "Baris satu\nbaris dua"}}


@pytest.mark.parametrize(
    ("places", "keyed", "percent", "most"),
    [
        ({"A": 1, "B": 2, "C": 3, "D": 4}, {"A": 1, "B": 2, "C": 3, "D": 4}, "100.00", "100.00"),
        ({"A": 4, "B": 3, "C": 2, "D": 1}, {"A": 1, "B": 2, "C": 3, "D": 4}, "0.00", "100.00"),
        ({"A": 2, "B": 1, "C": 3, "D": 4}, {"A": 1, "B": 2, "C": 3, "D": 4}, "75.00", "100.00"),
        # Mean places of a panel: the distance is 0.4 + 0.4 + 0.1 + 0.1, the largest one 8, and no
        # order comes nearer: it earns all the points there are.
        ({"A": 1, "B": 2, "C": 3, "D": 4}, {"A": 1.4, "B": 1.6, "C": 3.1, "D": 3.9}, "87.50", "87.50"),
    ],
)
def test_points_are_the_nearness_to_the_order_of_experts(places, keyed, percent, most):
    task = task_of({**RANK, "options": options("ABCD")}, key={"places": {"order": keyed}})

    score = keyed_points(task, {"order": {"places": places}})

    assert (score.points, score.of) == (Decimal(percent), Decimal(most))


@pytest.mark.parametrize("places", [{}, {"A": 1, "B": 2}, {"A": 1, "B": 1, "C": 2}])
def test_an_unfinished_order_is_missing_not_zero(places):
    task = task_of(RANK, key={"places": {"order": {"A": 1, "B": 2, "C": 3}}})

    assert keyed_points(task, {"order": {"places": places}}).missing == ("order",)


def test_a_key_may_be_left_out_but_must_fit_where_it_stands():
    expected = [
        each.expected for each in task_remarks(task_of(RANK, key={"places": {"order": {"A": 4}}}), None)
    ]

    assert "a number from 1 to 3" in expected
    assert "a value for every option; missing: B, C" in expected
    assert not [each for each in task_remarks(task_of(RANK), None) if each.path[:1] == ("parts",)]


def test_more_reasons_than_items_cannot_be_asked_for():
    remarks = list(task_remarks(task_of({**RANK, "reasons": 4}), None))

    assert [each.expected for each in remarks if each.path == ("parts", 0, "reasons")] == [
        "a number from 0 to 3"
    ]


def test_people_rate_it_and_may_quote_its_reasons_even_unfinished():
    task = replace(task_of(RANK), measures=(Measure(competency="COMW", weight=MeasureWeight.PRIMARY),))
    half = {"places": {"B": 1}, "reasons": {"C": "Nanti saja.", "B": "Warga menunggu."}}

    assert [part.key for part in open_parts(task)] == ["order"]
    assert words_to_quote(PART, half) == "Warga menunggu.\nNanti saja."
    assert needs_review(task, ["COMW"], {"order": half})
    assert not needs_review(task, ["COMW"], {"order": {"places": {}, "reasons": {}}})


def test_it_is_told_in_words_in_the_order_given():
    assert KIND.in_words(PART, {"places": {"C": 1}, "reasons": {"C": "Dulu.", "A": "Lalu."}}, "en") == (
        "1: C) Option C\nDulu.\n-: A) Option A\nLalu."
    )


def test_a_report_shows_every_item_in_the_order_given():
    assert KIND.for_report(PART, {"places": {"C": 1}, "reasons": {"C": "Dulu."}}, "en") == RankingAnswer(
        (
            RankedOption("C", "Option C", 1, "Dulu."),
            RankedOption("A", "Option A", None, ""),
            RankedOption("B", "Option B", None, ""),
        )
    )
