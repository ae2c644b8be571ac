"""Where the level in the middle counts: the same scores as the rule of cells, and errors that come true."""

from functools import cache
from math import erf, sqrt
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.psychometrics import Undefined, reasons
from hiring.psychometrics.score_errors.cells import marks, scored
from hiring.psychometrics.score_errors.gibbs import Chains
from hiring.psychometrics.score_errors.medians import Medians, in_the_middle
from hiring.psychometrics.score_errors.next_reading import next_readings
from hiring.psychometrics.score_errors.study import error_study
from tests.psychometrics.worked import TRUTH, simulated

CHAINS = Chains(chains=16, warm_up=150, kept=30, every=6)
examples = settings(deadline=None, max_examples=min(40, settings.default.max_examples), derandomize=True)


def marked(rows):
    return marks(*([row[at] for row in rows] for at in range(5)))


def whole(seed, *, candidates, tasks=5, raters=6, each=3, apart=0, competencies=("C",)):
    """Return (marks, expected scores) of whole levels from 1 to 5.

    Levels beyond the second are given only where the first two lie `apart` by so much. What is expected of a
    candidate is the mean over many other tasks of the kind, reviewers and chances.
    """
    chance = np.random.default_rng(seed)
    sd = {name: np.sqrt(variance) for name, variance in TRUTH.items()}
    z = chance.standard_normal
    person, difficulty = sd["p"] * z(candidates), 3 + 0.3 * z(tasks)
    suits, lenient = sd["pt"] * z((candidates, tasks)), sd["r"] * z(raters)
    halo, alone = sd["pr"] * z((candidates, raters)), sd["tr"] * z((tasks, raters))
    rows = []
    for i in range(candidates):
        for t in range(tasks):
            own = difficulty[t] + person[i] + suits[i, t]
            chosen = chance.permutation(raters)[:each]
            shared = z(each)
            for code in competencies:
                noise = sd["residual"] * (sqrt(0.6) * shared + sqrt(0.4) * z(each))
                levels = as_levels(own + lenient[chosen] + halo[i, chosen] + alone[t, chosen] + noise)
                kept = each if abs(levels[0] - levels[1]) >= apart else 2
                rows += [
                    (f"K{i:03}", f"T{t}", f"R{j}", code, level)
                    for j, level in list(zip(chosen, levels, strict=True))[:kept]
                ]
    return marked(rows), np.interp(person[:, None] + difficulty, *curve(each, apart)).mean(axis=1)


def as_levels(values):
    return np.clip(np.round(values), 1, 5)


@cache
def curve(each, apart):
    """Return places on the scale, and what is expected of a candidate who stands there in a task."""
    chance = np.random.default_rng(5)
    suits = np.sqrt(TRUTH["pt"]) * chance.standard_normal((4000, 1))
    wrong = np.sqrt(sum(TRUTH[name] for name in ("r", "pr", "tr", "residual")))
    given = suits + wrong * chance.standard_normal((4000, each))
    places, found = np.linspace(-1, 7, 161), []
    for place in places:
        levels = as_levels(place + given)
        read = abs(levels[:, 0] - levels[:, 1]) >= apart
        found.append(np.where(read, np.median(levels, axis=1), levels[:, :2].mean(axis=1)).mean())
    return places, np.array(found)


@examples
@given(st.integers(0, 2**32 - 1))
def test_of_every_cell_the_level_in_the_middle_counts(seed):
    chance = np.random.default_rng(seed)
    cell, level = chance.integers(0, 9, 40), chance.integers(1, 6, 40).astype(float)

    found = in_the_middle(cell, level)

    assert found.tolist() == [median(level[cell == each].tolist()) for each in cell]


def test_a_key_stays_one_part_of_its_cell_beside_the_median():
    rows = [("a", "t1", rater, "C", level) for rater, level in (("x", 1), ("y", 4), ("z", 5), ("", 2))]
    rows += [("a", "t2", "x", "C", 3), ("b", "t1", "x", "C", 3), ("b", "t2", "y", "C", 3)]

    found = scored(marked(rows), {"C": 1}, of_medians=True)

    assert found.score.tolist() == [3.0, 3.0]  # ((4 + 2) / 2 + 3) / 2
    assert found.answers.level.tolist() == [1, 4, 5, 3, 3, 3]


