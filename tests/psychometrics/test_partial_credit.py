"""Each task with thresholds of its own: by its likelihood, by planted steps, and by what it equals."""

from math import exp, log

import numpy as np
import pytest

from hiring.psychometrics import Undefined, rasch

SEVERE = np.array([-0.6, -0.1, 0.2, 0.5])
#: By task: from level 1 to 2, 2 to 3, and so on.
STEPS = (np.array([-1.5, -0.5, 0.5, 1.5]), np.array([-0.4, -0.1, 0.2, 0.3]), np.array([-2.0, 0.3, 0.5, 1.2]))


def simulated(seed, persons=150, each=2):
    """Return persons, tasks, raters and levels 1-5; `each` of four raters by lot rate all three tasks."""
    chance = np.random.default_rng(seed)
    rows = []
    for person in range(persons):
        ability = chance.normal()
        for task, steps in enumerate(STEPS):
            for rater in chance.permutation(4)[:each].tolist():
                place = ability - SEVERE[rater]
                odds = np.exp(np.concatenate([[0], np.cumsum(place - steps)]))
                rows.append((person, task, rater, 1 + int(chance.choice(5, p=odds / odds.sum()))))
    return tuple(zip(*rows, strict=True))


def test_planted_steps_of_each_task_come_back():
    runs = [rasch.many_facet(*simulated(seed), partial_credit=True) for seed in range(12)]

    for task, steps in enumerate(STEPS):
        found = np.mean([one.own_thresholds[task] for one in runs], axis=0)
        # Six ratings a person: what is left of lying too far apart after the correction.
        assert found == pytest.approx(steps - steps.mean(), abs=0.25)
    severity = np.mean([[one.raters[rater].value for rater in range(4)] for one in runs], axis=0)
    assert severity == pytest.approx(SEVERE - SEVERE.mean(), abs=0.06)


def test_with_one_task_it_is_the_rating_scale():
    persons, tasks, raters, levels = simulated(5)
    first = [row for row in zip(persons, tasks, raters, levels, strict=True) if row[1] == 0]
    given = tuple(zip(*first, strict=True))

    shared, own = (rasch.many_facet(*given, partial_credit=each) for each in (False, True))

    assert own.own_thresholds[0] == pytest.approx(shared.thresholds)
    assert [one.value for one in own.raters.values()] == pytest.approx(
        [one.value for one in shared.raters.values()]
    )
    assert (own.thresholds, shared.own_thresholds) == ((), {})


def test_where_each_task_has_two_levels_there_is_nothing_else_to_find():
    persons, tasks, raters, levels = simulated(6, persons=80)
    halves = [1 + (level > 2) for level in levels]

    shared, own = (
        rasch.many_facet(persons, tasks, raters, halves, partial_credit=each) for each in (False, True)
    )

    assert own.own_thresholds == dict.fromkeys(range(3), (0.0,))
    for facet in ("raters", "tasks"):
        values = [[one.value for one in getattr(each, facet).values()] for each in (own, shared)]
        assert values[0] == pytest.approx(values[1])


def _likelihood(ability, place, steps, at):
    """Return the log of the chance of the step `at`, spelled out."""
    sums = [0.0]
    for threshold in steps:
        sums.append(sums[-1] + ability - place - threshold)
    return sums[at] - log(sum(exp(each) for each in sums))


def _likely_ability(rated):
    """Return the most likely ability of a person: where nothing is gained to either side."""
    low, high = -20.0, 20.0
    for _ in range(100):
        middle = (low + high) / 2
        gain = sum(_likelihood(middle + 1e-6, *one) - _likelihood(middle - 1e-6, *one) for one in rated)
        low, high = (middle, high) if gain > 0 else (low, middle)
    return (low + high) / 2


def test_no_threshold_moved_by_hand_makes_the_ratings_more_likely():
    persons, tasks, raters, levels = simulated(7, persons=40)
    given = zip(tasks, levels, strict=True)
    levels = [min(max(level, 2), 4) if task == 1 else level for task, level in given]

    found = rasch.many_facet(persons, tasks, raters, levels, corrected=False, partial_credit=True)

    assert {task: len(own) for task, own in found.own_thresholds.items()} == {0: 4, 1: 2, 2: 4}
    first = {0: 1, 1: 2, 2: 1}
    kept = [
        row
        for row in zip(persons, tasks, raters, levels, strict=True)
        if row[0] not in found.left_out["person"]
    ]

    def rated(thresholds):
        by_person = {}
        for person, task, rater, level in kept:
            place = found.tasks[task].value + found.raters[rater].value
            by_person.setdefault(person, []).append((place, thresholds[task], level - first[task]))
        return by_person

    abilities = {person: _likely_ability(own) for person, own in rated(found.own_thresholds).items()}

    def whole(thresholds):
        return sum(
            _likelihood(abilities[person], *one) for person, own in rated(thresholds).items() for one in own
        )

    for task, own in found.own_thresholds.items():
        for at in range(len(own) - 1):
            moved = []
            for much in (1e-4, -1e-4):
                shifted = list(own)
                shifted[at], shifted[at + 1] = own[at] + much, own[at + 1] - much
                moved.append(whole({**found.own_thresholds, task: shifted}))
            assert (moved[0] - moved[1]) / 2e-4 == pytest.approx(0, abs=1e-3)


def test_a_task_on_which_everybody_got_one_level_is_left_out_and_named():
    persons, tasks, raters, levels = simulated(8, persons=60)
    levels = [3 if task == 2 else level for task, level in zip(tasks, levels, strict=True)]

    found = rasch.many_facet(persons, tasks, raters, levels, partial_credit=True)

    assert found.left_out["task"] == (2,)
    assert set(found.own_thresholds) == {0, 1}


@pytest.mark.parametrize("seed", range(8))
def test_small_panels_give_finite_figures_or_a_sentence(seed):
    found = rasch.many_facet(*simulated(seed, persons=6), partial_credit=True)

    if not isinstance(found, Undefined):
        values = [one.value for one in found.raters.values()]
        assert np.isfinite(values).all()
        assert sum(values) == pytest.approx(0, abs=1e-9)
