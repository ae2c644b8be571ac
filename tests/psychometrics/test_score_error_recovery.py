"""Simulated panels: components are found again, and intervals cover the true levels as often as they say."""

import numpy as np
import pytest

from hiring.psychometrics.score_errors.cells import scored
from hiring.psychometrics.score_errors.design import Design
from hiring.psychometrics.score_errors.gibbs import Chains
from hiring.psychometrics.score_errors.reml import components
from hiring.psychometrics.score_errors.study import error_study
from tests.psychometrics.worked import TRUTH, simulated

pytestmark = pytest.mark.thorough

CHAINS = Chains(chains=16, warm_up=150, kept=30, every=6)


def test_components_are_found_again():
    """The mean over sixty panels lies within three of its standard errors of what was put in."""
    found = []
    for seed in range(60):
        given, _ = simulated(seed, candidates=60, tasks=5, raters=6)
        variance = components(Design(scored(given, {"C": 1}).answers)).variance
        found.append([variance[name] for name in TRUTH])

    estimates = np.array(found)
    off = abs(estimates.mean(axis=0) - list(TRUTH.values()))
    # What is bounded at zero is estimated a little too high where it is near zero.
    assert (off < 3 * estimates.std(axis=0, ddof=1) / np.sqrt(60) + 0.01).all()


def test_the_standard_error_is_how_far_scores_miss():
    missed, claimed = [], []
    for seed in range(40):
        given, true = simulated(seed, candidates=40, tasks=5, raters=6)
        study = error_study(given, {"C": 1}, top=3, seed=1)
        off = study.scored.deviation - (true - true.mean())
        missed.append((off**2).sum() / (len(true) - 1))
        claimed.append(study.errors.relative)

    assert np.sqrt(np.mean(claimed)) == pytest.approx(np.sqrt(np.mean(missed)), rel=0.08)


def test_fitted_components_of_many_candidates_cover_as_they_say():
    """Level ± 1.96 errors holds the true level less the mean 95 of 100 times."""
    inside = []
    for seed in range(40):
        given, true = simulated(seed, candidates=60, tasks=5, raters=6)
        found = error_study(given, {"C": 1}, top=3, seed=1).prediction
        inside.append(abs(found.level - true) < 1.96 * found.error)

    assert 0.92 < np.mean(inside) < 0.98


def test_the_posterior_of_small_panels_covers_as_it_says():
    inside = []
    for seed in range(40):
        given, true = simulated(seed, candidates=8, tasks=4, raters=4)
        found = error_study(given, {"C": 1}, top=2, seed=1, chains=CHAINS).posterior
        low, high = np.quantile(found.persons, [0.025, 0.975], axis=1)
        centred = true - true.mean()
        inside.append((low < centred) & (centred < high))

    assert 0.92 < np.mean(inside) < 0.985


def test_the_probability_of_being_among_the_best_is_what_comes_true():
    said, came = [], []
    for seed in range(60):
        given, true = simulated(seed, candidates=10, tasks=4, raters=4)
        said.append(error_study(given, {"C": 1}, top=3, seed=1, chains=CHAINS).p_top)
        came.append(true >= np.sort(true)[-3])
    share, true = np.concatenate(said), np.concatenate(came)

    for low, high in ((0, 0.1), (0.1, 0.4), (0.4, 0.7), (0.7, 0.9), (0.9, 1.01)):
        chosen = (share >= low) & (share < high)
        error = np.sqrt(share[chosen].mean() * (1 - share[chosen].mean()) / chosen.sum())
        assert abs(true[chosen].mean() - share[chosen].mean()) < 3 * error + 0.02


def test_the_same_seed_gives_the_same_answer():
    given, _ = simulated(1, candidates=9, tasks=4, raters=4)

    one, other = (error_study(given, {"C": 1}, top=2, seed=7, chains=CHAINS).p_top for _ in range(2))

    assert one.tolist() == other.tolist()
