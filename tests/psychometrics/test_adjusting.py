"""Scores without the strictness of reviewers: exact where it is known, and nearer to the truth."""

import numpy as np
import pytest

from hiring.psychometrics import Undefined, reasons
from hiring.psychometrics.score_errors.adjusting import adjusted
from hiring.psychometrics.score_errors.cells import marks, scored
from hiring.psychometrics.score_errors.design import Design
from hiring.psychometrics.score_errors.reml import components
from hiring.psychometrics.score_errors.study import error_study
from tests.psychometrics.worked import simulated

#: Reviewers who differ much: from what is given to somebody it matters by whom.
STRICT = {"p": 0.3, "pt": 0.1, "r": 0.5, "pr": 0.02, "tr": 0.02, "residual": 0.2}


def _marks(rows):
    return marks(*([row[at] for row in rows] for at in range(4)), [row[4] for row in rows])


def _found(given):
    scores = scored(given, {"C": 1.0})
    return scores, adjusted(scores, components(Design(scores.answers)))


def _panel(candidates, tasks, raters, level):
    return _marks(
        [
            (f"K{who:02}", f"T{task}", f"R{rater}", "C", level(who, task, rater))
            for who in range(candidates)
            for task in range(tasks)
            for rater in raters(who, task)
        ]
    )


def _errors(score, true):
    """Return how far scores lie from true levels, and how many pairs stand the wrong way round."""
    off = (score - score.mean()) - (true - true.mean())
    apart = np.sign(score[:, None] - score) != np.sign(true[:, None] - true)
    return float(np.sqrt((off**2).mean())), int(apart.sum() // 2)


@pytest.mark.thorough
def test_known_strictness_is_taken_out_and_the_order_comes_nearer_to_the_truth():
    raw, fair = [], []
    for seed in range(30):
        given, true = simulated(seed, candidates=40, tasks=4, raters=6, truth=STRICT)
        study = error_study(given, {"C": 1}, top=3, seed=1)
        raw.append(_errors(study.scored.score, true))
        fair.append(_errors(study.adjusted, true))

    before, after = np.mean(raw, axis=0), np.mean(fair, axis=0)
    assert (after < 0.85 * before).all()
    assert sum(one[0] > other[0] for one, other in zip(raw, fair, strict=True)) >= 25


@pytest.mark.thorough
def test_where_reviewers_hardly_differ_adjusting_makes_nothing_worse():
    truth = {**STRICT, "r": 0.01}
    raw, fair = [], []
    for seed in range(30):
        given, true = simulated(seed, candidates=40, tasks=4, raters=6, truth=truth)
        study = error_study(given, {"C": 1}, top=3, seed=1)
        score = study.scored.score
        raw.append(_errors(score, true)[0])
        fair.append(_errors(score if isinstance(study.adjusted, Undefined) else study.adjusted, true)[0])

    assert np.mean(fair) < 1.02 * np.mean(raw)


def test_predicted_strictness_is_that_of_hendersons_equations():
    """û = σ²(r) Z'P y, worked out with tables of all ratings by all ratings; they add up to zero."""
    given, _true = simulated(3, candidates=12, tasks=3, raters=4, truth=STRICT)
    scores = scored(given, {"C": 1.0})
    design = Design(scores.answers)
    found = components(design)
    effects = {
        name: np.eye(int(cell.max()) + 1)[cell] for name, cell in design.cells.items() if name in design.kept
    }
    covariance = found.variance["residual"] * np.eye(design.size) + sum(
        found.variance[name] * shown @ shown.T for name, shown in effects.items()
    )
    tasks = np.eye(design.tasks)[design.task]
    inverse = np.linalg.inv(covariance)
    means = np.linalg.solve(tasks.T @ inverse @ tasks, tasks.T @ inverse @ design.level)
    expected = found.variance["r"] * effects["r"].T @ inverse @ (design.level - tasks @ means)

    assert found.leniency == pytest.approx(expected, abs=1e-8)
    assert found.leniency.sum() == pytest.approx(0, abs=1e-8)
    share = np.array(
        [
            [
                scores.answers.share[(scores.answers.candidate == who) & (design.rater == rater)].sum()
                for rater in range(4)
            ]
            for who in range(12)
        ]
    )
    assert adjusted(scores, found) == pytest.approx(scores.score - share @ expected, abs=1e-8)


def test_a_strict_reviewer_lowers_nobody_who_did_the_same():
    """R0 gives one level less than the others for the same: every other candidate got R0."""

    def level(who, task, rater):
        return (
            3 + 0.5 * (who % 4) + 0.2 * ((who + task) % 3) + 0.05 * ((who * task + rater) % 2) - (rater == 0)
        )

    scores, found = _found(_panel(16, 4, lambda who, task: (3 * (who % 2), 1 + task % 2), level))

    assert not isinstance(found, Undefined)
    true = np.array([np.mean([level(who, task, 1) for task in range(4)]) for who in range(16)])
    assert _errors(found, true)[0] < 0.5 * _errors(scores.score, true)[0] + 1e-9


def _level(who, task, rater):
    return 1 + (who * 3 + task * 2 + rater * who) % 5


@pytest.mark.parametrize(
    ("candidates", "raters", "why"),
    [
        (12, lambda _who, _task: (0, 1), reasons.FEW_FOR_SEVERITY),
        (3, lambda _who, task: (task % 3, (task + 1) % 3), reasons.FEW_FOR_SEVERITY),
        (16, lambda who, _task: (0, 1) if who < 8 else (2, 3), reasons.NOT_SHARED),
    ],
)
def test_a_design_that_cannot_say_who_is_strict_says_why(candidates, raters, why):
    _scores, found = _found(_panel(candidates, 3, raters, _level))

    assert isinstance(found, Undefined)
    assert found.sentence == why


def test_reviewers_who_cannot_be_told_from_candidates_are_not_adjusted_for():
    _scores, found = _found(_panel(24, 4, lambda who, _task: (who % 3,), _level))

    assert isinstance(found, Undefined)


def test_reviewers_who_give_the_same_change_nothing():
    def level(who, task, rater):
        return 1 + (who + 2 * task) % 5

    _scores, found = _found(_panel(12, 3, lambda who, task: ((who + task) % 3, (who + task + 1) % 3), level))

    assert isinstance(found, Undefined)
    assert found.sentence == reasons.EQUALLY_STRICT


def test_what_nobody_gave_is_left_as_it_is():
    rows = [
        (
            f"K{who:02}",
            f"T{task}",
            f"R{(who + task + k) % 3}",
            "C",
            2.0 + (who % 3) + ((who + task + k) % 3 == 0),
        )
        for who in range(12)
        for task in range(3)
        for k in (0, 1)
    ]
    rows += [("K99", f"T{task}", "", "C", 1.0) for task in range(3)]

    scores, found = _found(_marks(rows))

    assert found[list(scores.candidates).index("K99")] == 1.0
