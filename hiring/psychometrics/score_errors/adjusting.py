"""Scores as they would be if all reviewers were equally strict, and whether a design bears saying so.

How lenient a reviewer is, u, is predicted from all ratings (the best linear unbiased prediction under the
fitted components): û = σ²(r) Z'P y. It is drawn towards zero, the more so the fewer ratings there are, and
the û of all reviewers add up to zero. A score is adjusted by what they brought into it, each by its share of
the score: adjusted_i = score_i - Σ_r w_i.r û_r. What nobody gave, an empty task or a key, stays as it is.
Where medians count, the û leave the single levels, and of what is left the one in the middle counts.

Sources: Henderson (1975), Biometrics 31, 423; MacKay et al. (2017), Calibration with confidence (only a
connected design bears it).
"""

import numpy as np

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Undefined
from hiring.psychometrics.inputs import Codes, Floats
from hiring.psychometrics.panels import parts_of_panel
from hiring.psychometrics.score_errors.cells import Scored, laid
from hiring.psychometrics.score_errors.reml import Components

#: So many reviewers with so many answers each are needed to say who is strict.
ENOUGH_RATERS, ENOUGH_ANSWERS = 3, 8


def adjusted(of: Scored, found: Components | Undefined) -> Floats | Undefined:
    """Return all scores without what the strictness of reviewers brought in, or why that cannot be said."""
    if isinstance(found, Undefined):
        return found
    answers = of.answers
    raters, rater, many = np.unique(answers.rater, return_inverse=True, return_counts=True)
    if (many >= ENOUGH_ANSWERS).sum() < ENOUGH_RATERS:
        return Undefined.because(reasons.FEW_FOR_SEVERITY, raters=ENOUGH_RATERS, answers=ENOUGH_ANSWERS)
    if "r" in found.not_separable:
        return Undefined.because(reasons.CONFOUNDED, effect="r", other=found.not_separable["r"])
    if parts_of_panel(zip(answers.candidate.tolist(), rater.tolist(), strict=True)) > 1:
        return Undefined.because(reasons.NOT_SHARED)
    if found.variance["r"] <= 0:
        return Undefined.because(reasons.EQUALLY_STRICT)
    return _without(of, raters, rater, found.leniency)


def _without(of: Scored, raters: Codes, rater: Codes, leniency: Floats) -> Floats:
    """Return the scores less what was brought in by `raters`; `rater` is their place among these."""
    if of.medians is not None:
        of_all = np.zeros(len(of.raters))
        of_all[raters] = leniency
        return np.asarray(of.score + of.medians.without(of_all))
    share = laid(of.answers.candidate, rater, of.answers.share, (len(of.candidates), len(raters)))
    return np.asarray(of.score - share @ leniency)
