"""The statistics behind every score: agreement, generalizability, severity, items, fairness, cuts, ranks.

Pure: numbers in, an `Estimate` or an `Undefined` out. Numpy throughout; scipy is loaded where it is needed.
"""

from hiring.psychometrics.estimates import Estimate, Undefined

__all__ = ["Estimate", "Undefined"]
