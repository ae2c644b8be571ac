"""How near judgements lie to those of experts."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal


def percent_score(
    given: Mapping[str, int], keyed: Mapping[str, float], farthest: Mapping[str, int]
) -> Decimal:
    """Return the D1 percent score: 100 less the distance to the key, as a share of that of `farthest`."""
    share = _distance(given, keyed) / _distance(farthest, keyed)
    return (100 * (1 - share)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _distance(given: Mapping[str, int], keyed: Mapping[str, float]) -> Decimal:
    apart = (abs(given[option] - Decimal(str(value))) for option, value in keyed.items())
    return sum(apart, Decimal(0))
