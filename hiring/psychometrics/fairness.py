"""Whether groups were selected at different rates: a screening signal for people to look at, not a finding.

The two-group functions take `(selected_1, n_1, selected_2, n_2)`: how many of how many were selected in
group 1, the focal group, and in group 2, the group it is compared with. They raise ValueError when a number
is not whole or negative, or more were selected than there were. A group of nobody is Undefined.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

import numpy as np

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Answer, Estimate, Interval, Undefined
from hiring.psychometrics.inputs import SAME, Floats, whole
from hiring.psychometrics.proportions import wilson
from hiring.psychometrics.quantiles import normal, normal_share

FOUR_FIFTHS = 0.8
#: Groups that are a smaller share of all are not tested on their own (UGESP, NYC Local Law 144).
SMALLEST_SHARE = 0.02
#: Counts below this could point at a person.
SMALLEST_CELL = 5

Alternative = Literal["two-sided", "less", "greater"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRatio(Estimate):
    """A ratio of selection rates; exactly .80 is not below four fifths."""

    below_four_fifths: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ZStatistic(Estimate):
    """A test statistic with its two-sided p."""

    p: float


def impact_ratio(
    selected_1: int, n_1: int, selected_2: int, n_2: int, *, confidence: float = 0.95
) -> ImpactRatio | Undefined:
    """Return the selection rate of group 1 over that of group 2, with Katz's log interval.

    IR = p₁/p₂; exp(ln IR ± z √((1−p₁)/(n₁p₁) + (1−p₂)/(n₂p₂))). `n` counts both groups. There is no
    interval where nobody of group 1 was selected; look at `newcombe_difference` then.
    Undefined where nobody of group 2 was selected.

    Source: UGESP (1978) §4D; Katz et al. (1978), Biometrics 34, 469-474.
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if not n1 or not n2:
        return Undefined.because(reasons.EMPTY_GROUP)
    if not s2:
        return Undefined.because(reasons.NOBODY_IN_REFERENCE)
    ratio = (s1 * n2) / (n1 * s2)
    interval: Interval | None = None
    if s1:
        half = normal(confidence) * sqrt((1 - s1 / n1) / s1 + (1 - s2 / n2) / s2)
        interval = (exp(log(ratio) - half), exp(log(ratio) + half)) if half else None
    return ImpactRatio(
        ratio,
        interval,
        n1 + n2,
        f"ratio of selection rates, Katz {confidence:.0%} interval, n = persons",
        "UGESP (1978) §4D",
        below_four_fifths=ratio < FOUR_FIFTHS - SAME,
    )


def impact_ratios(groups: Mapping[str, tuple[int, int]]) -> dict[str, ImpactRatio | Undefined]:
    """Return, for every group, its impact ratio to the group with the highest selection rate.

    groups: name -> (selected, n). The highest group is compared with itself; groups that are less than
    2% of all are not left out here: see `too_small_to_test`. Raises ValueError as the two-group functions.
    Source: UGESP (1978) §4D.
    """
    counted = {name: _group(selected, n, name) for name, (selected, n) in groups.items()}
    rates = {name: selected / n for name, (selected, n) in counted.items() if n}
    if not rates:
        return {name: Undefined.because(reasons.EMPTY_GROUP) for name in groups}
    highest = max(rates, key=lambda name: rates[name])
    return {name: impact_ratio(*counted[name], *counted[highest]) for name in groups}


def too_small_to_test(groups: Mapping[str, tuple[int, int]]) -> set[str]:
    """Return the groups that are less than 2% of everybody, which UGESP does not test on their own."""
    everybody = sum(n for _, n in groups.values())
    return {name for name, (_, n) in groups.items() if n < SMALLEST_SHARE * everybody}


