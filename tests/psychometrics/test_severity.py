"""Severity: what least squares give, and what is said when they should not be trusted."""

import numpy as np
import pytest

from hiring.psychometrics import severity


def incomplete(seed, persons=60, raters=6, each=2, spread=(0.6, 0.5, 0.4)):
    chance = np.random.default_rng(seed)
    ability, harsh = chance.normal(3, spread[0], persons), chance.normal(0, spread[1], raters)
    harsh -= harsh.mean()
    rater = np.argsort(chance.random((persons, raters)), axis=1)[:, :each].ravel()
    person = np.repeat(np.arange(persons), each)
    noise = chance.normal(0, spread[2], len(person))
    return person, rater, ability[person] - harsh[rater] + noise, ability, harsh


def test_complete_designs_give_differences_of_means():
    marks = np.array([[5, 3, 4], [4, 2, 3], [5, 2, 5]], float)
    person, rater = np.indices(marks.shape)

    found = severity.additive(person.ravel(), rater.ravel(), marks.ravel())

    assert [found.raters[r].value for r in range(3)] == pytest.approx(marks.mean() - marks.mean(axis=0))
    assert [found.persons[p].value for p in range(3)] == pytest.approx(marks.mean(axis=1))
    assert dict(found.raw) == pytest.approx({p: marks[p].mean() for p in range(3)})


def test_effects_and_errors_are_those_of_least_squares():
    person, rater, ratings, *_ = incomplete(1)
    persons, raters = 60, 6
    design = np.zeros((len(ratings), persons + raters - 1))
    design[np.arange(len(ratings)), person] = 1
    for r in range(raters - 1):  # effects coding: the severities add up to zero
        design[rater == r, persons + r] = 1
    design[np.ix_(rater == raters - 1, np.arange(persons, persons + raters - 1))] = -1
    solution, squares, *_ = np.linalg.lstsq(design, ratings, rcond=None)
    variance = squares[0] / (len(ratings) - design.shape[1])
    errors = np.sqrt(variance * np.diag(np.linalg.inv(design.T @ design)))

    found = severity.additive(person, rater, ratings)

    assert [found.raters[r].value for r in range(5)] == pytest.approx(-solution[persons:])
    assert [found.raters[r].se for r in range(5)] == pytest.approx(errors[persons:])
    assert [found.persons[p].value for p in range(persons)] == pytest.approx(solution[:persons])
    assert [found.persons[p].se for p in range(persons)] == pytest.approx(errors[:persons])
    assert sum(effect.value for effect in found.raters.values()) == pytest.approx(0, abs=1e-12)


def test_shrunken_severities_are_smaller_and_known_better_where_raters_gave_few():
    person, rater, ratings, *_ = incomplete(2)
    plain, shrunk = (severity.additive(person, rater, ratings, shrink=shrink) for shrink in (False, True))

    assert sum(shrunk.raters[r].value ** 2 for r in range(6)) < sum(
        plain.raters[r].value ** 2 for r in range(6)
    )
    assert all(shrunk.raters[r].se < plain.raters[r].se for r in range(6))
    assert sum(effect.value for effect in shrunk.raters.values()) == pytest.approx(0, abs=1e-12)
    assert 0.05 < shrunk.rater_variance < 1
    assert plain.rater_variance is None


def test_raters_who_hardly_differ_are_shrunk_to_no_difference():
    chance = np.random.default_rng(8)
    person, rater = np.repeat(np.arange(40), 2), np.tile([0, 1], 40)
    same = 3 + chance.normal(size=40)[person] + np.tile([1, -1, -1, 1], 20) * 0.5

    found = severity.additive(person, rater, same, shrink=True)

    assert [effect.value for effect in found.raters.values()] == [0, 0]
    assert found.rater_variance == 0


def test_raters_with_few_ratings_are_named():
    person, rater, ratings, *_ = incomplete(3, persons=20)
    found = severity.additive(np.append(person, [0, 1]), np.append(rater, [9, 9]), np.append(ratings, [3, 3]))

    assert set(found.few_ratings) == {r for r in range(10) if 0 < found_count(found, r) < 8}
    assert 9 in found.few_ratings
    assert found.raters[9].n == 2


def found_count(found, rater):
    return found.raters[rater].n if rater in found.raters else 0


def test_a_design_that_leaves_nothing_over_has_effects_but_no_errors():
    found = severity.additive(["a", "a", "b"], ["x", "y", "y"], [3, 4, 2])

    assert found.raters["x"].value == pytest.approx(0.5)
    assert (found.raters["x"].se, found.raters["x"].interval, found.residual_variance) == (None, None, None)
    assert found.persons["b"].value == pytest.approx(1.5)


def test_labels_may_be_anything_that_can_be_a_key():
    answers = [("ana", "task 1"), ("ana", "task 1"), ("budi", "task 2"), ("budi", "task 2")]

    found = severity.additive(answers, ["x", "y", "x", "y"], [3, 4, 2, 4])

    assert list(found.persons) == [("ana", "task 1"), ("budi", "task 2")]
    assert found.components[0].persons == frozenset(answers)
    assert len(found.components) == 1


def test_rank_changes_show_who_moves():
    person, rater = ["a", "a", "b", "b", "c", "c"], ["kind", "mid", "mid", "harsh", "kind", "harsh"]
    found = severity.additive(person, rater, [5, 4, 4, 3, 4, 2])

    assert severity.rank_changes(found) == {"a": (1, 1), "b": (2, 1), "c": (3, 3)}


def test_many_parts_are_named_shortly():
    found = severity.additive(range(12), [f"rater {i:02}" for i in range(12)], range(12))

    assert len(found.components) == 12
    assert found.reason == (
        "the design falls into 12 parts that share no rater and no person: rater 00; rater 01; rater 02; ..."
    )
