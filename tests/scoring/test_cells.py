"""The rule of cells: worked examples, and its law: nobody gains by leaving something out."""

import csv
import json
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.scoring.cells import cell_scores, cells_of, competency_means, rounded, total_of
from hiring.scoring.scores import (
    CELLS,
    AskedTask,
    Cell,
    CellKind,
    Difference,
    Excuse,
    Gap,
    GivenRating,
    KeyedLevel,
    Missing,
    Policy,
    RaterMean,
    ScoreInput,
    WeightedCompetency,
)

COMW, NETW = WeightedCompetency("COMW", 60), WeightedCompetency("NETW", 40)
BOTH = frozenset({"COMW", "NETW"})


def _given(tasks, ratings, competencies=(COMW, NETW), tolerance=2):
    return ScoreInput(Policy(tuple(competencies), tolerance, 2, CELLS), tuple(tasks), tuple(ratings))


def _task(number, competencies=BOTH, *, answered=True, **values):
    return AskedTask(number, frozenset(competencies), answered=answered, **values)


def _rated(task, *levels, competency="COMW"):
    return [
        GivenRating(task, rater, competency, 1 if level == "nothing" else level, level == "nothing")
        for rater, level in enumerate(levels, 1)
    ]


# Worked by hand


def test_an_empty_answer_counts_as_level_1_in_everything_its_task_measures():
    # COMW (4 + 1) / 2 = 2.5; NETW 1. 0.6 * 2.5 + 0.4 * 1 = 1.9.
    tasks = [_task(1, {"COMW"}), _task(2, answered=False, gap=Gap.LEFT_EMPTY)]

    scores = cell_scores(_given(tasks, _rated(1, 4, 4)))

    assert [one.score for one in scores.competencies] == [Decimal("2.50"), Decimal("1.00")]
    assert (scores.total, scores.weight_covered) == (Decimal("1.90"), Decimal("100.00"))
    assert scores.of("COMW").cells == (
        Cell(1, CellKind.GIVEN, Fraction(4)),
        Cell(2, CellKind.NOT_ANSWERED, Fraction(1), Gap.LEFT_EMPTY),
    )
    assert (scores.of("COMW").n_asked, scores.of("COMW").n_tasks, scores.of("COMW").n_answered) == (2, 2, 1)


def test_nothing_shown_is_a_1_of_that_reviewer_also_where_reviewers_differ():
    [score] = cell_scores(_given([_task(1, {"COMW"})], _rated(1, 4, "nothing"), [COMW])).competencies

    assert (score.score, score.n_ratings) == (Decimal("2.50"), 2)
    assert score.raters == (RaterMean(1, Decimal("4.00"), 1), RaterMean(2, Decimal("1.00"), 1))
    assert score.differences == (Difference(1, "COMW", 1, 4),)
    assert score.cells == (Cell(1, CellKind.GIVEN, Fraction(5, 2)),)


def test_a_cell_in_which_every_reviewer_saw_nothing_is_named_so():
    [score] = cell_scores(_given([_task(1, {"COMW"})], _rated(1, "nothing", "nothing"), [COMW])).competencies

    assert score.cells == (Cell(1, CellKind.NOTHING_SHOWN, Fraction(1)),)


def test_an_excused_cell_leaves_its_competency_whose_weight_stays_whole():
    # COMW 4 (of one task, the other is excused), NETW 2: 0.6 * 4 + 0.4 * 2 = 3.2.
    tasks = [_task(1), _task(2, {"COMW"}, answered=False, excused=Excuse.FOR_ALL)]

    scores = cell_scores(_given(tasks, [*_rated(1, 4), *_rated(1, 2, competency="NETW")]))

    assert (scores.of("COMW").score, scores.total) == (Decimal("4.00"), Decimal("3.20"))
    assert scores.of("COMW").excused == (Cell(2, CellKind.EXCUSED, None, Excuse.FOR_ALL),)
    assert (scores.has_excused, scores.weight_covered) == (True, Decimal("100.00"))
    assert (scores.of("COMW").n_asked, scores.of("COMW").n_tasks) == (2, 1)


def test_only_where_every_cell_is_excused_do_the_others_take_the_weight():
    tasks = [_task(1, {"COMW"}), _task(2, {"NETW"}, excused=Excuse.FOR_CANDIDATE)]

    scores = cell_scores(_given(tasks, [*_rated(1, 4), *_rated(2, 1, competency="NETW")]))

    assert (scores.of("NETW").score, scores.of("NETW").missing) == (None, Missing.EXCUSED)
    assert (scores.total, scores.weight_covered) == (Decimal("4.00"), Decimal("60.00"))
    assert scores.of("NETW").n_ratings == 0


@pytest.mark.parametrize(
    ("levels", "kind", "level", "why"),
    [
        ([3, None], CellKind.GIVEN, Fraction(3), None),
        ([None, None], CellKind.EXCUSED, None, Excuse.NOT_JUDGED),
        ([], CellKind.EXCUSED, None, Excuse.NOT_RATED),
    ],
)
def test_who_cannot_judge_is_left_out_and_a_cell_that_nobody_judged_is_excused(levels, kind, level, why):
    [cell] = cells_of(_given([_task(1, {"COMW"})], _rated(1, *levels), [COMW]))["COMW"]

    assert cell == Cell(1, kind, level, why)


