"""How far raters agree on one competency; intervals by candidate, whose answers hang together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics import Undefined, agreement, reasons
from hiring.psychometrics.estimates import Answer
from hiring.psychometrics.score_errors.enough import agreement_or_too_few
from hiring.stats import selection
from hiring.stats.selection import Floats, Selection

#: Krippendorff's limit below which he draws no conclusions at all.
TENTATIVE = 0.667
#: So that the same file gives the same figures.
SEED = 20_26
_MOST_CATEGORIES = 20


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree on one competency."""

    pairs: agreement.PairAgreement
    alpha: agreement.Bootstrapped | Undefined
    alpha_below_tentative: float | None
    icc_form: str
    """"2" where the same raters rated every answer, "1" where raters differ from answer to answer."""
    icc_one: Answer
    icc_mean: Answer
    raters_per_answer: int
    kappa: Answer | None
    """Only where there are exactly two raters."""


def agreement_of(chosen: Selection) -> Agreement:
    """Return how far raters agree on one competency, as it may be told of so few answers."""
    doubled = chosen.per_answer[chosen.answer] > 1
    floor = (int((chosen.per_answer > 1).sum()), len(np.unique(chosen.candidate[doubled])))
    pairs, alpha = _pairs_and_alpha(chosen, floor)
    everybody = chosen.by_rater()
    form, table, people = _laid(chosen, everybody)
    one, mean = (
        agreement_or_too_few(agreement.icc_by_person(table, people, f"{form},{size}", SEED), *floor)
        for size in "1k"
    )
    kappa = None
    if everybody is not None and everybody.shape[1] == 2:
        kappa = agreement_or_too_few(_kappa(everybody, people), *floor)
    below = alpha.share_below(TENTATIVE) if isinstance(alpha, agreement.Bootstrapped) else None
    return Agreement(pairs, alpha, below, form, one, mean, table.shape[1], kappa)


def _pairs_and_alpha(
    chosen: Selection, floor: tuple[int, int]
) -> tuple[agreement.PairAgreement, agreement.Bootstrapped | Undefined]:
    packed, people = _packed(chosen.tables), chosen.packed_candidates
    if packed is None:
        too_large = Undefined.because(reasons.TOO_LARGE)
        return agreement.PairAgreement(too_large, too_large, 0), too_large
    by_candidate = agreement.Alpha("ordinal", clusters=people.tolist())
    alpha = agreement.bootstrap_interval(by_candidate, packed, SEED)
    told = agreement_or_too_few(alpha, *floor)
    pairs = agreement.exact_and_adjacent(packed, people=people if len(people) else None)
    return (
        agreement.PairAgreement(
            agreement_or_too_few(pairs.exact, *floor),
            agreement_or_too_few(pairs.adjacent, *floor),
            pairs.pairs,
        ),
        told if isinstance(told, agreement.Bootstrapped | Undefined) else alpha,
    )


def _laid(chosen: Selection, everybody: Floats | None) -> tuple[str, Floats, NDArray[np.intp]]:
    """Return the form of correlation that a design allows, its table, and whose each row is.

    Where raters differ from answer to answer: of the largest group of answers with equally many ratings.
    """
    if everybody is not None:
        return "2", everybody, chosen.candidates
    several = [table for table in chosen.tables if table.shape[1] > 1]
    table = max(several, key=len, default=np.empty((chosen.answers, 1)))
    of_size = chosen.per_answer == table.shape[1]
    return "1", table, chosen.candidates[of_size] if several else chosen.candidates


def _packed(tables: list[Floats]) -> Floats | None:
    """Return ratings × answers, nan where an answer has fewer than another; None if that is too much."""
    several = [table for table in tables if table.shape[1] > 1]
    if not several:
        return np.empty((1, sum(len(table) for table in tables)))
    deepest = max(table.shape[1] for table in several)
    if deepest * sum(map(len, several)) > selection.LARGEST_TABLE:
        return None
    return np.concatenate(
        [np.pad(table, ((0, 0), (0, deepest - table.shape[1])), constant_values=np.nan) for table in several]
    ).T


def _kappa(table: Floats, people: NDArray[np.intp]) -> Answer:
    if len(np.unique(table)) > _MOST_CATEGORIES:
        return Undefined.because(reasons.TOO_MANY_CATEGORIES, number=_MOST_CATEGORIES)
    return agreement.kappa_by_person(table, people, SEED)
