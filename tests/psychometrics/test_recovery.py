"""What was put into simulated ratings comes out again; intervals cover as often as they say. All seeded."""

import numpy as np
import pytest

from hiring.psychometrics import agreement, fairness, generalizability, items, ranking, severity, standards

pytestmark = pytest.mark.thorough

TRUTH = {"p": 0.5, "t": 0.3, "r": 0.15, "pt": 0.35, "pr": 0.1, "tr": 0.08, "ptr": 0.5}


def simulated(chance, persons, tasks, raters, truth):
    """Return scores (persons × tasks × raters) whose variance components are `truth`."""
    shape = {"p": persons, "t": tasks, "r": raters}
    return sum(
        np.sqrt(variance) * chance.standard_normal([shape[f] if f in effect else 1 for f in "ptr"])
        for effect, variance in truth.items()
    )


def two_raters_each(chance, scores):
    """Return `scores` with two raters per answer, drawn by lot, as the platform allocates them."""
    drawn = np.argsort(chance.random(scores.shape), axis=2) < 2
    return np.where(drawn, scores, np.nan)


def test_crossed_recovers_components_within_their_errors():
    found = [
        generalizability.crossed(simulated(np.random.default_rng(seed), 60, 6, 5, TRUTH)).components
        for seed in range(60)
    ]

    for name, truth in TRUTH.items():
        estimates, errors = (np.array([getattr(f[name], what) for f in found]) for what in ("value", "se"))
        # The mean of 60 estimates lies within three of its own standard errors of the truth, and the errors
        # claimed are about as large as the scatter seen.
        assert abs(estimates.mean() - truth) < 3 * estimates.std(ddof=1) / np.sqrt(60)
        assert np.sqrt((errors**2).mean()) == pytest.approx(estimates.std(ddof=1), rel=0.4)


def test_incomplete_designs_recover_the_same_components():
    found = []
    for seed in range(40):
        chance = np.random.default_rng(seed)
        scores = two_raters_each(chance, simulated(chance, 150, 6, 8, TRUTH))
        found.append([part.value for part in generalizability.crossed(scores).components.values()])

    estimates = np.array(found)
    off = abs(estimates.mean(axis=0) - list(TRUTH.values()))
    assert (off < 3 * estimates.std(axis=0, ddof=1) / np.sqrt(40)).all()


def test_nested_recovers_components():
    found = []
    for seed in range(60):
        chance = np.random.default_rng(seed)
        z = chance.standard_normal
        scores = (
            0.7 * z((50, 1, 1))
            + 0.5 * z((1, 5, 1))
            + 0.4 * z((1, 5, 3))
            + 0.6 * z((50, 5, 1))
            + z((50, 5, 3))
        )
        found.append([part.value for part in generalizability.nested(scores).components.values()])

    estimates = np.array(found)
    off = abs(estimates.mean(axis=0) - np.array([0.49, 0.25, 0.16, 0.36, 1]))
    assert (off < 3 * estimates.std(axis=0, ddof=1) / np.sqrt(60)).all()


def test_the_standard_error_of_a_mean_is_how_far_it_misses():
    chance = np.random.default_rng(5)
    persons = 4000
    true = np.sqrt(TRUTH["p"]) * chance.standard_normal(persons)
    rest = {name: variance for name, variance in TRUTH.items() if name != "p"}
    scores = true[:, None, None] + simulated(chance, persons, 6, 2, rest)
    decision = generalizability.crossed(scores).decision(6, 2)
    centred = scores.mean(axis=(1, 2)) - scores.mean()

    assert decision.sem_relative.value == pytest.approx((centred - (true - true.mean())).std(), rel=0.05)
    assert decision.g.value == pytest.approx(np.corrcoef(centred, true)[0, 1] ** 2, abs=0.02)


