"""Laws that hold for any ratings: names do not matter, nor does where the scale begins or how wide it is."""

import math
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from hiring.psychometrics import (
    Estimate,
    Undefined,
    agreement,
    fairness,
    generalizability,
    items,
    ranking,
    severity,
)
from hiring.psychometrics.agreement import Intraclass

LEVELS = st.sampled_from(["nominal", "ordinal", "interval", "ratio"])
LEVEL_OR_MISSING = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, math.nan])
TABLES = arrays(float, array_shapes(min_dims=2, max_dims=2, max_side=7), elements=LEVEL_OR_MISSING)
FULL_TABLES = arrays(
    float,
    array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=7),
    elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]),
)
BLOCKS = arrays(float, array_shapes(min_dims=3, max_dims=3, max_side=4), elements=LEVEL_OR_MISSING)
SEEDS = st.integers(0, 2**32 - 1)

#: As many as the fast tests try of anything, else sixty; what must not break, twice as many.
MOST = min(60, settings.default.max_examples)
examples = settings(deadline=None, max_examples=MOST, derandomize=True)


def same(one: Estimate | Undefined, other: Estimate | Undefined) -> bool:
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return one == other
    return math.isclose(one.value, other.value, rel_tol=1e-7, abs_tol=1e-9) and close(
        one.interval, other.interval
    )


def close(one, other) -> bool:
    if one is None or other is None:
        return one is other
    return all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-8) for a, b in zip(one, other, strict=True))


def all_sound(answers: Iterable[Estimate | Undefined]) -> bool:
    return all(
        answer.reason != ""
        if isinstance(answer, Undefined)
        else math.isfinite(answer.value)
        and (answer.interval is None or (all(map(math.isfinite, answer.interval))))
        and (answer.se is None or math.isfinite(answer.se))
        for answer in answers
    )


def shuffled(table, seed):
    chance = np.random.default_rng(seed)
    return table[np.ix_(*(chance.permutation(side) for side in table.shape))]


@examples
@given(TABLES, LEVELS, SEEDS)
def test_relabelling_raters_and_units_leaves_alpha_as_it_is(ratings, level, seed):
    assert same(
        agreement.krippendorff_alpha(ratings, level),
        agreement.krippendorff_alpha(shuffled(ratings, seed), level),
    )


@examples
@given(TABLES, SEEDS)
def test_relabelling_leaves_intraclass_correlations_and_item_figures_as_they_are(ratings, seed):
    other = shuffled(ratings, seed)

    one, two = agreement.icc(ratings), agreement.icc(other)
    assert all(same(one[form], two[form]) for form in one)
    assert same(items.cronbach_alpha(ratings), items.cronbach_alpha(other))
    pairs = agreement.exact_and_adjacent(ratings), agreement.exact_and_adjacent(other)
    assert same(pairs[0].exact, pairs[1].exact)
    assert same(pairs[0].adjacent, pairs[1].adjacent)


@examples
@given(BLOCKS, SEEDS)
def test_relabelling_persons_tasks_and_raters_leaves_components_as_they_are(scores, seed):
    one, two = generalizability.crossed(scores), generalizability.crossed(shuffled(scores, seed))

    assert bool(one) == bool(two)
    assert all(same(one.components[name], two.components[name]) for name in one.components)


@examples
@given(TABLES, SEEDS)
def test_relabelling_leaves_severities_as_they_are(ratings, seed):
    person, rater = np.nonzero(~np.isnan(ratings))
    order = np.random.default_rng(seed).permutation(len(person))
    values = ratings[person, rater]

    one = severity.additive(person, rater, values)
    two = severity.additive([f"p{p}" for p in person[order]], [f"r{r}" for r in rater[order]], values[order])

    assert len(one.components) == len(two.components)
    if one:
        assert all(same(one.raters[r], two.raters[f"r{r}"]) for r in one.raters)
        assert all(same(one.persons[p], two.persons[f"p{p}"]) for p in one.persons)


@examples
@given(TABLES, st.floats(-100, 100), st.floats(0.1, 50))
def test_shift_and_scale_leave_interval_alpha_and_icc_as_they_are(ratings, shift, factor):
    moved = ratings * factor + shift

    assert same(
        agreement.krippendorff_alpha(ratings, "interval"), agreement.krippendorff_alpha(moved, "interval")
    )
    one, two = agreement.icc(ratings), agreement.icc(moved)
    assert all(same(one[form], two[form]) for form in one)


@examples
@given(TABLES, LEVELS)
def test_ordinal_and_nominal_alpha_only_see_the_order_or_the_difference(ratings, level):
    assume(level in ("nominal", "ordinal"))
    stretched = np.exp(ratings)

    assert same(agreement.krippendorff_alpha(ratings, level), agreement.krippendorff_alpha(stretched, level))


