"""Where one more rating settles most: the expected change of who is among the best."""

from math import asin, pi
from statistics import NormalDist

import numpy as np
import pytest

from hiring.psychometrics import Undefined, reasons
from hiring.psychometrics.score_errors.cells import marks
from hiring.psychometrics.score_errors.errors import Exposure
from hiring.psychometrics.score_errors.next_reading import expected_gain, next_readings
from hiring.psychometrics.score_errors.study import error_study


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7, 0.95])
def test_at_a_half_the_gain_is_sheppards_formula(share):
    assert expected_gain(0.5, share) == pytest.approx(asin(share) / (2 * pi), abs=1e-7)


@pytest.mark.parametrize(("p_top", "share"), [(0.5, 0.3), (0.2, 0.3), (0.8, 0.3), (0.12, 0.6), (0.9, 0.1)])
def test_the_gain_is_the_variance_of_the_probability_once_the_rating_is_there(p_top, share):
    """Simulated: the predicted level moves by √ρ of its deviation, what is left shrinks to √(1−ρ)."""
    moved = np.random.default_rng(3).standard_normal(400_000) * np.sqrt(share)
    z = NormalDist().inv_cdf(p_top)
    normal = np.vectorize(NormalDist().cdf)
    then = normal((z + moved[:100_000]) / np.sqrt(1 - share))

    assert then.mean() == pytest.approx(p_top, abs=0.003)
    assert expected_gain(p_top, share) == pytest.approx(then.var(), abs=0.002)


def test_a_place_that_is_open_gains_most_and_no_rating_gains_nothing():
    gains = [expected_gain(p_top, 0.4) for p_top in (0.1, 0.3, 0.5, 0.7, 0.9)]

    assert gains[2] == max(gains)
    assert gains[0] == pytest.approx(gains[4], abs=1e-9)
    assert expected_gain(0.5, 0.0) == 0.0


def _study(raters=2, people=12, tasks=4, top=3, uneven=False):
    """Everybody by two of three reviewers; `uneven` = of the first task by one more."""
    chance = np.random.default_rng(11)
    rows = []
    for person in range(people):
        level = 1.5 + 2.5 * person / people
        for task in range(tasks):
            own = chance.normal(0, 0.4)
            for rater in range(raters + (uneven and task == 0)):
                given = np.clip(round(level + own + chance.normal(0, 0.6)), 1, 5)
                rows.append(
                    (f"K{person + 1}", f"T{task + 1}", f"R{(person + task + rater) % 3 + 1}", "COMW", given)
                )
    sides = list(zip(*rows, strict=True))
    return error_study(marks(*sides), {"COMW": 1.0}, top=top, seed=1)


def test_answers_of_candidates_whose_place_is_open_are_named_and_no_others():
    study = _study()

    found = next_readings(study)

    open_ = {at for at, share in enumerate(study.p_top) if 0.10 < share < 0.90}
    assert {one.candidate for one in found} == open_
    assert len(found) == 4 * len(open_)
    assert [one.gain for one in found] == sorted((one.gain for one in found), reverse=True)
    assert all(0 < one.gain < one.p_top * (1 - one.p_top) for one in found)


def test_the_error_then_is_that_of_a_study_with_one_more_rating():
    """The same ratings once more with a fourth reviewer of one answer, with the components of before."""
    study = _study()
    reading = next_readings(study)[0]
    answers, variance = study.scored.answers, study.components.variance
    rows = [
        (
            study.candidates[answers.candidate[at]],
            study.scored.tasks[answers.task[at]],
            study.scored.raters[answers.rater[at]],
            "COMW",
            answers.level[at],
        )
        for at in range(len(answers.level))
    ]
    rows.append((study.candidates[reading.candidate], study.scored.tasks[reading.task], "R9", "COMW", 3.0))
    more = error_study(marks(*zip(*rows, strict=True)), {"COMW": 1.0}, top=3, seed=1)

    then = Exposure(more.scored).errors(variance).standard[reading.candidate]

    assert reading.error_then == pytest.approx(then, abs=1e-9)
    assert reading.error == pytest.approx(study.errors.standard[reading.candidate], abs=1e-9)
    assert reading.error_then < reading.error


def test_an_answer_that_has_more_ratings_already_gains_less():
    study = _study(uneven=True)
    found = next_readings(study)

    of_one = {one.task: one.gain for one in found if one.candidate == found[0].candidate}

    assert of_one[0] == min(of_one.values())


def test_with_one_rating_per_answer_nothing_is_said():
    found = next_readings(_study(raters=1))

    assert isinstance(found, Undefined)
    assert found.sentence == reasons.ONE_READING_EACH
