"""Compute the figures of fairness from counts, of what may be shown alone. Loads numpy: for who computes."""

from collections.abc import Mapping

from hiring.fairness.rules import (
    GROUP_NAMES,
    Comparison,
    Counts,
    FairnessFigures,
    GroupFigures,
    GroupQuestion,
    SelectionStep,
    StepCounts,
    shown_counts,
)
from hiring.psychometrics import Undefined
from hiring.psychometrics.fairness import fisher_exact, flip_flop, impact_ratio, newcombe_difference

_DIGITS = 4


def fairness_of(counts: Mapping[SelectionStep, StepCounts]) -> FairnessFigures:
    """Return what may be shown of an opening, question by question and step by step."""
    comparisons = [
        Comparison(
            question, step, _compared(question, shown_counts(of_step.groups[question], of_step.everybody))
        )
        for question in GroupQuestion
        for step, of_step in counts.items()
    ]
    return FairnessFigures(counts[SelectionStep.OFFER].everybody[1], comparisons)


def _compared(question: GroupQuestion, shown: Mapping[str, Counts]) -> list[GroupFigures]:
    """Return each group beside the one that was chosen most often, in the order of the question."""
    if not shown:
        return []
    most = max(shown, key=lambda name: (shown[name][0] / shown[name][1], shown[name][1], name))
    return [
        _beside(name, shown[name], None if name == most else shown[most])
        for name in GROUP_NAMES[question]
        if name in shown
    ]


def _beside(name: str, counts: Counts, most: Counts | None) -> GroupFigures:
    if most is None:
        return GroupFigures(name, *counts)
    ratio, test = impact_ratio(*counts, *most), fisher_exact(*counts, *most)
    apart = newcombe_difference(*counts, *most)
    if isinstance(ratio, Undefined) or isinstance(test, Undefined) or isinstance(apart, Undefined):
        return GroupFigures(name, *counts)  # not with counts that are large enough to be shown
    low, high = apart.interval or (apart.value, apart.value)
    return GroupFigures(
        name,
        *counts,
        ratio=round(ratio.value, _DIGITS),
        below=ratio.below_four_fifths,
        p=round(test.value, _DIGITS),
        difference=round(apart.value, _DIGITS),
        between=(round(low, _DIGITS), round(high, _DIGITS)),
        turns=flip_flop(*counts, *most) is True,
    )
