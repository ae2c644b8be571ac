"""The scores of candidates, made of a file of cells: checked, as a table to read, and for machines."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hiring.i18n import N_
from hiring.i18n.formatting import write_number
from hiring.stats.faults import NO_WEIGHT, TableProblem, UnreadableRatings
from hiring.stats.layout import grid, told
from hiring.stats.reading import Ratings
from hiring.stats.scores import ScoreList, Weights
from hiring.stats.words import Vocabulary

#: What each rule does with a half, as people say it.
ROUNDED = {
    "cells": N_("Everything is computed exactly and rounded once, half up."),
    "cells-median": N_(
        "Of several levels in one cell the median counts. "
        "Everything is computed exactly and rounded once, half up."
    ),
    "task-means": N_(
        "This file follows the first rule of scores: what has no level drops out, half is rounded to even."
    ),
}


def scores_in(ratings: Ratings, weights: Weights | None) -> ScoreList | None:
    """Return the scores of all candidates; None where neither weights nor the kinds of cells are given.

    Raises UnreadableRatings when a competency of the file has no weight.
    """
    if weights is None and not ratings.kinds:
        return None
    lacking = [code for code in ratings.sheet.competencies if weights is not None and code not in weights]
    if lacking:
        example = ",".join(f"{code}=1" for code in ratings.sheet.competencies)
        problems = [TableProblem(NO_WEIGHT, {"competency": code, "example": example}) for code in lacking]
        raise UnreadableRatings(problems)
    return ratings.sheet.scores(weights)


def score_lines(scores: ScoreList, words: Vocabulary) -> Iterator[str]:
    """Tell every candidate's scores to the last digit that pages show."""
    title = words.say(N_("Scores of candidates"))
    yield title
    yield "=" * len(title)
    columns = [words.say(N_("Candidate")), *scores.competencies]
    if scores.weights is not None:
        columns.append(words.say(N_("Total")))
    rows = []
    for name, candidate in scores.candidates.items():
        figures = [candidate.competencies[code] for code in scores.competencies]
        if scores.weights is not None:
            figures.append(candidate.total)
        marked = f"{name} *" if candidate.excused else name
        rows.append([marked, *(_figure(scores, figure, words) for figure in figures)])
    yield from grid(columns, rows)
    yield from told(words.say(ROUNDED[scores.rule]))
    if any(candidate.excused for candidate in scores.candidates.values()):
        yield from told(words.say(N_("* something is excused and counts nowhere.")))
    if scores.weights is None:
        yield from told(words.say(N_("There are no totals without --weights.")))
    yield from _unmeasured(scores, words)


def scores_as_plain(scores: ScoreList) -> dict[str, Any]:
    """Return the scores as values that JSON knows: the figures of pages as text, to the last digit."""
    return {
        "rule": scores.rule,
        "weights": None if scores.weights is None else {k: float(v) for k, v in scores.weights.items()},
        "candidates": {
            name: {
                "competencies": {
                    code: _plain(scores, candidate.competencies[code]) for code in scores.competencies
                },
                "total": _plain(scores, candidate.total),
                "excused": candidate.excused,
            }
            for name, candidate in scores.candidates.items()
        },
    }


def _plain(scores: ScoreList, figure: Fraction | None) -> dict[str, Any] | None:
    return None if figure is None else {"shown": str(scores.rounded(figure)), "exact": float(figure)}


def _figure(scores: ScoreList, figure: Fraction | None, words: Vocabulary) -> str:
    return "–" if figure is None else write_number(scores.rounded(figure), words.language, "0.00")


def _unmeasured(scores: ScoreList, words: Vocabulary) -> Iterator[str]:
    for code in scores.weights or ():
        if code not in scores.competencies:
            yield from told(
                words.say(N_("“%(competency)s” has a weight, but no row is about it."), competency=code)
            )