@pytest.mark.parametrize("shrink", [False, True])
def test_additive_recovers_planted_severities(shrink):
    chance = np.random.default_rng(11)
    planted = np.array([-0.8, -0.3, 0.0, 0.1, 0.3, 0.7])
    person = np.repeat(np.arange(400), 2)
    rater = np.argsort(chance.random((400, 6)), axis=1)[:, :2].ravel()
    ability = chance.normal(3, 0.8, 400)
    ratings = ability[person] - planted[rater] + chance.normal(0, 0.5, 800)

    found = severity.additive(person, rater, ratings, shrink=shrink)

    severities = np.array([found.raters[r].value for r in range(6)])
    errors = np.array([found.raters[r].se for r in range(6)])
    assert (abs(severities - planted) < 3 * errors).all()
    assert errors.max() < 0.06
    fair = np.array([found.persons[p].value for p in range(400)])
    raw = np.array([found.raw[p] for p in range(400)])
    assert np.sqrt(((fair - ability) ** 2).mean()) < 0.8 * np.sqrt(((raw - ability) ** 2).mean())


def share_covered(intervals, truth):
    low, high = np.array(intervals).T
    return float(((low <= truth) & (truth <= high)).mean())


def test_intervals_of_severities_cover():
    planted, intervals = 0.5, []
    for seed in range(400):
        chance = np.random.default_rng(seed)
        rater = np.argsort(chance.random((25, 4)), axis=1)[:, :2].ravel()
        person = np.repeat(np.arange(25), 2)
        severities = planted * np.array([1, -1 / 3, -1 / 3, -1 / 3])
        ratings = chance.normal(size=25)[person] - severities[rater] + chance.normal(size=50)
        intervals.append(severity.additive(person, rater, ratings).raters[0].interval)

    assert share_covered(intervals, planted) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(("form", "truth"), [("1,1", 0.5), ("2,1", 0.5), ("3,1", 5 / 9), ("3,k", 5 / 6)])
def test_intervals_of_intraclass_correlations_cover(form, truth):
    intervals = []
    for seed in range(500):
        chance = np.random.default_rng(seed)
        persons, bias = chance.normal(0, 0.5**0.5, (30, 1)), chance.normal(0, 0.1**0.5, (1, 4))
        if form == "1,1":  # other raters for every person: bias is part of the error
            bias = chance.normal(0, 0.1**0.5, (30, 4))
        ratings = persons + bias + chance.normal(0, 0.4**0.5, (30, 4))
        intervals.append(agreement.icc(ratings)[form].interval)

    assert share_covered(intervals, truth) == pytest.approx(0.95, abs=0.03)


def test_feldt_intervals_cover():
    intervals = []
    for seed in range(500):
        chance = np.random.default_rng(seed)
        scores = chance.normal(size=(40, 1)) + 2 * chance.normal(size=(40, 8))
        intervals.append(items.cronbach_alpha(scores).interval)

    assert share_covered(intervals, 2 / 3) == pytest.approx(0.95, abs=0.03)


def test_bootstrap_intervals_of_alpha_cover():
    def ratings(chance, units):
        truth = chance.integers(1, 6, units)
        return np.clip(truth + chance.integers(-1, 2, (3, units)), 1, 5).astype(float)

    truth = agreement.krippendorff_alpha(ratings(np.random.default_rng(99), 200_000)).value
    intervals = [
        agreement.bootstrap_interval(
            agreement.Alpha(), ratings(np.random.default_rng(s), 80), s, resamples=400
        ).interval
        for s in range(400)
    ]

    assert share_covered(intervals, truth) == pytest.approx(0.94, abs=0.03)


def test_intervals_of_rates_and_their_ratio_and_difference_cover():
    chance = np.random.default_rng(3)
    one, two = chance.binomial(60, 0.3, 800), chance.binomial(90, 0.5, 800)
    pairs = list(zip(one.tolist(), two.tolist(), strict=True))

    assert share_covered([fairness.wilson_interval(s, 60).interval for s, _ in pairs], 0.3) == pytest.approx(
        0.95, abs=0.03
    )
    assert share_covered(
        [fairness.newcombe_difference(s, 60, t, 90).interval for s, t in pairs], -0.2
    ) == pytest.approx(0.95, abs=0.03)
    assert share_covered(
        [fairness.impact_ratio(s, 60, t, 90).interval for s, t in pairs], 0.6
    ) == pytest.approx(0.95, abs=0.03)