def test_with_two_levels_in_every_cell_medians_change_nothing_at_all():
    rows, _ = simulated(4, candidates=12, tasks=4, raters=4)

    means, medians = (
        error_study(rows, {"C": 1}, top=2, seed=1, chains=CHAINS, of_medians=of) for of in (0, 1)
    )

    assert medians.scored.score.tolist() == pytest.approx(means.scored.score.tolist())
    assert medians.errors.standard.tolist() == pytest.approx(means.errors.standard.tolist())
    assert medians.p_top.tolist() == pytest.approx(means.p_top.tolist())


def variance_of_median(many):
    """Return the variance of the median of so many standard normal numbers, by integration; for 3, 5, 7."""
    half, at = many // 2, np.linspace(-8, 8, 16_001)
    below = np.array([(1 + erf(each / sqrt(2))) / 2 for each in at])
    height = np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi) * (below * (1 - below)) ** half
    return float((at**2 * height).sum() / height.sum())


@pytest.mark.parametrize(("many", "over_mean"), [(3, 1.3460), (5, 1.4341)])
def test_the_variance_of_a_median_over_that_of_a_mean(many, over_mean):
    assert many * variance_of_median(many) == pytest.approx(over_mean, abs=1e-4)


@pytest.mark.parametrize("many", [3, 5])
def test_what_is_seen_of_normal_levels_is_what_theory_says_of_the_median(many):
    cells = 40_000
    level = np.random.default_rng(2).standard_normal(cells * many)
    cell = np.repeat(np.arange(cells), many)
    nobody = np.zeros(cells * many, dtype=np.intp)
    share = np.full(cells * many, 1 / many)

    seen = Medians(
        candidates=cells, candidate=cell, task=nobody, rater=nobody, cell=cell, level=level, share=share
    ).variance()

    assert seen.tolist() == pytest.approx([seen[0]] * cells)  # the same design, the same error
    assert seen[0] == pytest.approx(variance_of_median(many) - 1 / many, rel=0.02)


def test_whoever_has_three_levels_where_others_have_two_bears_what_medians_add():
    rows = [
        (f"K{i}", f"T{t}", f"R{j}", "C", 1 + (i * t + i + j * t) % 5)
        for i in range(6)
        for t in range(3)
        for j in (0, 1)
    ]
    rows += [("K0", "T0", "R2", "C", 5), ("K1", "T1", "R2", "C", 5)]

    added = scored(marked(rows), {"C": 1}, of_medians=True).medians.variance()

    assert (added[:2] > 0).all()
    assert added[0] == pytest.approx(added[1])
    assert added[2:].tolist() == [0] * 4


def test_competencies_that_go_together_move_a_total_more_than_such_that_do_not():
    """What was seen in the answers is what is shared out, not what would be if they were independent."""
    rows = [
        (f"K{i}", f"T{t}", f"R{j}", code, 1.0 + (i + t + j * j) % 5)
        for i in range(6)
        for t in range(3)
        for j in range(3)
        for code in "CD"
    ]

    one = scored(marked(rows), {"C": 1}, of_medians=True).medians.variance()
    both = scored(marked(rows), {"C": 1, "D": 1}, of_medians=True).medians.variance()

    assert both.tolist() == pytest.approx(one.tolist())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("each", "apart", "competencies"),
    [(3, 0, "C"), (3, 2, "C"), (3, 1, "C"), (4, 0, "C"), (5, 0, "C"), (3, 1, "CDE")],
)
def test_the_standard_error_is_how_far_scores_of_medians_miss(each, apart, competencies):
    """Whole levels, by lot or because two lay apart; errors of means would be up to a sixth too small."""
    missed, claimed = [], []
    for seed in range(40):
        rows, true = whole(seed, candidates=40, each=each, apart=apart, competencies=competencies)
        study = error_study(rows, dict.fromkeys(competencies, 1), top=3, seed=1, of_medians=True)
        off = study.scored.deviation - (true - true.mean())
        missed.append((off**2).sum() / (len(true) - 1))
        claimed.append(study.errors.relative)

    assert np.sqrt(np.mean(claimed)) == pytest.approx(np.sqrt(np.mean(missed)), rel=0.06)