def test_a_key_gives_a_cell_of_its_own_and_shares_that_of_open_parts():
    # Task 1: reviewers 4 and 3, the key 2: (3.5 + 2) / 2 = 2.75. Task 2: the key alone, 4.5.
    tasks = [
        _task(1, {"COMW"}, keyed=(KeyedLevel("COMW", Fraction(2)),)),
        _task(2, set(), answered=False, keyed=(KeyedLevel("COMW", Fraction(9, 2)),)),
    ]

    [score] = cell_scores(_given(tasks, _rated(1, 4, 3), [COMW])).competencies

    assert score.cells == (
        Cell(1, CellKind.GIVEN, Fraction(11, 4)),
        Cell(2, CellKind.KEYED, Fraction(9, 2)),
    )
    assert [cell.keyed for cell in score.cells] == [Fraction(2), None]
    assert score.score == Decimal("3.63")


def test_a_task_that_asks_for_something_else_has_no_cell():
    scores = cell_scores(_given([_task(1, {"COMW"})], _rated(1, 4)))

    assert (scores.of("NETW").missing, scores.of("NETW").cells) == (Missing.NO_TASK, ())


def test_who_answered_nothing_has_no_score_and_no_total():
    tasks = [_task(1, answered=False, gap=Gap.NOT_REACHED), _task(2, answered=False, gap=Gap.NOT_BEGUN)]

    scores = cell_scores(_given(tasks, []))

    assert [one.missing for one in scores.competencies] == [Missing.NO_ANSWER, Missing.NO_ANSWER]
    assert (scores.total, scores.weight_covered) == (None, Decimal("0.00"))


def test_an_answer_to_closed_parts_alone_is_something_answered():
    tasks = [
        _task(1, {"COMW"}, answered=False),
        _task(2, set(), answered=False, keyed=(KeyedLevel("COMW", Fraction(5)),)),
    ]

    assert cell_scores(_given(tasks, [], [COMW])).total == Decimal("3.00")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(25, 8), "3.13"), (Fraction(27, 8), "3.38"), (Fraction(10, 3), "3.33"), (Fraction(4), "4.00")],
)
def test_scores_are_rounded_once_half_up(value, shown):
    assert rounded(value) == Decimal(shown)


# Worked by others: tests/scoring/worked/cells.csv holds ten candidates with all five kinds of cell,
# six tasks (one scored by key), four competencies with weights; cells.json what two programs made of it.


