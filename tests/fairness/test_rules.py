"""Which counts of groups may be shown: nobody can be recognised by them, not by subtraction either."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.fairness.figures import fairness_of
from hiring.fairness.rules import (
    FEWEST,
    GROUP_NAMES,
    MAY_TELL,
    FairnessFigures,
    GroupFigures,
    GroupQuestion,
    GroupReading,
    SelectionStep,
    StepCounts,
    fairness_from,
    may_tell,
    reading_of_group,
    shown_counts,
)
from hiring.openings.rules import Stage
from hiring.psychometrics.fairness import fisher_exact, newcombe_difference


@pytest.mark.parametrize(
    ("groups", "everybody", "shown"),
    [
        ({"a": (5, 10), "b": (6, 12)}, (11, 22), {"a", "b"}),
        ({"a": (4, 10), "b": (6, 12)}, (30, 60), set()),  # four of them were chosen
        ({"a": (6, 10), "b": (6, 12)}, (30, 60), set()),  # four of them were not
        ({"a": (5, 10), "b": (6, 12)}, (12, 23), set()),  # the one that is left would be known
        ({"a": (5, 10), "b": (6, 12)}, (16, 32), {"a", "b"}),
        ({"a": (5, 10), "b": (6, 12), "c": (2, 4)}, (13, 26), set()),  # c could be found by subtraction
        ({"a": (5, 10), "b": (6, 12), "c": (7, 14), "d": (2, 4)}, (20, 40), {"b", "c"}),  # so is a
        ({"a": (0, 30), "b": (6, 12)}, (40, 80), set()),  # that nobody was chosen tells of everybody
        ({"a": (10, 20)}, (30, 60), set()),  # nothing to compare it with
        ({}, (30, 60), set()),
    ],
)
def test_a_group_is_shown_only_where_five_were_chosen_and_five_were_not(groups, everybody, shown):
    assert set(shown_counts(groups, everybody)) == shown


_COUNTS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(_COUNTS, min_size=1, max_size=4), _COUNTS)
def test_nothing_small_can_be_found_by_subtraction(groups, silent):
    named = dict(zip("abcd", groups, strict=False))
    everybody = tuple(silent[at] + sum(counts[at] for counts in groups) for at in (0, 1))

    shown = shown_counts(named, everybody)

    rest = tuple(everybody[at] - sum(counts[at] for counts in shown.values()) for at in (0, 1))
    for chosen, number in [*shown.values(), *([rest] if shown and rest != (0, 0) else [])]:
        assert min(chosen, number - chosen) >= FEWEST
    assert len(shown) != 1


def test_fishers_test_and_the_interval_are_those_that_are_published():
    """R's ?fisher.test: convictions of twins (Fisher 1962), two-sided; Newcombe (1998), method 10, (a)."""
    twins = fisher_exact(10, 13, 2, 17)
    tea = fisher_exact(3, 4, 1, 4)
    difference = newcombe_difference(56, 70, 48, 80)

    assert round(twins.value, 7) == 0.0005367
    assert round(tea.value, 4) == 0.4857
    assert tuple(round(end, 4) for end in difference.interval) == (0.0524, 0.3339)


def _counts(question, groups, everybody):
    none = {each: {} for each in GroupQuestion}
    return {step: StepCounts(everybody, none | {question: groups}) for step in SelectionStep}


def test_each_group_stands_beside_the_one_that_was_chosen_most_often():
    counts = _counts(GroupQuestion.GENDER, {"woman": (20, 80), "man": (48, 120)}, (68, 200))

    found = fairness_of(counts)

    assert found.decided == 200
    [women, men] = found.comparisons[0].groups
    assert (women.group, women.chosen, women.number) == ("woman", 20, 80)
    assert (women.ratio, women.below, women.turns) == (0.625, True, False)
    assert round(women.p, 4) == 0.0332
    assert round(women.difference, 4) == -0.15
    assert men == GroupFigures("man", 48, 120)
    assert [reading_of_group(one) for one in (women, men)] == [GroupReading.APART, GroupReading.MOST_OFTEN]
    assert [one.groups for one in found.comparisons[2:]] == [[]] * 6


def test_what_may_not_be_shown_is_not_even_kept():
    counts = _counts(GroupQuestion.DISABILITY, {"yes": (1, 6), "no": (20, 60)}, (30, 90))

    plain = fairness_of(counts).plain()

    assert all(one["groups"] == [] for one in plain["comparisons"])


def test_figures_are_read_back_as_they_were_written():
    counts = _counts(GroupQuestion.AGE, {"under_25": (10, 40), "35_or_older": (9, 18)}, (30, 90))
    found = fairness_of(counts)

    read = fairness_from(found.plain())

    assert isinstance(read, FairnessFigures)
    assert read == found


@pytest.mark.parametrize(
    ("below", "p", "reading"),
    [
        (True, 0.049, GroupReading.APART),
        (True, 0.05, GroupReading.MAY_BE_CHANCE),
        (False, 0.05, GroupReading.ALIKE),
        (False, 0.049, GroupReading.SMALL),
    ],
)
def test_below_four_fifths_and_more_than_chance_are_told_apart(below, p, reading):
    assert reading_of_group(GroupFigures("man", 6, 20, ratio=0.7, below=below, p=p)) is reading


def test_something_is_told_after_handing_in_and_until_it_is_counted():
    told = {stage for stage, counted in product(Stage, (False, True)) if may_tell(stage, counted=counted)}

    assert told == MAY_TELL == {Stage.HANDED_IN, Stage.SCORING, Stage.SCORED, Stage.DECIDED}
    assert not any(may_tell(stage, counted=True) for stage in Stage)


def test_every_answer_has_a_name_for_hr():
    assert {question: len(names) for question, names in GROUP_NAMES.items()} == {
        GroupQuestion.GENDER: 2,
        GroupQuestion.AGE: 3,
        GroupQuestion.DISABILITY: 2,
        GroupQuestion.REGION: 2,
    }
