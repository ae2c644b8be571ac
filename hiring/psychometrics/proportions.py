"""The interval of a proportion."""

from math import sqrt

from hiring.psychometrics.estimates import Interval
from hiring.psychometrics.quantiles import normal


def wilson(share: float, n: float, confidence: float = 0.95) -> Interval:
    """Return Wilson's (1927) score interval for the proportion `share` of `n` > 0, which may be effective."""
    z = normal(confidence)
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    low = 0.0 if share == 0 else max(0.0, (centre - half) / whole)
    high = 1.0 if share == 1 else min(1.0, (centre + half) / whole)
    return low, high
