"""Everything that is known of the scores on one competency, or of the total: errors, places, bands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Interval, Undefined
from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.score_errors import bands as banding
from hiring.psychometrics.score_errors.adjusting import adjusted
from hiring.psychometrics.score_errors.cells import Marks, Scored, scored
from hiring.psychometrics.score_errors.design import Design
from hiring.psychometrics.score_errors.enough import FOR_A_FIT, figure_or_too_few
from hiring.psychometrics.score_errors.errors import Errors, Exposure, reliability
from hiring.psychometrics.score_errors.gibbs import Chains
from hiring.psychometrics.score_errors.posterior import Posterior, posterior
from hiring.psychometrics.score_errors.prediction import Prediction, predicted
from hiring.psychometrics.score_errors.reml import Components, components

SOURCE = "Searle, Casella & McCulloch (1992), Variance Components"


@dataclass(frozen=True)
class ErrorStudy:
    """The scores of all candidates with their errors. What cannot be said is Undefined, and says why.

    Below 30 candidates what is shown is the posterior, in which the components are uncertain; from 30 on
    they are fitted, and taken for known.
    """

    scored: Scored
    components: Components | Undefined
    errors: Errors | Undefined
    reliability: Answer
    """As computed; `shown_reliability` says whether it may be told."""
    prediction: Prediction | Undefined
    posterior: Posterior | None
    top: int
    seed: int

    @property
    def candidates(self) -> tuple[Any, ...]:
        return self.scored.candidates

    @property
    def bayesian(self) -> bool:
        """Whether what is shown comes from the posterior."""
        return self.posterior is not None

    @cached_property
    def fitted_p_top(self) -> Floats | None:
        """The probability of being among the best with the fitted components; None without a difference."""
        if isinstance(self.prediction, Undefined) or not self.prediction.level.any():
            return None
        return self.prediction.among_best(self.top, self.seed)

    @property
    def shrunken(self) -> Floats | Undefined:
        """The predicted level less the general mean, as it is shown."""
        knows = self._knows
        return knows if isinstance(knows, Undefined) else knows.level

    @property
    def alike(self) -> bool:
        """Whether nobody is predicted to differ: the scores differ by no more than their errors."""
        if self.posterior is not None or isinstance(self.prediction, Undefined):
            return False
        return not self.prediction.level.any()

    @property
    def p_top(self) -> Floats | None:
        """The probability of truly being among the best, as it is shown."""
        return self.fitted_p_top if self.posterior is None else self.posterior.p_top

    def above(self, one: int, other: int) -> float | Undefined:
        """Return the probability that one candidate truly lies above another."""
        knows = self._knows
        return knows if isinstance(knows, Undefined) else knows.above(one, other)

    def told_apart(self, one: int, other: int) -> bool | Undefined:
        """Return whether the evidence tells two candidates apart."""
        knows = self._knows
        if isinstance(knows, Undefined):
            return knows
        return any(bool(knows.surely_above(np.array([a]), b)[0]) for a, b in ((one, other), (other, one)))

    @property
    def _knows(self) -> Posterior | Prediction | Undefined:
        return self.prediction if self.posterior is None else self.posterior

    @cached_property
    def places(self) -> tuple[banding.TopPlace, ...] | None:
        """For everybody whether a place among the best is clear, clearly out of reach, or open."""
        return None if self.p_top is None else tuple(banding.top_place(float(share)) for share in self.p_top)

    @cached_property
    def bands(self) -> tuple[tuple[int, ...], ...] | Undefined:
        """The candidates in bands, the highest first."""
        knows = self._knows
        if isinstance(knows, Undefined):
            return knows
        return banding.bands(knows.level, knows.surely_above, self.candidates)

    @cached_property
    def adjusted(self) -> Floats | Undefined:
        """The scores without what the strictness of reviewers brought in; by the fitted components always."""
        return adjusted(self.scored, self.components)

    @property
    def shown_reliability(self) -> Answer:
        """The reliability as it may be told of so many candidates."""
        return figure_or_too_few(self.reliability, len(self.candidates))

    @property
    def shown_components(self) -> Mapping[str, Answer] | Undefined:
        """The components as they may be told of so many candidates."""
        found = self.components
        if isinstance(found, Undefined):
            return found
        return {
            name: Undefined.because(reasons.CONFOUNDED, effect=name, other=found.not_separable[name])
            if name in found.not_separable
            else figure_or_too_few(self._component(name, value), len(self.candidates))
            for name, value in found.variance.items()
        }

    def _component(self, name: str, value: float) -> Estimate:
        interval: Interval | None
        if self.posterior is not None:
            interval = self.posterior.interval(name)
            how = "95 % interval of the posterior"
        else:
            interval = self.components.interval(name) if isinstance(self.components, Components) else None
            how = "95 % interval by average information"
        return Estimate(
            value,
            interval,
            len(self.candidates),
            f"variance of {name}, restricted maximum likelihood, {how}, n = candidates",
            SOURCE,
        )


def error_study(
    given: Marks,
    weights: Mapping[Any, float],
    *,
    top: int,
    seed: int,
    chains: Chains | None = None,
    of_medians: bool = False,
) -> ErrorStudy:
    """Return what is known of the scores by these weights: one competency alone, or several for a total.

    top: how many places there are. of_medians: of several levels in a cell the one in the middle counts.
    The same seed gives the same answer, whatever the order of the marks.
    Raises ValueError for weights that are not zero or more, or where nobody has a level on any of them.
    """
    scores = scored(given, weights, of_medians=of_medians)
    design = Design(scores.answers)
    found = components(design) if design.size else Undefined.because(reasons.NOBODY_RATED)
    if isinstance(found, Undefined):
        return ErrorStudy(scores, found, found, found, found, None, top, seed)
    exposure = Exposure(scores)
    errors = exposure.errors(found.variance)
    if design.tasks < 2:  # what is the person's and what is the person's on this task are one
        alone = Undefined.because(reasons.ONE_TASK)
        return ErrorStudy(scores, found, errors, alone, alone, None, top, seed)
    known = None
    if len(scores.candidates) < FOR_A_FIT:
        known = posterior(design, exposure, scores.deviation, top, seed, chains or Chains())
    return ErrorStudy(
        scores,
        found,
        errors,
        _with_interval(reliability(found, errors, exposure), known),
        predicted(scores.deviation, found.variance["p"], errors),
        known,
        top,
        seed,
    )


def _with_interval(answer: Answer, known: Posterior | None) -> Answer:
    """Return a reliability with the interval of the posterior, where there is one."""
    if isinstance(answer, Undefined) or known is None:
        return answer
    low, high = np.quantile(known.reliability, [0.025, 0.975])
    return replace(
        answer, interval=(float(low), float(high)), method=f"{answer.method}, interval of the posterior"
    )