def _worked():
    folder = Path(__file__).parent / "worked"
    with (folder / "cells.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, json.loads((folder / "cells.json").read_text())


def _input_of(rows, weights):
    number = {name: place for place, name in enumerate(sorted({row["task"] for row in rows}))}
    by_task = defaultdict(list)
    for row in rows:
        by_task[number[row["task"]]].append(row)
    reviewed = {"given", "nothing_shown", "excused"}
    return ScoreInput(
        Policy(tuple(WeightedCompetency(*each) for each in weights.items()), 2, 2, CELLS),
        tuple(
            AskedTask(
                task,
                frozenset(row["competency"] for row in found if row["kind"] != "keyed"),
                answered=all(row["kind"] in reviewed for row in found),
                keyed=tuple(
                    KeyedLevel(row["competency"], Fraction(row["rating"]))
                    for row in found
                    if row["kind"] == "keyed"
                ),
            )
            for task, found in sorted(by_task.items())
        ),
        tuple(
            GivenRating(
                number[row["task"]],
                int(row["rater"].removeprefix("R") or 0),
                row["competency"],
                int(row["rating"]) if row["rating"] else None,
                nothing_shown=row["kind"] == "nothing_shown",
            )
            for row in rows
            if row["kind"] in reviewed
        ),
    )


def test_all_kinds_of_cell_come_out_as_two_other_programs_have_them():
    rows, expected = _worked()
    for candidate in sorted(expected["total"]):
        found = _input_of([row for row in rows if row["candidate"] == candidate], expected["weights"])
        means = competency_means(found)
        for code in expected["weights"]:
            assert float(means[code]) == pytest.approx(expected["score"][code][candidate], abs=1e-6)
        total = total_of(found.policy.competencies, means)
        assert float(total) == pytest.approx(expected["total"][candidate], abs=1e-6)


def test_the_worked_example_holds_every_kind_of_cell():
    rows, expected = _worked()
    kinds = {
        cell.kind
        for candidate in expected["total"]
        for cells in cells_of(
            _input_of([row for row in rows if row["candidate"] == candidate], expected["weights"])
        ).values()
        for cell in cells
    }

    assert kinds == {CellKind.GIVEN, CellKind.NOT_ANSWERED, CellKind.KEYED, CellKind.EXCUSED}


# The law

CODES = ["COMW", "NETW", "EVNT"]


@st.composite
def _sittings(draw):
    """Draw what candidates of one opening gave: tasks and weights are the same for all."""
    codes = CODES[: draw(st.integers(1, 3))]
    weights = draw(st.lists(st.integers(0, 60), min_size=len(codes), max_size=len(codes)))
    policy = Policy(tuple(map(WeightedCompetency, codes, weights)), 2, 2, CELLS)
    asked = draw(st.lists(st.sets(st.sampled_from(codes)), min_size=1, max_size=4))
    key = draw(st.lists(st.sets(st.sampled_from(codes)), min_size=len(asked), max_size=len(asked)))
    out = draw(st.sets(st.integers(0, len(asked) - 1), max_size=1))
    return [draw(_sitting(policy, asked, key, out)) for _ in range(draw(st.integers(1, 3)))]


@st.composite
def _sitting(draw, policy, asked, key, out):
    tasks, ratings = [], []
    for number, codes in enumerate(asked):
        answered = draw(st.booleans()) if codes else False
        gap = None if answered or not codes else draw(st.sampled_from(list(Gap)))
        keyed = tuple(draw(_keyed_level(code)) for code in sorted(key[number]))
        excused = (
            Excuse.FOR_ALL if number in out else draw(st.sampled_from([None, None, Excuse.FOR_CANDIDATE]))
        )
        tasks.append(AskedTask(number, frozenset(codes), answered, gap, keyed, excused))
        for code in sorted(codes) if answered else ():
            for rater in range(draw(st.integers(0, 3))):
                level = draw(st.none() | st.integers(1, 5))
                nothing = level == 1 and draw(st.booleans())
                ratings.append(GivenRating(number, rater, code, level, nothing))
    return ScoreInput(policy, tuple(tasks), tuple(ratings))


@st.composite
def _keyed_level(draw, code):
    answered = draw(st.booleans())
    level = draw(st.fractions(1, 5, max_denominator=8)) if answered else Fraction(1)
    return KeyedLevel(code, level, answered)


def _emptied(given, number):
    """Return the same sitting in which the candidate left one task empty."""
    task = given.tasks[number]
    empty = replace(
        task,
        answered=False,
        gap=Gap.LEFT_EMPTY if task.competencies else None,
        keyed=tuple(KeyedLevel(one.competency, Fraction(1), answered=False) for one in task.keyed),
    )
    tasks = tuple(empty if one is task else one for one in given.tasks)
    return replace(given, tasks=tasks, ratings=tuple(one for one in given.ratings if one.task != task.task))


def _showing_nothing(given, number):
    """Return the same sitting in which one reviewer saw nothing of a competency."""
    ratings = list(given.ratings)
    ratings[number] = replace(ratings[number], level=1, nothing_shown=True)
    return replace(given, ratings=tuple(ratings))


def _raised(earlier, later):
    """Say whether a score got better; where there was none, the lowest one is no gain."""
    if later is None:
        return False
    return later > (Decimal("1.00") if earlier is None else earlier)


def _never_raised(before, after, others):
    was, now = cell_scores(before), cell_scores(after)
    for earlier, later in zip(was.competencies, now.competencies, strict=True):
        assert not _raised(earlier.score, later.score)
    assert not _raised(was.total, now.total)
    totals = [found for one in others if (found := cell_scores(one).total) is not None]

    def place(total):
        return 1 + sum(other > total for other in totals)

    if was.total is not None and now.total is not None:
        assert place(now.total) >= place(was.total)


@given(_sittings(), st.data())
def test_emptying_an_answer_never_raises_a_competency_the_total_or_the_place(sittings, data):
    sitting, *others = sittings
    number = data.draw(st.integers(0, len(sitting.tasks) - 1))

    _never_raised(sitting, _emptied(sitting, number), others)


@given(_sittings(), st.data())
def test_turning_a_level_into_nothing_shown_never_raises_anything(sittings, data):
    sitting, *others = sittings
    levels = [number for number, one in enumerate(sitting.ratings) if one.level is not None]
    if levels:
        _never_raised(sitting, _showing_nothing(sitting, data.draw(st.sampled_from(levels))), others)


@given(_sittings())
def test_every_task_and_competency_is_exactly_one_cell_and_what_enters_lies_on_the_scale(sittings):
    for sitting in sittings:
        for code, cells in cells_of(sitting).items():
            asked = [
                task.task
                for task in sitting.tasks
                if code in task.competencies or any(one.competency == code for one in task.keyed)
            ]
            assert [cell.task for cell in cells] == asked
            for cell in cells:
                assert (cell.level is None) == (cell.kind == CellKind.EXCUSED)
                assert cell.level is None or 1 <= cell.level <= 5


@given(_sittings())
def test_coverage_is_counted_from_the_cells(sittings):
    for sitting in sittings:
        for one in cell_scores(sitting).competencies:
            assert one.n_asked == len(one.cells)
            assert one.n_tasks == len(one.cells) - len(one.excused)
            assert one.n_answered + len(one.excused) <= one.n_asked