def two_sample_z(selected_1: int, n_1: int, selected_2: int, n_2: int) -> ZStatistic | Undefined:
    """Return z = (p₁ − p₂)/√(p̄q̄(1/n₁ + 1/n₂)) with its two-sided p: beyond ±2 is the "two SD" rule.

    `n` counts both groups. Undefined where everybody or nobody was selected.
    Source: Morris & Lobsenz (2000), Personnel Psychology 53, 89-111.
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if (refusal := _cannot_differ(s1, n1, s2, n2)) is not None:
        return refusal
    pooled = (s1 + s2) / (n1 + n2)
    z = (s1 / n1 - s2 / n2) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return _z("two-sample z of selection rates, n = persons", z, n1 + n2)


def impact_ratio_z(selected_1: int, n_1: int, selected_2: int, n_2: int) -> ZStatistic | Undefined:
    """Return z of the impact ratio: ln(IR)/√((1−p̄)/p̄ (1/n₁ + 1/n₂)) with its two-sided p.

    `n` counts both groups. Undefined where the ratio is, is zero, or everybody was selected.
    Source: Morris & Lobsenz (2000).
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if (refusal := _cannot_differ(s1, n1, s2, n2)) is not None:
        return refusal
    if not s1 or not s2:
        return Undefined.because(reasons.NOBODY_SELECTED)
    pooled = (s1 + s2) / (n1 + n2)
    z = log(s1 * n2 / (n1 * s2)) / sqrt((1 - pooled) / pooled * (1 / n1 + 1 / n2))
    return _z("z of the impact ratio, n = persons", z, n1 + n2)


def standard_deviation_rule(selected: int, n: int, available: float) -> ZStatistic | Undefined:
    """Return how many standard deviations `selected` of `n` lie from what the share `available` promises.

    z = (x − np)/√(np(1−p)), with its two-sided p. Undefined for nobody. Raises ValueError for a share that
    is not between 0 and 1. Source: Hazelwood School District v. United States, 433 U.S. 299 (1977).
    """
    chosen, everybody = _group(selected, n, "the group")
    if not 0 < available < 1:
        raise ValueError(f"available must lie between 0 and 1, not be {available!r}")
    if not everybody:
        return Undefined.because(reasons.EMPTY_GROUP)
    z = (chosen - everybody * available) / sqrt(everybody * available * (1 - available))
    return _z("standard deviations from the available share, n = persons", z, everybody)


def fisher_exact(
    selected_1: int, n_1: int, selected_2: int, n_2: int, *, alternative: Alternative = "two-sided"
) -> Answer:
    """Return the p of Fisher's exact test: tables at most as likely as this one (or one tail of them).

    alternative: "less" counts tables with fewer selected of group 1, "greater" with more.
    `n` counts both groups. Undefined where everybody or nobody was selected.
    Source: Fisher (1935), The Design of Experiments.
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if (refusal := _cannot_differ(s1, n1, s2, n2)) is not None:
        return refusal
    chances, here = _tables(s1, n1, s2, n2)
    if alternative == "two-sided":
        p = float(chances[chances <= chances[here] * (1 + 1e-7)].sum())
    elif alternative in ("less", "greater"):
        p = float(chances[: here + 1].sum() if alternative == "less" else chances[here:].sum())
    else:
        raise ValueError(f"alternative must be two-sided, less or greater, not {alternative!r}")
    return Estimate(
        min(1.0, p), None, n1 + n2, f"p of Fisher's exact test, {alternative}, n = persons", "Fisher (1935)"
    )


def lancaster_mid_p(selected_1: int, n_1: int, selected_2: int, n_2: int) -> Answer:
    """Return Lancaster's two-sided mid-p: less likely tables, and half of those as likely as this one.

    Less cautious than Fisher's p, and closer to the level it claims in small samples.
    `n` counts both groups. Undefined where everybody or nobody was selected.
    Source: Lancaster (1961), JASA 56, 223-234; Biddle & Morris (2011), J. Applied Psychology 96, 956-965.
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if (refusal := _cannot_differ(s1, n1, s2, n2)) is not None:
        return refusal
    chances, here = _tables(s1, n1, s2, n2)
    as_likely = np.isclose(chances, chances[here], rtol=1e-7, atol=0)
    p = float(chances[(chances < chances[here]) & ~as_likely].sum() + chances[as_likely].sum() / 2)
    return Estimate(p, None, n1 + n2, "Lancaster's mid-p, two-sided, n = persons", "Lancaster (1961)")


