"""Scores of candidates as the platform makes them, from single ratings and fixed levels. Pure and exact.

A cell is one task and one competency of a candidate. What reviewers gave in it together (the mean, or the
median where the file says so) is one level, each fixed level another; the cell is their mean, a competency
the mean of its cells, the total the mean of the competencies by weight. What has no level enters nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

#: The rules that scores were ever made by, and how each of them rounds a half.
ROUNDING = {"cells": ROUND_HALF_UP, "cells-median": ROUND_HALF_UP, "task-means": ROUND_HALF_EVEN}
RULE_NOW, OF_MEDIANS, FIRST_RULE = "cells", "cells-median", "task-means"

Weights = Mapping[str, Fraction]


@dataclass(slots=True)
class _Cell:
    rated: list[Fraction] = field(default_factory=list)
    fixed: list[Fraction] = field(default_factory=list)

    def level(self, *, of_medians: bool) -> Fraction | None:
        together = _median if of_medians else _mean
        levels = [*([together(self.rated)] if self.rated else []), *self.fixed]
        return _mean(levels) if levels else None


@dataclass(frozen=True, slots=True)
class CandidateScores:
    """The exact scores of one candidate; None: nothing enters, or nothing was answered."""

    competencies: Mapping[str, Fraction | None]
    total: Fraction | None
    excused: bool
    """Some cell has left the means: the scores are marked."""


@dataclass(frozen=True, slots=True)
class ScoreList:
    """The scores of every candidate in a file, with the rule that made them."""

    rule: str
    competencies: tuple[str, ...]
    weights: Weights | None
    """None: nobody gave any, and there are no totals."""
    candidates: Mapping[str, CandidateScores]

    def rounded(self, value: Fraction) -> Decimal:
        """Return a score with two places, rounded as the rule does."""
        return rounded(value, ROUNDING[self.rule])


class ScoreSheet:
    """Gathers what enters scores, row by row, in the order of a file."""

    def __init__(self, rule: str = RULE_NOW) -> None:
        self.rule = rule
        self._cells: dict[str, dict[str, dict[str, _Cell]]] = {}
        self._competencies: dict[str, None] = {}
        self._answered: set[str] = set()

    @property
    def competencies(self) -> tuple[str, ...]:
        """The competencies in order of first appearance."""
        return tuple(self._competencies)

    @property
    def answered(self) -> frozenset[str]:
        """Whoever answered something; the others have no score."""
        return frozenset(self._answered)

    def add(
        self,
        candidate: str,
        task: str,
        competency: str,
        level: Fraction | None,
        *,
        fixed: bool = False,
        answered: bool = True,
    ) -> None:
        """Take one row: a level that somebody gave, one that a rule gave (`fixed`), or none."""
        self._competencies.setdefault(competency)
        cells = self._cells.setdefault(candidate, {}).setdefault(competency, {})
        cell = cells.setdefault(task, _Cell())
        if level is not None:
            (cell.fixed if fixed else cell.rated).append(level)
        if answered:
            self._answered.add(candidate)

    def scores(self, weights: Weights | None = None) -> ScoreList:
        """Return the scores of every candidate. Raises KeyError for a competency without a weight."""
        candidates = {candidate: self._of(candidate, weights) for candidate in self._cells}
        asked = list(weights or ())
        order = sorted(self.competencies, key=lambda code: asked.index(code) if code in asked else len(asked))
        return ScoreList(self.rule, tuple(order), weights, candidates)

    def _of(self, candidate: str, weights: Weights | None) -> CandidateScores:
        means: dict[str, Fraction | None] = dict.fromkeys(self.competencies)
        excused = False
        for competency, cells in self._cells[candidate].items():
            levels = [cell.level(of_medians=self.rule == OF_MEDIANS) for cell in cells.values()]
            excused = excused or (None in levels and self.rule != FIRST_RULE)
            entering = [level for level in levels if level is not None]
            if entering and candidate in self._answered:
                means[competency] = _mean(entering)
        total = None if weights is None else _total(means, weights)
        return CandidateScores(means, total, excused)


def rounded(value: Fraction, rounding: str) -> Decimal:
    """Return an exact figure with two places.

    >>> rounded(Fraction(25, 8), ROUND_HALF_UP), rounded(Fraction(25, 8), ROUND_HALF_EVEN)
    (Decimal('3.13'), Decimal('3.12'))
    """
    hundredths, rest = divmod(value * 100, 1)
    # One digit is enough to tell below, at and above the middle.
    beyond = {-1: 4, 0: 5, 1: 6}[(rest > Fraction(1, 2)) - (rest < Fraction(1, 2))] if rest else 0
    with localcontext(prec=40):
        return Decimal(f"{hundredths}.{beyond}").quantize(Decimal(1), rounding).scaleb(-2)


def _total(means: Mapping[str, Fraction | None], weights: Weights) -> Fraction | None:
    found = [(weights[code], mean) for code, mean in means.items() if mean is not None]
    covered = sum((weight for weight, _ in found), Fraction(0))
    return sum((weight * mean for weight, mean in found), Fraction(0)) / covered if covered else None


def _mean(levels: Sequence[Fraction]) -> Fraction:
    return sum(levels, Fraction(0)) / len(levels)


def _median(levels: Sequence[Fraction]) -> Fraction:
    in_order, half = sorted(levels), len(levels) // 2
    return in_order[half] if len(in_order) % 2 else (in_order[half - 1] + in_order[half]) / 2