def test_tests_of_no_difference_err_about_as_often_as_they_say():
    chance = np.random.default_rng(4)
    pairs = [
        (int(s), 50, int(t), 70) for s, t in zip(*chance.binomial([[50], [70]], 0.4, (2, 1000)), strict=True)
    ]

    z, fisher, mid = (
        np.mean([p < 0.05 for p in ps])
        for ps in (
            [fairness.two_sample_z(*pair).p for pair in pairs],
            [fairness.fisher_exact(*pair).value for pair in pairs],
            [fairness.lancaster_mid_p(*pair).value for pair in pairs],
        )
    )
    assert z == pytest.approx(0.05, abs=0.02)
    assert fisher < mid <= 0.065


def test_angoff_intervals_cover_the_cut_of_a_great_panel():
    intervals = []
    for seed in range(400):
        chance = np.random.default_rng(seed)
        judgements = np.clip(0.6 + chance.normal(0, 0.05, (15, 1)) + chance.normal(0, 0.1, (15, 10)), 0, 1)
        intervals.append(standards.angoff(judgements).interval)

    assert share_covered(intervals, 6.0) == pytest.approx(0.93, abs=0.03)


def test_rank_intervals_hold_the_true_rank():
    held = []
    for seed in range(60):
        chance = np.random.default_rng(seed)
        true = np.sort(chance.normal(size=20))[::-1]
        found = ranking.rank_intervals(true + 0.3 * chance.normal(size=20), 0.3, seed, draws=300)
        held += [
            person.rank.interval[0] <= rank <= person.rank.interval[1] for rank, person in enumerate(found, 1)
        ]

    assert 0.9 < np.mean(held) <= 1


def test_kappa_standard_errors_are_the_scatter_seen():
    chance = np.random.default_rng(6)
    cells = np.array([[0.3, 0.05, 0.02], [0.06, 0.2, 0.07], [0.02, 0.05, 0.23]])
    tables = chance.multinomial(150, cells.ravel(), 600).reshape(-1, 3, 3)

    for weights in ("unweighted", "linear", "quadratic"):
        found = [agreement.weighted_kappa(table, weights) for table in tables]
        assert np.mean([f.se for f in found]) == pytest.approx(np.std([f.value for f in found]), rel=0.08)
        truth = agreement.weighted_kappa(cells, weights).value
        assert share_covered([f.interval for f in found], truth) == pytest.approx(0.95, abs=0.03)


def test_fleiss_null_error_is_the_scatter_of_chance():
    chance = np.random.default_rng(7)
    found = [agreement.fleiss_kappa(chance.multinomial(4, [0.5, 0.3, 0.2], 60)) for _ in range(500)]

    assert np.mean([abs(f.z) > 1.96 for f in found]) == pytest.approx(0.05, abs=0.025)


def test_the_standard_errors_of_incomplete_means_are_how_far_they_miss():
    missed, promised, claimed = [], [], []
    rest = {name: variance for name, variance in TRUTH.items() if name != "p"}
    for seed in range(100):
        chance = np.random.default_rng(seed)
        true = np.sqrt(TRUTH["p"]) * chance.standard_normal(200)
        scores = two_raters_each(chance, true[:, None, None] + simulated(chance, 200, 6, 8, rest))
        off = np.nanmean(scores, axis=(1, 2)) - true
        found = generalizability.crossed(scores)
        missed.append([off.var(ddof=1), (off**2).mean()])
        promised.append([sum(rest[name] * found.shares[name][kind] for name in rest) for kind in (0, 1)])
        claimed.append([found.as_rated.sem_relative.value**2, found.as_rated.sem_absolute.value**2])

    assert np.mean(missed, axis=0) == pytest.approx(np.mean(promised, axis=0), rel=0.08)
    assert np.median(claimed, axis=0) == pytest.approx(np.mean(promised, axis=0), rel=0.08)