def newcombe_difference(
    selected_1: int, n_1: int, selected_2: int, n_2: int, *, confidence: float = 0.95
) -> Answer:
    """Return p₁ − p₂ with Newcombe's hybrid score interval; defined where the impact ratio is not.

    `n` counts both groups. Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if not n1 or not n2:
        return Undefined.because(reasons.EMPTY_GROUP)
    p1, p2 = s1 / n1, s2 / n2
    (low1, high1), (low2, high2) = wilson(p1, n1, confidence), wilson(p2, n2, confidence)
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    method = f"difference of selection rates, Newcombe {confidence:.0%} interval, n = persons"
    return Estimate(p1 - p2, (low, high), n1 + n2, method, "Newcombe (1998), method 10")


def wilson_interval(selected: int, n: int, *, confidence: float = 0.95) -> Answer:
    """Return the selection rate with Wilson's score interval. Undefined for a group of nobody.

    Source: Wilson (1927), JASA 22, 209-212.
    """
    chosen, everybody = _group(selected, n, "the group")
    if not everybody:
        return Undefined.because(reasons.EMPTY_GROUP)
    share = chosen / everybody
    method = f"selection rate, Wilson {confidence:.0%} interval, n = persons"
    return Estimate(share, wilson(share, everybody, confidence), everybody, method, "Wilson (1927)")


def shortfall(selected_1: int, n_1: int, selected_2: int, n_2: int) -> Answer:
    """Return how many more of group 1 would have been selected at the common rate: n₁p̄ − selected₁.

    Negative where more were selected. `n` counts both groups. Source: Morris & Lobsenz (2000).
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if not n1 or not n2:
        return Undefined.because(reasons.EMPTY_GROUP)
    missing = n1 * (s1 + s2) / (n1 + n2) - s1
    return Estimate(
        missing, None, n1 + n2, "persons short of the common rate, n = persons", "Morris & Lobsenz (2000)"
    )


def flip_flop(selected_1: int, n_1: int, selected_2: int, n_2: int) -> bool | Undefined:
    """Say whether numbers are so small that one different choice would turn the result round.

    True where group 1 falls below four fifths, yet selecting one more of it and one fewer of group 2 would
    give it the higher rate. Nothing may be inferred then. Source: UGESP Questions & Answers (1979), no. 21.
    """
    s1, n1, s2, n2 = _groups(selected_1, n_1, selected_2, n_2)
    if not n1 or not n2:
        return Undefined.because(reasons.EMPTY_GROUP)
    if not s2 or s1 * n2 >= (FOUR_FIFTHS - SAME) * n1 * s2:
        return False
    return (s1 + 1) * n2 > (s2 - 1) * n1


def suppress_small_cells(
    groups: Mapping[str, tuple[int, int]], smallest: int = SMALLEST_CELL
) -> dict[str, tuple[int, int] | None]:
    """Return the groups with None for every one whose numbers could point at a person.

    groups: name -> (selected, n). Hidden are groups of fewer than `smallest`; and where only one is hidden,
    the smallest of the others too, because totals would give the first away.
    Raises ValueError as the two-group functions.
    Source: Hundepool et al. (2012), Statistical Disclosure Control, on primary and secondary suppression.
    """
    counted = {name: _group(selected, n, name) for name, (selected, n) in groups.items()}
    hidden = {name for name, (_, n) in counted.items() if 0 < n < smallest}
    others = [name for name, (_, n) in counted.items() if n >= smallest]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda name: counted[name][1]))
    return {name: None if name in hidden else counts for name, counts in counted.items()}


def _group(selected: int, n: int, name: str) -> tuple[int, int]:
    chosen, everybody = whole(selected, f"{name}: selected"), whole(n, f"{name}: n")
    if chosen > everybody:
        raise ValueError(f"{name}: {chosen} selected of {everybody}")
    return chosen, everybody


def _groups(selected_1: int, n_1: int, selected_2: int, n_2: int) -> tuple[int, int, int, int]:
    return (*_group(selected_1, n_1, "group 1"), *_group(selected_2, n_2, "group 2"))


def _cannot_differ(s1: int, n1: int, s2: int, n2: int) -> Undefined | None:
    if not n1 or not n2:
        return Undefined.because(reasons.EMPTY_GROUP)
    if s1 + s2 in (0, n1 + n2):
        return Undefined.because(reasons.ALL_OR_NOBODY)
    return None


def _z(method: str, z: float, n: int) -> ZStatistic:
    return ZStatistic(z, None, n, method, "Morris & Lobsenz (2000)", p=2 * normal_share(-abs(z)))


def _tables(s1: int, n1: int, s2: int, n2: int) -> tuple[Floats, int]:
    """Return the chances of all tables with these margins, by selected of group 1, and where this one is."""
    from scipy.special import gammaln  # only who needs it pays for loading it

    fewest, most = max(0, s1 + s2 - n2), min(n1, s1 + s2)
    x = np.arange(fewest, most + 1, dtype=float)
    y = s1 + s2 - x
    ways = -(gammaln(x + 1) + gammaln(n1 - x + 1) + gammaln(y + 1) + gammaln(n2 - y + 1))
    chances = np.exp(ways - ways.max())
    return chances / chances.sum(), s1 - fewest
