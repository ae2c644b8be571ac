"""G studies: balanced or not, one facet or two."""

import numpy as np
import pytest

from hiring.psychometrics import agreement, generalizability, reasons
from hiring.psychometrics.components import balanced, unbalanced
from hiring.psychometrics.generalizability import CROSSED, NESTED, ONE_FACET, _observed
from tests.psychometrics.blocks import table


def some_scores(seed, *shape):
    return np.random.default_rng(seed).integers(1, 6, shape).astype(float)


@pytest.mark.parametrize("effects", [CROSSED, NESTED])
def test_complete_data_give_the_same_components_by_both_estimators(effects):
    observations = _observed(some_scores(1, 7, 4, 3), "ptr")

    assert unbalanced(observations, effects).components == pytest.approx(
        balanced(observations, effects).components
    )


def test_nested_components_follow_their_formulas():
    scores = some_scores(2, 6, 4, 2)
    found = generalizability.nested(scores)
    ms = {name: found.sums_of_squares[name] / found.degrees_of_freedom[name] for name in NESTED}

    assert found.degrees_of_freedom == {"p": 5, "t": 3, "r:t": 4, "pt": 15, "pr:t": 20}
    assert sum(found.sums_of_squares.values()) == pytest.approx(((scores - scores.mean()) ** 2).sum())
    assert {name: part.value for name, part in found.components.items()} == pytest.approx(
        {
            "p": (ms["p"] - ms["pt"]) / 8,
            "t": (ms["t"] - ms["r:t"] - ms["pt"] + ms["pr:t"]) / 12,
            "r:t": (ms["r:t"] - ms["pr:t"]) / 6,
            "pt": (ms["pt"] - ms["pr:t"]) / 2,
            "pr:t": ms["pr:t"],
        }
    )


def test_nested_decision_divides_raters_by_tasks_too():
    found = generalizability.nested(some_scores(3, 30, 4, 2) + np.arange(30)[:, None, None] / 10)
    variance = {name: max(0, part.value) for name, part in found.components.items()}
    decision = found.decision(5, 3)

    relative = variance["pt"] / 5 + variance["pr:t"] / 15
    absolute = relative + variance["t"] / 5 + variance["r:t"] / 15
    assert decision.g.value == pytest.approx(variance["p"] / (variance["p"] + relative))
    assert decision.phi.value == pytest.approx(variance["p"] / (variance["p"] + absolute))
    assert decision.sem_relative.value == pytest.approx(relative**0.5)
    assert decision.sem_absolute.value == pytest.approx(absolute**0.5)


def test_one_facet_is_the_intraclass_correlation():
    found, ratings = generalizability.one_facet(table("V04")), table("V04")

    assert found.decision(1).phi.value == pytest.approx(agreement.icc(ratings)["2,1"].value)
    assert found.decision(1).g.value == pytest.approx(agreement.icc(ratings)["3,1"].value)
    assert list(found.components) == list(ONE_FACET)


def test_long_form_is_the_same_as_the_block():
    block = some_scores(4, 20, 4, 5)
    block[np.random.default_rng(4).random(block.shape) < 0.4] = np.nan
    person, task, rater = np.nonzero(~np.isnan(block))

    long = generalizability.crossed_long(
        [f"p{p}" for p in person], task, [f"r{r}" for r in rater], block[person, task, rater]
    )

    whole = generalizability.crossed(block)
    assert {name: part.value for name, part in long.components.items()} == pytest.approx(
        {name: part.value for name, part in whole.components.items()}
    )
    assert "Henderson's Method 1" in whole.method
    assert whole.components["p"].se is None


def test_persons_tasks_and_raters_without_any_rating_are_not_there():
    block = some_scores(5, 8, 3, 2)
    padded = np.full((10, 4, 3), np.nan)
    padded[1:9, 1:, :2] = block

    assert generalizability.crossed(padded) == generalizability.crossed(block)


def test_raters_who_meet_a_person_once_leave_their_interaction_to_the_error():
    chance = np.random.default_rng(6)
    block = np.full((200, 3, 8), np.nan)
    for person in range(200):  # six different raters per person, two for each task
        raters = chance.permutation(8)[:6].reshape(3, 2)
        for task in range(3):
            block[person, task, raters[task]] = chance.integers(1, 6, 2)

    found = generalizability.crossed(block)

    assert found.components["pr"].reason == "in this design “pr” cannot be told apart from “ptr”"
    assert found.components["ptr"].value == pytest.approx(2, abs=0.35)
    assert found.method.endswith("pr counted with ptr")
    assert found.decision(3, 2).g.value >= 0


def test_too_little_overlap_is_refused():
    block = np.full((4, 2, 2), np.nan)
    block[[0, 1, 2, 3], [0, 1, 0, 1], [0, 1, 1, 0]] = [1, 2, 3, 4]
    block[0, 1, 1] = 5

    assert not generalizability.crossed(block)


def test_a_score_with_its_interval():
    decision = generalizability.one_facet(table("V04")).decision(4)

    low, high = decision.score_interval(5, absolute=False)
    assert (low + high) / 2 == pytest.approx(5)
    assert high - low == pytest.approx(2 * 1.959964 * decision.sem_relative.value)
    wide = decision.score_interval(5)
    assert wide[1] - wide[0] > high - low


