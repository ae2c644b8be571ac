"""Many-facet Rasch: known measures, planted severities, fit, and what is said where there is no measure."""

import numpy as np
import pytest

from hiring.psychometrics import Undefined, rasch, reasons
from tests.psychometrics.blocks import expected, table

SEVERE = np.array([-0.9, -0.4, 0.0, 0.1, 0.4, 0.8])
STEPS = np.array([-1.5, -0.5, 0.5, 1.5])


def simulated(seed, persons=120, tasks=4, each=2):
    """Return persons, tasks, raters and levels 1-5 as the model makes them; `each` of six raters by lot."""
    chance = np.random.default_rng(seed)
    rows = []
    for person in range(persons):
        ability = chance.normal()
        for task in range(tasks):
            for rater in chance.permutation(6)[:each].tolist():
                place = ability - 0.2 * (task - (tasks - 1) / 2) - SEVERE[rater]
                odds = np.exp(np.concatenate([[0], np.cumsum(place - STEPS)]))
                rows.append((person, task, rater, 1 + int(chance.choice(5, p=odds / odds.sum()))))
    return tuple(zip(*rows, strict=True))


def severities(found):
    return np.array([found.raters[rater].value for rater in range(6)])


def test_published_data_give_the_known_measures():
    answer, marks = expected("V18"), table("V18")
    judge, column = np.indices(marks.shape)

    found = rasch.many_facet(
        (column // 5).ravel().tolist(),
        (column % 5).ravel().tolist(),
        judge.ravel().tolist(),
        marks.ravel(),
        corrected=False,
    )

    known = np.array(answer["rasch_severity_jml"])
    assert [found.raters[judge].value for judge in range(3)] == pytest.approx(known - known.mean(), abs=0.006)
    assert [found.tasks[trait].value for trait in range(5)] == pytest.approx(answer["rasch_trait"], abs=0.006)
    assert found.ratings == 105
    # The second judge is the one whose ratings fit worst, as the raw ones show: her order is another.
    assert max(found.raters, key=lambda judge: found.raters[judge].infit) == 1


def test_planted_severities_come_back_and_intervals_cover():
    runs = [rasch.many_facet(*simulated(seed)) for seed in range(25)]

    mean = np.mean([severities(found) for found in runs], axis=0)
    assert mean == pytest.approx(SEVERE - SEVERE.mean(), abs=0.09)
    covered = [
        low <= truth <= high
        for found in runs
        for truth, (low, high) in zip(
            SEVERE - SEVERE.mean(), (found.raters[rater].interval for rater in range(6)), strict=True
        )
    ]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.04)


def test_without_the_correction_measures_lie_too_far_apart():
    given = simulated(3, tasks=2)

    plain, corrected = (rasch.many_facet(*given, corrected=each) for each in (False, True))

    assert severities(corrected) == pytest.approx(0.75 * severities(plain))  # four ratings a person
    assert [one.se for one in corrected.raters.values()] == [one.se for one in plain.raters.values()]


def test_measures_add_up_to_zero_and_thresholds_rise_where_they_should():
    found = rasch.many_facet(*simulated(4, persons=400))

    assert sum(one.value for one in found.raters.values()) == pytest.approx(0, abs=1e-9)
    assert sum(one.value for one in found.tasks.values()) == pytest.approx(0, abs=1e-9)
    assert sum(found.thresholds) == pytest.approx(0, abs=1e-9)
    assert list(found.thresholds) == sorted(found.thresholds)


def test_who_rates_by_lot_fits_worse_than_the_others():
    persons, tasks, raters, levels = simulated(5, persons=150)
    chance = np.random.default_rng(5)
    levels = [
        int(chance.integers(1, 6)) if rater == 2 else level
        for rater, level in zip(raters, levels, strict=True)
    ]

    found = rasch.many_facet(persons, tasks, raters, levels)

    others = [found.raters[rater].infit for rater in range(6) if rater != 2]
    assert found.raters[2].infit > 1.5 > max(others)
    assert found.raters[2].outfit > 1.5


def test_the_order_in_which_ratings_come_makes_no_difference():
    given = np.array(simulated(6, persons=40))
    shuffled = given[:, np.random.default_rng(1).permutation(given.shape[1])]

    one, other = (rasch.many_facet(*each.tolist()) for each in (given, shuffled))

    assert severities(other) == pytest.approx(severities(one), abs=1e-6)


def test_who_only_meets_one_end_of_the_scale_is_left_out_and_named():
    persons, tasks, raters, levels = (list(side) for side in simulated(7, persons=40))
    for task, rater in ((0, 0), (1, 1), (2, 2), (3, 3)):
        persons.append("best of all"), tasks.append(task), raters.append(rater), levels.append(5)
    for person in range(3):
        persons.append(person), tasks.append(0), raters.append("gives ones"), levels.append(1)

    found = rasch.many_facet(persons, tasks, raters, levels)

    assert "best of all" in found.left_out["person"]
    assert found.left_out["rater"] == ("gives ones",)
    assert set(found.raters) == set(range(6))


def test_levels_that_nobody_used_are_skipped():
    persons, tasks, raters, levels = simulated(8, persons=60)
    gone = [level if level != 3 else 4 for level in levels]

    found = rasch.many_facet(persons, tasks, raters, gone)

    assert len(found.thresholds) == 3
    assert np.isfinite(severities(found)).all()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], reasons.NO_VARIATION),
        ([("a", "t", "x", 3), ("b", "t", "y", 3)], reasons.NO_VARIATION),
        ([("a", "t", "x", 3), ("a", "u", "x", 4), ("b", "t", "x", 4), ("b", "u", "x", 3)], reasons.ONE_RATER),
        ([("a", "t", "x", 1), ("a", "t", "y", 5), ("b", "t", "x", 5), ("b", "t", "y", 1)], None),
        (
            [(p, "t", r, 2 + (i + j) % 3) for i, p in enumerate("abc") for j, r in enumerate("xyz")]
            + [(p, "t", r, 2 + (i + j) % 3) for i, p in enumerate("def") for j, r in enumerate("uvw")],
            reasons.NOT_LINKED,
        ),
        (
            [("a", "t", "x", 1), ("a", "t", "y", 2), ("b", "t", "x", 1), ("b", "t", "y", 2)],
            reasons.NO_VARIATION,
        ),
    ],
)
def test_what_holds_no_measure_says_why(rows, reason):
    found = rasch.many_facet(*(list(side) for side in zip(*rows, strict=True)) if rows else ([], [], [], []))

    if reason is None:
        assert all(np.isfinite(one.value) for one in found.raters.values())
    else:
        assert isinstance(found, Undefined)
        assert found.sentence == reason


@pytest.mark.parametrize("seed", range(40))
def test_small_panels_give_finite_figures_or_a_sentence(seed):
    chance = np.random.default_rng(seed)
    size = int(chance.integers(2, 30))
    people, tasks, raters = (chance.integers(0, 4, size).tolist() for _ in range(3))
    levels = chance.integers(1, 3 if seed % 2 else 6, size)

    found = rasch.many_facet(people, tasks, raters, levels)

    if isinstance(found, Undefined):
        assert found.reason
    else:
        figures = [f for one in found.raters.values() for f in (one.value, one.se, one.infit, one.outfit)]
        assert np.isfinite(figures).all()
