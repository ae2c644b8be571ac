"""Scores, components, errors and places are those of the worked examples, within their tolerances."""

import numpy as np
import pytest

from hiring.psychometrics import Undefined
from hiring.psychometrics.score_errors.cells import marks, natural, scored
from hiring.psychometrics.score_errors.design import Design
from hiring.psychometrics.score_errors.gibbs import Chains, draws
from hiring.psychometrics.score_errors.reml import components
from hiring.psychometrics.score_errors.study import error_study
from tests.psychometrics.worked import blocks, expected, ratings

BLOCKS = [pytest.param(*block, id=f"{block[0]} {block[1]}") for block in blocks()]
SHORT = Chains(chains=4, warm_up=10, kept=4, every=1)
EXACT = 1.1e-6  # six digits are given, and the last of them is rounded


def by_candidate(study, values):
    return dict(zip(study.candidates, np.asarray(values).tolist(), strict=True))


def of(given, weights, **asked):
    return error_study(given, weights, **({"top": 1, "seed": 1, "chains": SHORT} | asked))


@pytest.mark.parametrize(("name", "code", "weights", "block"), BLOCKS)
def test_the_worked_examples_come_out(name, code, weights, block):
    study = of(ratings(name), weights, top=block["top_k"])

    assert by_candidate(study, study.scored.score) == pytest.approx(block["score"], abs=EXACT)
    assert by_candidate(study, study.scored.deviation) == pytest.approx(block["deviation"], abs=EXACT)
    assert study.components.variance == pytest.approx(block["components"], abs=1e-4)
    assert study.components.not_separable == block["not_separable"]
    assert by_candidate(study, study.errors.standard) == pytest.approx(block["standard_error"], abs=1e-4)
    at = {label: place for place, label in enumerate(study.candidates)}
    differences = {
        pair: study.errors.of_difference(*(at[each] for each in pair.split("-")))
        for pair in block["se_of_difference"]
    }
    assert differences == pytest.approx(block["se_of_difference"], abs=1e-4)
    assert study.errors.relative == pytest.approx(block["relative_error_variance"], abs=1e-4)
    assert study.reliability.value == pytest.approx(block["reliability"], abs=1e-4)
    assert by_candidate(study, study.prediction.level) == pytest.approx(block["shrunken"], abs=1e-4)
    assert by_candidate(study, study.prediction.error) == pytest.approx(block["shrunken_error"], abs=1e-4)
    assert by_candidate(study, study.fitted_p_top) == pytest.approx(block["p_top"], abs=0.01)


def test_the_shares_of_tasks_in_a_total_are_those_of_the_example():
    example = expected("a6")
    found = scored(ratings("a6"), example["weights"])

    shares = {
        candidate: dict(zip(found.tasks, row, strict=True))
        for candidate, row in zip(found.candidates, found.task_share.tolist(), strict=True)
    }

    assert {who: shares[who] for who in shares} == {
        who: pytest.approx(given, abs=EXACT) for who, given in example["total"]["task_shares"].items()
    }
    assert found.task_share.sum(axis=1) == pytest.approx(1)


def test_the_shares_of_tasks_are_the_weights_where_nothing_is_missing():
    example = expected("a2")
    found = scored(ratings("a2"), example["weights"])

    assert dict(zip(found.tasks, found.task_share[0], strict=True)) == pytest.approx(
        example["total"]["task_weights"], abs=EXACT
    )


def test_the_error_of_a_total_is_not_that_of_independent_competencies():
    given, example = ratings("a2"), expected("a2")
    weights = {code: weight / 100 for code, weight in example["weights"].items()}
    first = {code: of(given, {code: 1}).errors.standard[0] for code in weights}
    independent = np.sqrt(sum((weight * first[code]) ** 2 for code, weight in weights.items()))

    assert round(float(independent), 3) == 0.183
    assert round(float(of(given, weights).errors.standard[0]), 3) == 0.239


