"""How severe each rater is, whether that is a verdict, and what candidates' means would be without it."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics import severity
from hiring.psychometrics.score_errors.enough import ANSWERS_OF_EACH, TooFew, severe
from hiring.psychometrics.severity import AdditiveModel, DisconnectedDesign
from hiring.stats.reading import Ratings
from hiring.stats.scores import ScoreList


@dataclass(frozen=True, slots=True)
class CandidateFigures:
    """A candidate's mean over all ratings, as given and with the severity of raters taken out."""

    raw: float
    """Every rating weighs alike."""
    by_task: float | None
    """The platform's mean: every task of a competency weighs alike, and levels of nobody enter, too."""
    fair: float | None
    ratings: int


def severities(ratings: Ratings, present: NDArray[np.bool_]) -> AdditiveModel | DisconnectedDesign:
    """Return severities over all competencies: what is rated as a whole is a competency of an answer."""
    answer = _answers(ratings)[present]
    names = np.array(ratings.names["rater"], dtype=object)
    return severity.additive(answer, names[ratings.codes["rater"][present]], ratings.values[present])


def verdicts(
    ratings: Ratings, present: NDArray[np.bool_], model: AdditiveModel | DisconnectedDesign
) -> dict[str, bool | TooFew]:
    """Return by rater whether it differs from the others: what is marked together is one answer."""
    if isinstance(model, DisconnectedDesign):
        return {}
    tasks, names = len(ratings.names["task"]), ratings.names["rater"]
    answer = ratings.codes["candidate"][present] * tasks + ratings.codes["task"][present]
    pairs = np.unique(np.stack([ratings.codes["rater"][present], answer]), axis=1)
    many = np.bincount(pairs[0], minlength=len(names))
    enough = int((many >= ANSWERS_OF_EACH).sum())
    return {
        name: severe(model.raters[name], int(many[at]), enough)
        for at, name in enumerate(names)
        if name in model.raters
    }


def _answers(ratings: Ratings) -> NDArray[np.intp]:
    key = ratings.codes["candidate"]
    for column in ("task", "competency"):
        key = np.unique(key * len(ratings.names[column]) + ratings.codes[column], return_inverse=True)[1]
    return key


def candidate_figures(
    ratings: Ratings,
    present: NDArray[np.bool_],
    model: AdditiveModel | DisconnectedDesign,
    scores: ScoreList | None = None,
) -> dict[str, CandidateFigures]:
    """Return by candidate the means over all ratings, as given and with severity taken out.

    The mean of the platform is that of `scores`; without weights all competencies weigh alike in it.
    """
    if scores is None or scores.weights is None:
        scores = ratings.sheet.scores(dict.fromkeys(ratings.sheet.competencies, Fraction(1)))
    totals = {name: candidate.total for name, candidate in scores.candidates.items()}
    candidate, values = ratings.codes["candidate"][present], ratings.values[present]
    names = ratings.names["candidate"]
    many = np.bincount(candidate, minlength=len(names))
    fair = None
    if isinstance(model, AdditiveModel):
        severities = {name: effect.value for name, effect in model.raters.items()}
        by_rater = np.array([severities.get(name, 0.0) for name in ratings.names["rater"]])
        fair = np.bincount(
            candidate, values + by_rater[ratings.codes["rater"][present]], minlength=len(names)
        )
    raw = np.bincount(candidate, values, minlength=len(names))
    return {
        name: CandidateFigures(
            float(raw[place] / many[place]),
            None if (total := totals.get(name)) is None else float(total),
            None if fair is None else float(fair[place] / many[place]),
            int(many[place]),
        )
        for place, name in enumerate(names)
        if many[place]
    }