def test_no_variance_left_means_no_coefficient():
    block = np.array([[1, 2], [2, 1]], float)  # persons alike, raters alike: only error
    found = generalizability.one_facet(block)

    assert found.negative == ("p", "r")
    assert found.decision(2).g.value == 0
    additive_tasks = generalizability.one_facet([[1, 2, 3], [1, 2, 3]])
    assert additive_tasks.decision(2).g.reason == reasons.NO_VARIANCE_LEFT
    assert additive_tasks.decision(2).phi.value == 0


@pytest.mark.parametrize("design", [generalizability.crossed, generalizability.nested])
def test_complete_means_are_worth_what_their_numbers_promise(design):
    found = design(some_scores(7, 20, 4, 3))

    assert [answer.value for answer in worth(found.as_rated)] == pytest.approx(
        [answer.value for answer in worth(found.decision(4, 3))]
    )


def test_complete_means_over_raters_alone_are_worth_what_their_number_promises():
    found = generalizability.one_facet(table("V04"))

    assert [answer.value for answer in worth(found.as_rated)] == pytest.approx(
        [answer.value for answer in worth(found.decision(4))]
    )


def worth(decision):
    return decision.g, decision.phi, decision.sem_relative, decision.sem_absolute


def test_raters_who_differ_between_persons_count_as_error_in_ranking_too():
    scores = np.random.default_rng(8).normal(size=(60, 4, 6)) + np.array([-2, -1, 0, 0, 1, 2])
    drawn = np.argsort(np.random.default_rng(9).random(scores.shape), axis=2) < 2

    everybody = generalizability.crossed(scores)
    some = generalizability.crossed(np.where(drawn, scores, np.nan))

    assert some.as_rated.sem_relative.value > some.decision(4, 2).sem_relative.value
    assert some.as_rated.sem_absolute.value < some.decision(4, 2).sem_absolute.value  # eight draws, not two
    assert everybody.components["r"].value == pytest.approx(some.components["r"].value, rel=0.2)


def by_label(block, *, tasks=False, persons=False):
    """Return a block in long form; raters of a task, or of a person, are people of their own."""
    person, task, rater = np.nonzero(~np.isnan(block))
    own = [(p if persons else 0, t if tasks else 0, r) for p, t, r in zip(person, task, rater, strict=True)]
    return generalizability.crossed_long(person, task, own, block[person, task, rater])


def values(study, *names):
    return [study.components[name].value for name in names]


def test_raters_of_each_task_are_counted_within_their_tasks():
    block = some_scores(10, 30, 4, 2) + np.arange(30)[:, None, None] / 10

    found, nested = by_label(block, tasks=True), generalizability.nested(block)

    assert values(found, "p", "t", "tr", "pt", "ptr") == pytest.approx(
        values(nested, "p", "t", "r:t", "pt", "pr:t")
    )
    assert found.merged == {"r": "tr", "pr": "ptr"}
    assert found.components["r"].reason == "in this design “r” cannot be told apart from “tr”"
    assert found.as_rated.sem_relative.value == pytest.approx(nested.as_rated.sem_relative.value)
    assert found.as_rated.sem_absolute.value == pytest.approx(nested.as_rated.sem_absolute.value)


def test_raters_of_each_person_are_error_in_ranking_too():
    block = some_scores(11, 30, 4, 2) + np.arange(30)[:, None, None] / 10

    found = by_label(block, persons=True)

    assert found.merged == {"r": "pr", "tr": "ptr"}
    within, left, interaction = (max(0, part) for part in values(found, "pr", "ptr", "pt"))
    relative = interaction / 4 + within / 2 + left / 8
    assert found.as_rated.sem_relative.value == pytest.approx(relative**0.5)


def test_one_rating_per_answer_takes_the_larger_error_for_more_raters():
    chance = np.random.default_rng(12)
    block = np.full((60, 5, 4), np.nan)
    person, task = (side.ravel() for side in np.indices((60, 5)))
    block[person, task, chance.integers(0, 4, 300)] = np.arange(60)[person] / 20 + chance.normal(size=300)

    found = generalizability.crossed(block)

    assert found.merged == {"pt": "ptr"}
    assert found.components["pt"].reason == "in this design “pt” cannot be told apart from “ptr”"
    one, two = found.decision(5, 1), found.decision(5, 2)
    by_rater = {name: max(0, part) for name, part in zip(("pr",), values(found, "pr"), strict=True)}["pr"]
    error = max(0, found.components["ptr"].value)
    assert one.sem_relative.value == pytest.approx((by_rater + error / 5) ** 0.5)
    assert two.sem_relative.value == pytest.approx((by_rater / 2 + error / 5) ** 0.5)


def test_one_rater_shows_how_tasks_differ_and_nothing_of_raters():
    scores = some_scores(13, 20, 5) + np.arange(20)[:, None] / 5
    person, task = (side.ravel() for side in np.indices(scores.shape))

    found = generalizability.tasks_long(person, task, scores.ravel())

    as_raters = generalizability.one_facet(scores)
    assert values(found, "p", "t", "pt") == pytest.approx(values(as_raters, "p", "r", "pr"))
    assert found.decision(8).g.value == pytest.approx(as_raters.decision(8).g.value)


def test_persons_with_one_rating_each_cannot_be_told_from_what_was_asked_of_them():
    found = generalizability.crossed_long([1, 2, 3, 4], "abab", "xxyy", [1, 2, 3, 5])

    assert found.reason == "in this design “p” cannot be told apart from “ptr”"
    assert found.as_rated.g.reason == found.reason
