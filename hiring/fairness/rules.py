"""What candidates may tell about groups they belong to, and which counts of it may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from hiring.i18n import N_
from hiring.openings.rules import Stage

#: Chosen, and all of them.
Counts = tuple[int, int]
#: Of each group shown, and of everybody else together, at least so many were chosen and so many were not:
#: who knows whom was chosen learns of nobody to which group they belong.
FEWEST = 5
#: So long after the last decision answers are counted: decisions may be changed until then.
COUNTED_AFTER = timedelta(days=7)
#: Handed in: what is told here can no longer have a part in what is written or how it is read.
MAY_TELL = frozenset({Stage.HANDED_IN, Stage.SCORING, Stage.SCORED, Stage.DECIDED})


class GroupQuestion(StrEnum):
    """What is asked: few things, each in few answers, or no count would ever be large enough to be shown."""

    GENDER = "gender"
    AGE = "age"
    DISABILITY = "disability"
    REGION = "region"


QUESTION_NAMES = {
    GroupQuestion.GENDER: N_("Gender"),
    GroupQuestion.AGE: N_("Age"),
    GroupQuestion.DISABILITY: N_("Disability"),
    GroupQuestion.REGION: N_("Where people live"),
}
#: Every answer that is kept, as HR reads its group.
GROUP_NAMES: Mapping[GroupQuestion, Mapping[str, str]] = {
    GroupQuestion.GENDER: {"woman": N_("Women"), "man": N_("Men")},
    GroupQuestion.AGE: {
        "under_25": N_("Under 25"),
        "25_to_34": N_("25 to 34"),
        "35_or_older": N_("35 or older"),
    },
    GroupQuestion.DISABILITY: {"yes": N_("With a disability"), "no": N_("Without a disability")},
    GroupQuestion.REGION: {"java": N_("On Java"), "elsewhere": N_("Outside Java")},
}


class SelectionStep(StrEnum):
    """At which step the groups are compared."""

    SCORE = "score"
    OFFER = "offer"


STEP_NAMES = {
    SelectionStep.SCORE: N_("A total score above the middle one"),
    SelectionStep.OFFER: N_("An offer"),
}


@dataclass(frozen=True, slots=True)
class StepCounts:
    """How often everybody, and each group of each question, was chosen at one step."""

    everybody: Counts
    groups: Mapping[GroupQuestion, Mapping[str, Counts]]


def shown_counts(groups: Mapping[str, Counts], everybody: Counts) -> dict[str, Counts]:
    """Return the groups whose counts may be shown; none, where fewer than two could be compared.

    A group is shown only if the counts of all that are not shown, taken from everybody together, are large
    enough, too, or nobody's: else they could be found by subtraction.

    >>> shown_counts({"woman": (6, 12), "man": (7, 15)}, (20, 40))
    {'woman': (6, 12), 'man': (7, 15)}
    >>> shown_counts({"woman": (6, 12), "man": (7, 15)}, (14, 30))
    {}
    """
    shown = {name: counts for name, counts in groups.items() if _large(counts)}
    while shown and not _may_be_found(_others(shown, everybody)):
        del shown[min(shown, key=lambda name: (shown[name][1], name))]
    return shown if len(shown) > 1 else {}


def _large(counts: Counts) -> bool:
    chosen, number = counts
    return min(chosen, number - chosen) >= FEWEST


def _may_be_found(counts: Counts) -> bool:
    return counts == (0, 0) or _large(counts)


def _others(shown: Mapping[str, Counts], everybody: Counts) -> Counts:
    return everybody[0] - sum(one[0] for one in shown.values()), everybody[1] - sum(
        one[1] for one in shown.values()
    )


class GroupReading(StrEnum):
    """What a figure of a group says, beside the group that was chosen most often."""

    MOST_OFTEN = "most_often"
    ALIKE = "alike"
    SMALL = "small"
    """Four fifths or more, and yet more than chance."""
    MAY_BE_CHANCE = "may_be_chance"
    APART = "apart"
    """Below four fifths, and more than chance."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How often one group was chosen, beside the group that was chosen most often."""

    group: str
    chosen: int
    number: int
    ratio: float | None = None
    """Its rate over that of the group chosen most often; of that group None, as all that follows."""
    below: bool = False
    """Below four fifths."""
    p: float | None = None
    """Of Fisher's exact test, two-sided."""
    difference: float | None = None
    between: tuple[float, float] | None = None
    """The difference of the rates lies between these 95 times out of 100."""
    turns: bool = False
    """One choice that fell otherwise would turn the result round."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The groups of one question at one step; no groups: too few to be shown."""

    question: GroupQuestion
    step: SelectionStep
    groups: Sequence[GroupFigures]


@dataclass(frozen=True, slots=True)
class FairnessFigures:
    """What was counted of an opening. What may not be shown is not in it."""

    decided: int
    comparisons: Sequence[Comparison]

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def fairness_from(plain: Mapping[str, Any]) -> FairnessFigures:
    """Return what `FairnessFigures.plain` has written."""
    return FairnessFigures(
        plain["decided"],
        [
            Comparison(
                GroupQuestion(one["question"]),
                SelectionStep(one["step"]),
                [_group_from(group) for group in one["groups"]],
            )
            for one in plain["comparisons"]
        ],
    )


def _group_from(plain: Mapping[str, Any]) -> GroupFigures:
    between = plain["between"]
    return GroupFigures(**{**plain, "between": None if between is None else (between[0], between[1])})


def reading_of_group(figures: GroupFigures) -> GroupReading:
    """Say what the figures of a group mean.

    >>> reading_of_group(GroupFigures("man", 5, 20, ratio=0.5, below=True, p=0.2))
    <GroupReading.MAY_BE_CHANCE: 'may_be_chance'>
    """
    if figures.ratio is None or figures.p is None:
        return GroupReading.MOST_OFTEN
    if figures.below:
        return GroupReading.APART if figures.p < 0.05 else GroupReading.MAY_BE_CHANCE
    return GroupReading.SMALL if figures.p < 0.05 else GroupReading.ALIKE


def may_tell(stage: Stage | str, *, counted: bool) -> bool:
    """Say whether a candidate may still tell something: after handing in, until the answers are counted."""
    return stage in MAY_TELL and not counted
