"""Points for closed parts, with worked examples."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product

import pytest

from hiring.banks.kinds import kind_of
from hiring.banks.rules import ExemplarLevel
from hiring.banks.scoring_keys import (
    KeyedPart,
    KeyedScore,
    PartScore,
    keyed_parts,
    keyed_points,
    level_of,
)
from tests.banks.tasks import (
    CHOOSE_ONE,
    LONG_TEXT,
    MOST_LEAST,
    RANK,
    RATE_EACH,
    STORY,
    both,
    options,
    task_of,
)

D, F = Decimal, Fraction


def rating_task(key):
    part = {
        "key": "actions",
        "kind": "rate_each",
        "options": options("ABCDEF"[: len(key)]),
        "scale": {"labels": {"1": both("very ineffective"), "7": both("very effective")}},
    }
    return task_of(part, key={"ratings": {"actions": dict(zip("ABCDEF", key, strict=False))}})


def rated(*ratings):
    return {"actions": {"ratings": dict(zip("ABCDEF", ratings, strict=False))}}


@pytest.mark.parametrize(
    ("level", "points"), [(ExemplarLevel.WEAK, -2), (ExemplarLevel.MEDIUM, 1), (ExemplarLevel.STRONG, 2)]
)
def test_the_examples_for_the_angry_group_earn_their_points(shipped, level, points):
    task = shipped.task("T04")
    example = next(each for each in task.exemplars if each.level is level)

    score = keyed_points(task, {key: answer.id for key, answer in example.parts.items()})

    assert score == KeyedScore(D(points), D(2), {"reaction": PartScore(D(points), D(2))})


@pytest.mark.parametrize(
    ("path", "points"),
    [
        (["N1-A", "N2-A", "N3-A"], 9),
        (["N1-A", "N2-C", "N3-C"], 6),
        (["N1-C", "N2-D", "N3-B"], 1),
        (["N1-B", "N2-B", "N3-D"], 0),
        (["N1-A", "N2-A"], 6),
    ],
)
def test_the_story_of_the_vendor_gives_nine_points_at_most(shipped, path, points):
    score = keyed_points(shipped.task("T07"), {"decisions": {"path": path}})

    assert (score.points, score.of, score.missing) == (D(points), D(9), ())


# Published as worked examples of the rate format: key, three candidates, percent scores.
@pytest.mark.parametrize(
    ("ratings", "percent"),
    [((7, 2, 5, 1, 6), "88.41"), ((4, 4, 4, 4, 4), "64.38"), ((5, 1, 4, 2, 7), "78.97")],
)
def test_rating_each_option_gives_the_percent_score_of_the_distance(ratings, percent):
    score = keyed_points(rating_task((6.2, 2.1, 4.4, 1.5, 5.3)), rated(*ratings))

    # Means of experts stand between two steps: nobody can come nearer than 93.56.
    assert (score.points, score.of) == (D(percent), D("93.56"))


# The influencer who breaks the rules: distances 18.0, 7.0 and 1.4 of the largest, 31.0.
@pytest.mark.parametrize(
    ("ratings", "percent"),
    [((3, 6, 4, 3, 4, 3), "41.94"), ((6, 2, 3, 5, 4, 4), "77.42"), ((7, 1, 2, 6, 2, 6), "95.48")],
)
def test_a_better_judgement_lies_nearer_to_the_key(ratings, percent):
    score = keyed_points(rating_task((6.7, 1.4, 1.9, 6.1, 2.3, 5.8)), rated(*ratings))

    assert score.points == D(percent)


def test_ratings_that_leave_an_option_out_are_missing_not_zero():
    score = keyed_points(rating_task((6.2, 2.1)), {"actions": {"ratings": {"A": 6}}})

    assert (score.points, score.missing) == (None, ("actions",))


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ({"most": "A", "least": "C"}, 2),
        ({"most": "C", "least": "A"}, -2),
        ({"most": "A", "least": "B"}, 1),
        ({"most": "B", "least": "A"}, -1),
        ({"most": "A"}, 1),
        ({"most": "B", "least": None}, 0),
    ],
)
def test_most_and_least_give_one_for_each_agreement_and_take_one_for_each_swap(value, points):
    task = task_of(MOST_LEAST, key={"most_least": {"extremes": {"most": "A", "least": "C"}}})

    assert keyed_points(task, {"extremes": value}).points == points


def test_choosing_neither_most_nor_least_is_missing_not_zero():
    task = task_of(MOST_LEAST, key={"most_least": {"extremes": {"most": "A", "least": "C"}}})

    assert keyed_points(task, {"extremes": {"most": None}}).missing == ("extremes",)


def test_the_closed_parts_of_a_task_add_up():
    key = {"points": {"single": {"A": 3, "B": 1, "C": 0}, "story": {"N1-A": 2, "N1-C": 1, "N2-A": 4}}}
    task = task_of(LONG_TEXT, CHOOSE_ONE, STORY, key=key)

    score = keyed_points(task, {"single": {"choice": "B"}, "story": {"path": ["N1-A", "N2-A"]}})

    assert score == KeyedScore(D(7), D(9), {"single": PartScore(D(1), D(3)), "story": PartScore(D(6), D(6))})


@pytest.mark.parametrize("value", [{}, {"choice": None}, {"choice": "Z"}, {"answer": "A"}, None])
def test_no_answer_and_a_malformed_answer_are_missing_not_zero(value):
    task = task_of(CHOOSE_ONE, key={"points": {"single": {"A": 3, "B": 1, "C": 0}}})

    score = keyed_points(task, {"single": value})

    assert score == KeyedScore(None, D(3), {"single": PartScore(None, D(3))})
    assert score.missing == ("single",)


def test_a_task_without_a_key_has_no_points():
    assert keyed_points(task_of(LONG_TEXT), {"letter": {"text": "Dear"}}) == KeyedScore(None, D(0), {})


# Levels


@pytest.mark.parametrize(("task", "part"), [("T04", "reaction"), ("T07", "decisions")])
def test_the_examples_of_the_shipped_bank_come_out_at_the_levels_they_state(shipped, task, part):
    shipped_task = shipped.task(task)
    assert [example.level for example in shipped_task.exemplars] == list(ExemplarLevel)

    for example in shipped_task.exemplars:
        [found] = keyed_parts(shipped_task, {key: answer.id for key, answer in example.parts.items()})

        lowest, _, highest = example.score.partition("-")
        assert int(lowest) <= round(found.level) <= int(highest or lowest), (example.level, found.level)
        assert (found.part, found.answered) == (part, True)


def test_the_competency_is_the_one_that_the_key_names(shipped):
    assert [each.competency for each in keyed_parts(shipped.task("T04"), {})] == ["CMOD"]
    assert [each.competency for each in keyed_parts(shipped.task("T07"), {})] == ["ADAP"]
    assert keyed_parts(shipped.task("T01"), {}) == ()


def test_without_an_answer_the_level_is_the_lowest(shipped):
    assert keyed_parts(shipped.task("T07"), {}) == (KeyedPart("decisions", "ADAP", F(1), answered=False),)


def test_a_part_that_names_no_competency_measures_nothing():
    task = task_of(CHOOSE_ONE, key={"points": {"single": {"A": 2, "B": 1, "C": 0}}})

    assert keyed_parts(task, {"single": {"choice": "A"}}) == ()


#: Closed parts with a key and all ways to answer them; experts' means stand between two steps.
WAYS = [
    (CHOOSE_ONE, {"points": {"single": {"A": 5, "B": 1, "C": 0}}}, [{"choice": key} for key in "ABC"]),
    (
        MOST_LEAST,
        {"most_least": {"extremes": {"most": "A", "least": "C"}}},
        [{"most": most, "least": least} for most, least in permutations("ABC", 2)],
    ),
    (
        RANK,
        {"places": {"order": {"A": 1, "B": 2.5, "C": 2.5}}},
        [
            {"places": dict(zip("ABC", places, strict=True)), "reasons": {"A": "x", "B": "y"}}
            for places in permutations((1, 2, 3))
        ],
    ),
    (
        RATE_EACH,
        {"ratings": {"ratings": {"A": 6.5, "B": 2}}},
        [{"ratings": {"A": a, "B": b}} for a, b in product(range(1, 8), repeat=2)],
    ),
]


@pytest.mark.parametrize(("part", "key", "answers"), WAYS)
def test_blind_choosing_earns_what_all_ways_to_answer_earn_on_average(part, key, answers):
    task = task_of(part, key=key)
    points = [keyed_points(task, {part["key"]: answer}).points for answer in answers]
    [entries] = key.values()

    by_chance = kind_of(task.parts[0]).points_by_chance(task.parts[0], _entry_of(task, entries))

    assert float(by_chance) == pytest.approx(float(sum(points) / len(points)), abs=0.005)


@pytest.mark.parametrize(("part", "key", "answers"), WAYS)
def test_the_best_answer_that_can_be_given_earns_all_points_and_level_5(part, key, answers):
    task = task_of(part, key={**key, "measures": {part["key"]: "COMW"}})
    scores = [keyed_points(task, {part["key"]: answer}) for answer in answers]
    levels = [keyed_parts(task, {part["key"]: answer})[0].level for answer in answers]

    assert max(score.points for score in scores) == scores[0].of
    assert max(levels) == 5


def _entry_of(task, entries):
    """Return the entry of the only part as the key holds it, not as the file writes it."""
    kind = kind_of(task.parts[0])
    [part_key] = entries
    return task.key.section(kind.key_section.name)[part_key]


def test_a_story_walked_by_lot_earns_the_mean_of_its_ways():
    points = {"N1-A": 3, "N1-B": 1, "N1-C": 0, "N2-A": 2, "N2-B": -1}
    [story] = task_of(STORY).parts

    by_chance = kind_of(story).points_by_chance(story, points)

    assert by_chance == F(3 + 1 + 0, 3) + F(2, 3) * F(2 - 1, 2)


@pytest.mark.parametrize(
    ("points", "level"), [("0", F(1)), ("1.25", F(1)), ("1.5", F(4, 3)), ("2.75", F(3)), ("4.25", F(5))]
)
def test_levels_rise_in_a_straight_line_from_blind_choosing_to_the_most(points, level):
    assert level_of(D(points), F(5, 4), D("4.25")) == level