@pytest.mark.thorough
def test_the_posterior_of_a_total_is_that_of_the_example():
    example = expected("a6")
    wanted = example["total"]["bayes"]
    study = of(ratings("a6"), example["weights"], top=example["total"]["top_k"], chains=None)
    found = study.posterior

    assert found.sampling_error <= 0.005
    assert by_candidate(study, found.p_top) == pytest.approx(wanted["p_top"], abs=0.02)
    assert found.sd == pytest.approx(wanted["sd_posterior_mean"], abs=0.02)
    assert by_candidate(study, found.centred_mean) == pytest.approx(wanted["centred_mean"], abs=0.015)
    assert by_candidate(study, found.centred_sd) == pytest.approx(wanted["centred_sd"], abs=0.015)
    assert by_candidate(study, found.rank_90) == wanted["rank_90"]
    assert study.p_top is found.p_top


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["a1", "a3", "a5"])
def test_the_sampler_agrees_with_the_posteriors_of_other_programs(name):
    """Those examples hold true levels given the single ratings, which the sampler draws on its way."""
    example = expected(name)
    wanted, top = example["bayes"], example["competencies"]["COMW"]["top_k"]
    found = scored(ratings(name), {"COMW": 1})
    sampled = draws(Design(found.answers), 1, Chains(kept=200, every=10))
    levels = np.moveaxis(sampled.persons, 1, 0).reshape(len(found.candidates), -1)
    centred = levels - levels.mean(axis=0)
    best = (np.argsort(np.argsort(-levels, axis=0), axis=0) < top).mean(axis=1)

    sds = {effect: float(np.sqrt(drawn).mean()) for effect, drawn in sampled.variance.items()}
    for effect, sd in wanted["sd_posterior_mean"].items():
        assert sds[effect] == pytest.approx(sd, abs=0.03 if effect == "r" else 0.02), effect
    named = [
        dict(zip(found.candidates, row.tolist(), strict=True))
        for row in (best, centred.mean(1), centred.std(1))
    ]
    assert named[0] == pytest.approx(wanted["p_top"], abs=0.02)
    assert named[1] == pytest.approx(wanted["centred_mean"], abs=0.015)
    assert named[2] == pytest.approx(wanted["centred_sd"], abs=0.015)


def test_a_cell_that_a_key_and_reviewers_fill_is_the_mean_of_its_parts():
    given = marks(
        ["a", "a", "a", "a", "b", "b"],
        ["t1", "t1", "t1", "t2", "t1", "t2"],
        ["x", "y", "", "x", "x", "y"],
        ["C"] * 6,
        [2, 4, 5, 1, 3, 3],
    )

    found = scored(given, {"C": 1})

    assert found.score.tolist() == [2.5, 3.0]  # ((3 + 5) / 2 + 1) / 2
    assert found.task_share.tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert found.answers.share.tolist() == [0.125, 0.125, 0.5, 0.5, 0.5]


def test_an_excused_cell_leaves_its_weight_to_the_other_cells_of_its_competency():
    given = marks(
        ["a"] * 3 + ["b"] * 3, ["t1", "t2", "t1"] * 2, ["x"] * 6, ["C", "C", "D"] * 2, [None, 2, 5, 3, 3, 3]
    )

    both = scored(given, {"C": 3, "D": 1})

    assert both.score.tolist() == [0.75 * 2 + 0.25 * 5, 3.0]


def test_only_a_competency_without_any_cell_gives_its_weight_to_the_others():
    given = marks(
        ["a", "a", "b", "b"], ["t1", "t2", "t1", "t2"], ["x"] * 4, ["C", "D", "C", "D"], [None, 5, 3, 3]
    )

    assert scored(given, {"C": 3, "D": 1}).score.tolist() == [5.0, 3.0]
    assert scored(given, {"C": 1}).candidates == ("b",)


def test_weights_must_be_above_zero_and_somebody_must_have_a_level():
    given = marks(["a"], ["t"], ["x"], ["C"], [None])

    with pytest.raises(ValueError, match="weights must be zero or more"):
        scored(given, {"C": 0})
    with pytest.raises(ValueError, match="weights must be zero or more"):
        scored(given, {"C": -1})
    with pytest.raises(ValueError, match="nobody has a level"):
        scored(given, {"C": 1})


def test_labels_are_sorted_as_people_count():
    assert sorted(["R10", "R2", "r1", "R1", "Rb"], key=natural) == ["R1", "R2", "R10", "Rb", "r1"]


