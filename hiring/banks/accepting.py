"""Keys that accept one or more choices for each of several things, such as what is done with each message."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hiring.banks import messages as expect
from hiring.banks.choosing import every_choice_remarks
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks

#: Points for an accepted choice everywhere.
ALL_ACCEPTED = 100
#: What is accepted, by key of the thing.
Accepted = Mapping[str, tuple[str, ...]]


def accepted_remarks(
    things: Sequence[str], choices: Sequence[str], keyed: Accepted, path: Path, least: int = 1
) -> Iterator[Problem]:
    """Yield what does not fit between a key and what can be chosen: `least` choices for every thing."""
    yield from every_choice_remarks(things, keyed, path)
    for thing, accepted in keyed.items():
        yield from checks.at_least(least, accepted, "choice", (*path, thing))
        for n, choice in enumerate(accepted):
            yield from checks.known(choice, choices, (*path, thing, n), expect.KNOWN_OPTION)


def share_accepted(keyed: Accepted, chosen: Mapping[str, str]) -> Fraction:
    """Return the share of things for which an accepted choice was made."""
    return Fraction(sum(chosen.get(thing) in accepted for thing, accepted in keyed.items()), len(keyed))


def share_by_chance(keyed: Accepted, count: int) -> Fraction:
    """Return the share that blind choosing among `count` choices earns on average."""
    return sum((Fraction(len(set(accepted)), count) for accepted in keyed.values()), Fraction(0)) / len(keyed)


def points_of(share: Fraction) -> Decimal:
    """Return a share as points: all accepted earns `ALL_ACCEPTED`."""
    points = ALL_ACCEPTED * share
    return (Decimal(points.numerator) / points.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
