"""The statistics: everything for one opening and for a great one, and the same work by other packages."""

import warnings
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bench.measuring import Deed
from hiring.psychometrics import agreement, items, ranking
from hiring.stats import figures as statistics
from hiring.stats.reading import Ratings

TASKS, RATERS, EACH, COMPETENCIES = 6, 8, 2, 5
SEED = 1


def deeds() -> list[Deed]:
    opening, great = drawn(500), drawn(10_000)
    units = _pairs(drawn(100))[:, :500]
    chance = np.random.default_rng(SEED)
    complete = chance.integers(1, 6, (500, 4)).astype(float)
    means = chance.integers(1, 6, (10_000, TASKS)).astype(float)
    scores = chance.normal(3, 0.7, 10_000)
    return [
        Deed(
            "every figure, 500 candidates × 6 tasks × 2 of 8 raters × 5 competencies",
            partial(statistics.figures, opening),
        ),
        Deed("every figure, 10,000 candidates", partial(statistics.figures, great)),
        Deed(
            "1,000 bootstrapped alphas over 500 units",
            partial(_at_once, units),
            "krippendorff: the same 1,000",
        ),
        Deed(
            "1,000 alphas over 500 units, any statistic",
            partial(_one_by_one, units),
            "krippendorff: the same 1,000",
        ),
        Deed("krippendorff: the same 1,000", partial(_by_krippendorff, units)),
        Deed("one alpha over 60,000 units", partial(_alpha, _pairs(great)), "krippendorff: one alpha"),
        Deed("krippendorff: one alpha", partial(_krippendorff_alpha, _pairs(great))),
        Deed("six ICCs, 500 targets × 4 raters", partial(agreement.icc, complete), "pingouin: six ICCs"),
        Deed("pingouin: six ICCs", partial(_by_pingouin, complete)),
        Deed(
            "Cronbach's alpha, 10,000 × 6", partial(items.cronbach_alpha, means), "pingouin: Cronbach's alpha"
        ),
        Deed("pingouin: Cronbach's alpha", partial(_alpha_by_pingouin, means)),
        Deed(
            "rank intervals and top 10 of 10,000, 1,000 draws",
            partial(ranking.rank_intervals, scores, 0.3, SEED, top=10),
        ),
    ]


def drawn(candidates: int) -> Ratings:
    """Return ratings as the platform gathers them: two of eight raters per answer, drawn by lot."""
    chance = np.random.default_rng(SEED)
    shape = (candidates, TASKS, EACH, COMPETENCIES)
    candidate, task, _, competency = (place.ravel() for place in np.indices(shape))
    who = np.argsort(chance.random((candidates, TASKS, RATERS)), axis=2)[:, :, :EACH]
    rater = np.broadcast_to(who[..., None], shape).ravel()
    severity = chance.normal(0, 0.3, RATERS)
    ability = chance.normal(3, 0.7, (candidates, 1, 1, COMPETENCIES)) + chance.normal(
        0, 0.5, (candidates, TASKS, 1, 1)
    )
    level = np.broadcast_to(ability, shape).ravel() - severity[rater] + chance.normal(0, 0.6, rater.size)
    numbers = {"candidate": candidates, "task": TASKS, "rater": RATERS, "competency": COMPETENCIES}
    return Ratings(
        {column: [f"{column} {number}" for number in range(many)] for column, many in numbers.items()},
        {"candidate": candidate, "task": task, "rater": rater, "competency": competency},
        np.clip(np.rint(level), 1, 5),
        (1.0, 5.0),
    )


def _pairs(ratings: Ratings) -> NDArray[np.float64]:
    """Return raters × answers of the first competency, nan where a rater did not see the answer."""
    first = ratings.codes["competency"] == 0
    answer = (ratings.codes["candidate"] * TASKS + ratings.codes["task"])[first]
    table = np.full((RATERS, answer.max() + 1), np.nan)
    table[ratings.codes["rater"][first], answer] = ratings.values[first]
    return table


def _at_once(units: NDArray[np.float64]) -> object:
    return agreement.bootstrap_interval(agreement.Alpha("ordinal"), units, SEED)


def _one_by_one(units: NDArray[np.float64]) -> object:
    return agreement.bootstrap_interval(
        lambda table: agreement.krippendorff_alpha(table, "ordinal"), units, SEED
    )


def _by_krippendorff(units: NDArray[np.float64]) -> object:
    chance = np.random.default_rng(SEED)
    many = units.shape[1]
    found = [_krippendorff_alpha(units[:, chance.integers(0, many, many)]) for _ in range(1000)]
    return np.quantile(found, [0.025, 0.975])


def _alpha(table: NDArray[np.float64]) -> object:
    return agreement.krippendorff_alpha(table, "ordinal")


def _krippendorff_alpha(table: NDArray[np.float64]) -> float:
    import krippendorff

    return krippendorff.alpha(table, level_of_measurement="ordinal")


def _by_pingouin(table: NDArray[np.float64]) -> object:
    pandas, pingouin = _pandas_and_pingouin()
    target, rater = np.indices(table.shape)
    frame = pandas.DataFrame({"target": target.ravel(), "rater": rater.ravel(), "rating": table.ravel()})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pingouin.intraclass_corr(frame, targets="target", raters="rater", ratings="rating")


def _alpha_by_pingouin(table: NDArray[np.float64]) -> object:
    pandas, pingouin = _pandas_and_pingouin()
    return pingouin.cronbach_alpha(pandas.DataFrame(table))


def _pandas_and_pingouin():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas
        import pingouin
    return pandas, pingouin
