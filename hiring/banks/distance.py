"""How near judgements lie to those of experts."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal


def percent_score(given: Mapping[str, int], keyed: Mapping[str, float], lowest: int, highest: int) -> Decimal:
    """Return the D1 percent score: 100 less the distance to the key, as a share of the largest one."""
    expected = {option: Decimal(str(value)) for option, value in keyed.items()}
    distance = sum(abs(given[option] - value) for option, value in expected.items())
    largest = sum(max(value - lowest, highest - value) for value in expected.values())
    percent = 100 * (1 - Decimal(distance) / largest)
    return percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