def designed(*rows):
    """Return the study of rows such as "a t1 x 3"."""
    parts = [row.split() for row in rows]
    labels = ([part[at] for part in parts] for at in range(3))
    return of(marks(*labels, ["C"] * len(rows), [float(part[3]) for part in parts]), {"C": 1})


def test_one_rating_per_answer_gives_what_can_be_known_and_names_what_cannot():
    study = designed(
        *(f"k{i} t{t} r{(i + t) % 3} {1 + (i * t + i) % 5}" for i in range(12) for t in range(4))
    )

    assert study.components.not_separable == {"pt": "residual"}
    assert study.reliability.value > 0


def test_one_rater_gives_what_can_be_known_and_names_what_cannot():
    study = designed(*(f"k{i} t{t} r {1 + (i * t + i) % 5}" for i in range(12) for t in range(4)))

    assert study.components.not_separable == {"pt": "residual", "r": "mean", "pr": "p", "tr": "task"}
    assert study.errors.standard.tolist() == pytest.approx([study.errors.standard[0]] * 12)


def test_raters_nested_in_candidates_are_no_trouble():
    study = designed(
        *(
            f"k{i} t{t} r{2 * i + j} {1 + (i * t + j * i) % 5}"
            for i in range(10)
            for t in range(3)
            for j in (0, 1)
        )
    )

    assert study.components.not_separable == {"pr": "r", "tr": "residual"}
    assert study.p_top.sum() == pytest.approx(1)


def test_one_task_gives_no_reliability_and_no_prediction():
    study = designed(*(f"k{i} t r{j} {1 + (i + j) % 5}" for i in range(6) for j in range(2)))

    assert study.components.not_separable["pt"] == "p"
    assert study.errors.standard.min() > 0
    assert (study.reliability.reason, study.shrunken.reason) == ("at least two tasks are needed",) * 2
    assert (study.p_top, study.places) == (None, None)
    assert (study.bands, study.told_apart(0, 1)) == (study.shrunken, study.shrunken)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["a t1 x 3", "a t2 x 4"], "at least two persons are needed"),
        (["a t1 x 3", "b t2 y 4"], "no candidate has two ratings"),
        ([f"{k} t{t} x 3" for k in "abc" for t in "12"], "there is no variation: all values are the same"),
    ],
)
def test_what_has_no_components_says_why(rows, reason):
    study = designed(*rows)

    assert study.components == Undefined(reason, study.components.sentence)
    assert study.errors == study.reliability == study.shrunken == study.components


def test_a_competency_that_is_keyed_throughout_has_scores_only():
    study = of(marks(["a", "a", "b"], ["t1", "t2", "t1"], ["", None, ""], ["C"] * 3, [3.5, 1, 2]), {"C": 1})

    assert study.scored.score.tolist() == [2.25, 2.0]
    assert study.components.reason == "no reviewer rated anything"


def test_raters_who_never_differ_leave_no_residual():
    levels = {(i, t): 1 + (3 * i + t * i + t) % 5 for i in range(8) for t in range(4)}
    study = designed(*(f"k{i} t{t} r{j} {level}" for (i, t), level in levels.items() for j in (0, 1)))

    assert study.components.variance["residual"] == 0
    assert study.components.variance["pt"] > 0.1
    assert np.isfinite(study.p_top).all()


def test_a_likelihood_that_grows_without_end_is_no_top():
    """In this example every contrast that only the residual could explain is zero by chance."""
    found = components(Design(scored(ratings("a2"), {"NETW": 1}).answers))

    assert found.variance["residual"] == pytest.approx(0.194793, abs=1e-4)


def test_no_difference_between_candidates_gives_no_places_with_fitted_components():
    rows = [f"k{i} t{t} r{j} {3 + (-1) ** (i + t + j)}" for i in range(30) for t in range(4) for j in (0, 1)]
    study = designed(*rows)

    assert study.components.variance["p"] == 0
    assert not study.bayesian
    assert study.shrunken.tolist() == [0.0] * 30
    assert study.p_top is None
    assert len(study.bands) == 1