@pytest.mark.thorough
@pytest.mark.parametrize("apart", [0, 2])
def test_intervals_of_many_candidates_cover_as_they_say(apart):
    inside = []
    for seed in range(30):
        rows, true = whole(seed, candidates=60, apart=apart)
        found = error_study(rows, {"C": 1}, top=3, seed=1, of_medians=True).prediction
        off = abs(found.level - (true - true.mean()))
        inside.append([off < times * found.error for times in (1.96, 1.645)])

    most, many = np.mean(inside, axis=(0, 2))
    assert 0.93 < most < 0.975
    assert 0.87 < many < 0.93


@pytest.mark.thorough
def test_the_posterior_of_small_panels_covers_as_it_says():
    inside = []
    for seed in range(30):
        rows, true = whole(seed, candidates=8, tasks=4, raters=4)
        study = error_study(rows, {"C": 1}, top=2, seed=1, chains=CHAINS, of_medians=True)
        ends = np.quantile(study.posterior.persons, [0.025, 0.975, 0.05, 0.95], axis=1)
        centred = true - true.mean()
        inside.append([(low < centred) & (centred < high) for low, high in (ends[:2], ends[2:])])

    most, many = np.mean(inside, axis=(0, 2))
    assert 0.91 < most < 0.985
    assert 0.85 < many < 0.95


@examples
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_changes_nothing_at_all(seed):
    chance = np.random.default_rng(seed)
    rows = [
        (f"K{i}", f"T{t}", f"R{j}", "C", float(chance.integers(1, 6)))
        for i in range(5)
        for t in range(3)
        for j in chance.permutation(4)[: chance.integers(1, 5)]
    ]
    shuffled = [rows[at] for at in chance.permutation(len(rows))]

    one, other = (scored(marked(each), {"C": 1}, of_medians=True) for each in (rows, shuffled))

    assert one.score.tolist() == other.score.tolist()
    assert one.deviation.tolist() == other.deviation.tolist()
    assert one.medians.variance().tolist() == other.medians.variance().tolist()


def test_strictness_leaves_the_single_levels_before_the_one_in_the_middle_is_looked_for():
    """R0 gives one level less: without that, the middle of 2, 3 and 5 is that of 3, 3 and 5."""
    rows = [("a", "t1", f"R{j}", "C", level) for j, level in enumerate((2.0, 3.0, 5.0))]
    rows += [("b", "t1", f"R{j}", "C", level) for j, level in enumerate((4.0, 4.0, 4.5))]
    of = scored(marked(rows), {"C": 1}, of_medians=True).medians

    changed = of.without(np.array([-1.0, 0.5, 0.5]))

    assert changed.tolist() == [0.0, 0.0]  # 3, 2.5, 4.5 and 5, 3.5, 4
    assert of.without(np.array([-2.0, 0.0, 0.0])).tolist() == [1.0, 0.5]


@pytest.mark.thorough
def test_known_strictness_is_taken_out_and_totals_come_nearer_to_the_truth():
    strict = {"p": 0.3, "pt": 0.1, "r": 0.5, "pr": 0.02, "tr": 0.02, "residual": 0.2}
    raw, fair = [], []
    for seed in range(30):
        rows, true = simulated(seed, candidates=40, tasks=4, raters=6, each=3, truth=strict)
        study = error_study(rows, {"C": 1}, top=3, seed=1, of_medians=True)
        for found, score in ((raw, study.scored.score), (fair, study.adjusted)):
            found.append(np.sqrt(((score - score.mean() - true + true.mean()) ** 2).mean()))

    assert np.mean(fair) < 0.85 * np.mean(raw)
    assert sum(after < before for before, after in zip(raw, fair, strict=True)) >= 27


def test_where_medians_count_nothing_is_said_of_another_reading():
    rows, _ = simulated(1, candidates=10, tasks=4, raters=4)

    found = next_readings(error_study(rows, {"C": 1}, top=3, seed=1, chains=CHAINS, of_medians=True))

    assert isinstance(found, Undefined)
    assert found.sentence == reasons.MEDIANS_COUNT