@examples
@given(
    arrays(float, st.integers(1, 8), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])),
    st.integers(2, 5),
    LEVELS,
)
def test_identical_raters_agree_fully_or_not_definably(ratings, raters, level):
    table = np.tile(ratings, (raters, 1))

    alpha = agreement.krippendorff_alpha(table, level)
    assert isinstance(alpha, Undefined) or alpha.value == pytest.approx(1)
    for form in agreement.icc(table.T).values():
        assert isinstance(form, Undefined) or (form.value == pytest.approx(1) and form.interval is None)


@settings(examples, max_examples=2 * MOST)
@given(TABLES, LEVELS)
def test_no_table_of_ratings_breaks_anything(ratings, level):
    exact = agreement.exact_and_adjacent(ratings)
    one_facet = generalizability.one_facet(ratings)
    person, rater = np.nonzero(~np.isnan(ratings))
    model = severity.additive(person, rater, ratings[person, rater], shrink=level == "ordinal")
    decision = one_facet.decision(2)

    assert all_sound(
        [
            agreement.krippendorff_alpha(ratings, level),
            agreement.bootstrap_interval(agreement.Alpha(level), ratings, 1, resamples=100),
            *agreement.icc(ratings).values(),
            exact.exact,
            exact.adjacent,
            *one_facet.components.values(),
            *(decision.g, decision.phi, decision.sem_relative, decision.sem_absolute),
            *model.raters.values(),
            *model.persons.values(),
            items.cronbach_alpha(ratings),
            *items.alpha_if_deleted(ratings),
            *items.item_rest(ratings),
            *items.difficulty(ratings, highest=5),
        ]
    )


@settings(examples, max_examples=2 * MOST)
@given(BLOCKS)
def test_no_block_of_scores_breaks_a_g_study(scores):
    for design in (generalizability.crossed, generalizability.nested):
        found = design(scores)
        decision = found.decision(3, 2)
        assert all_sound(
            [
                *found.components.values(),
                decision.g,
                decision.phi,
                decision.sem_relative,
                decision.sem_absolute,
            ]
        )


@examples
@given(FULL_TABLES)
def test_alpha_is_the_intraclass_correlation_of_consistency(scores):
    alpha, form = items.cronbach_alpha(scores), agreement.icc(scores)["3,k"]

    assert bool(alpha) == bool(form)
    if isinstance(form, Intraclass):
        assert alpha.value == pytest.approx(form.value, abs=1e-9)
        assert close(alpha.interval, form.interval)


@examples
@given(FULL_TABLES)
def test_components_add_up_to_the_variance_of_the_ratings(scores):
    found = generalizability.one_facet(scores)

    if found:
        assert sum(found.sums_of_squares.values()) == pytest.approx(((scores - scores.mean()) ** 2).sum())


COUNTS = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@examples
@given(COUNTS, COUNTS)
def test_no_pair_of_groups_breaks_a_fairness_figure(one, two):
    case = (*one, *two)

    assert all_sound(
        [
            fairness.impact_ratio(*case),
            fairness.two_sample_z(*case),
            fairness.impact_ratio_z(*case),
            fairness.fisher_exact(*case),
            fairness.lancaster_mid_p(*case),
            fairness.newcombe_difference(*case),
            fairness.shortfall(*case),
            fairness.wilson_interval(*one),
        ]
    )
    assert fairness.flip_flop(*case) in (True, False) or isinstance(fairness.flip_flop(*case), Undefined)


@examples
@given(COUNTS, COUNTS)
def test_turning_the_groups_round_turns_the_figures_round(one, two):
    there, back = fairness.two_sample_z(*one, *two), fairness.two_sample_z(*two, *one)
    assert bool(there) == bool(back)
    if there:
        assert there.value == pytest.approx(-back.value)
        assert fairness.fisher_exact(*one, *two).value == pytest.approx(
            fairness.fisher_exact(*two, *one).value
        )
        assert fairness.lancaster_mid_p(*one, *two).value == pytest.approx(
            fairness.lancaster_mid_p(*two, *one).value
        )


@examples
@given(st.lists(st.floats(1, 5), min_size=2, max_size=8), st.floats(0.05, 1), SEEDS)
def test_ranks_lie_between_first_and_last(scores, sem, seed):
    for person in ranking.rank_intervals(scores, sem, seed, top=1, draws=100):
        low, high = person.rank.interval
        assert 1 <= low <= high <= len(scores)
        assert 0 <= person.in_top.value <= 1
