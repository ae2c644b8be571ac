"""How near judgements lie to those of experts."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def percent_score(
    given: Mapping[str, int], keyed: Mapping[str, float], farthest: Mapping[str, int]
) -> Decimal:
    """Return the D1 percent score: 100 less the distance to the key, as a share of that of `farthest`."""
    share = _distance(given, keyed) / _distance(farthest, keyed)
    return (100 * (1 - share)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent_by_chance(
    steps: Sequence[int], keyed: Mapping[str, float], farthest: Mapping[str, int]
) -> Fraction:
    """Return the mean percent score where each option gets any of the steps, all as likely."""
    mean = sum((_mean_distance(steps, value) for value in keyed.values()), Fraction(0))
    return 100 * (1 - mean / Fraction(_distance(farthest, keyed)))


def order_score(places: Mapping[str, int], keyed: Mapping[str, float]) -> Decimal:
    """Return the percent score of an order against mean places of experts; the order turned round gives 0."""
    return percent_score(places, keyed, _turned_round(keyed))


def most_for_order(keyed: Mapping[str, float]) -> Decimal:
    """Return what the nearest order earns: mean places of experts are seldom whole."""
    nearest = {option: place for place, option in enumerate(sorted(keyed, key=lambda each: keyed[each]), 1)}
    return order_score(nearest, keyed)


def order_by_chance(keyed: Mapping[str, float]) -> Fraction:
    """Return the mean over all orders, in which every item stands in every place equally often."""
    return percent_by_chance(range(1, len(keyed) + 1), keyed, _turned_round(keyed))


def _turned_round(keyed: Mapping[str, float]) -> dict[str, int]:
    """Return the order that is farthest from the key's."""
    turned = sorted(keyed, key=lambda option: keyed[option], reverse=True)
    return {option: place for place, option in enumerate(turned, 1)}


def _mean_distance(steps: Sequence[int], value: float) -> Fraction:
    return sum((abs(step - Fraction(str(value))) for step in steps), Fraction(0)) / len(steps)


def _distance(given: Mapping[str, int], keyed: Mapping[str, float]) -> Decimal:
    apart = (abs(given[option] - Decimal(str(value))) for option, value in keyed.items())
    return sum(apart, Decimal(0))
