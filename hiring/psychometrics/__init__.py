"""The statistics behind every score: agreement, generalizability, severity, items, fairness, cuts, ranks.

Pure: numbers in, an `Estimate` or an `Undefined` out. Numpy throughout; scipy is loaded where it is needed.
Quantiles of F and t are scipy.special's. The rest is written here and tested against others: to load
scipy.stats takes 2.7 times the processor time of all that is loaded now, its bootstrap knows neither missing
ratings nor many resamples in one matrix product, and krippendorff is under the GPL.
"""

from hiring.psychometrics.estimates import Estimate, Undefined

__all__ = ["Estimate", "Undefined"]
