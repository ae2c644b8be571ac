"""The life of a review: who gets it, what it needs before it may be locked, when a lock may be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from random import Random
from typing import Any

from hiring.banks.answers import gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.measured import rated_in
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.banks.tasks import Task
from hiring.codes import WORDLESS_LETTERS
from hiring.i18n import N_


class ReviewState(StrEnum):
    """allocated -> draft -> locked.

    A conflict or HR's release ends it and somebody else gets the answer; a withdrawal releases it, too.
    """

    ALLOCATED = "allocated"
    DRAFT = "draft"
    LOCKED = "locked"
    CONFLICT = "conflict"
    RELEASED = "released"


REVIEW_STATE_NAMES = {
    ReviewState.ALLOCATED: N_("Waiting"),
    ReviewState.DRAFT: N_("Draft"),
    ReviewState.LOCKED: N_("Locked"),
    ReviewState.CONFLICT: N_("Conflict of interest"),
    ReviewState.RELEASED: N_("Ended"),
}


class Abstention(StrEnum):
    """A reviewer could not judge something in an answer: what HR says to the cause given for it."""

    UNDECIDED = "undecided"
    AGREED = "agreed"
    REFUSED = "refused"


class Cause(StrEnum):
    """Why a reviewer cannot judge: only what is outside the candidate counts."""

    FILE = "file"
    WRONG_TASK = "wrong_task"
    UNREADABLE = "unreadable"
    OTHER = "other"


CAUSE_NAMES = {
    Cause.FILE: N_("Cannot judge: one of our files did not open"),
    Cause.WRONG_TASK: N_("Cannot judge: the candidate was shown a wrong task"),
    Cause.UNREADABLE: N_("Cannot judge: unreadable because of us"),
    Cause.OTHER: N_("Cannot judge: another cause outside the candidate"),
}

#: The reviewer still has something to do.
OPEN = (ReviewState.ALLOCATED, ReviewState.DRAFT)
#: Counts towards the reviewers an answer has.
LIVE = (*OPEN, ReviewState.LOCKED)

#: A reason shorter than this explains nothing.
SHORTEST_REASON = 10
LONGEST_REASON = 4_000
LONGEST_QUOTE = 4_000

#: For this long after locking, the reviewer may take the lock back; nothing is settled before.
UNDO_FOR = timedelta(seconds=60)


# Which answers people must rate, on what, and who does it


def open_parts(task: Task) -> tuple[PartOfTask, ...]:
    """Return the parts that people rate; closed parts are scored with their key."""
    return tuple(part for part in task.parts if kind_of(part).rated(part))


def rated_competencies(task: Task, rubric: Sequence[str]) -> tuple[str, ...]:
    """Return what reviewers rate in `task`, in the order of the rubric: what both of them name."""
    measured = rated_in(task)
    return tuple(code for code in rubric if code in measured)


def needs_review(task: Task, rubric: Sequence[str], values: Mapping[str, AnswerValue]) -> bool:
    """Say whether people must rate this answer; where nothing was written there is no evidence to rate."""
    return bool(rated_competencies(task, rubric)) and any(
        gives_evidence(part, values.get(part.key)) for part in open_parts(task)
    )


def pick_reviewers(load: Mapping[int, int], wanted: int, chance: Random) -> list[int]:
    """Return `wanted` reviewers (fewer if there are fewer): the least loaded, drawn by lot among equals."""
    drawn = {reviewer: (number, chance.random()) for reviewer, number in sorted(load.items())}
    return sorted(drawn, key=lambda reviewer: drawn[reviewer])[:wanted]


#: Among fewer live answers to a task one that is none would soon be found.
FEWEST_AMONG = 5


def controls_wanted(live: int, share: int) -> int:
    """Return how many control answers are to stand among so many live ones, at `share` to 100.

    >>> [controls_wanted(live, 15) for live in (4, 5, 9, 10, 17)], controls_wanted(50, 0)
    ([0, 1, 1, 2, 3], 0)
    """
    if not share or live < FEWEST_AMONG:
        return 0
    return max(1, (live * share + 50) // 100)


def new_pseudonym(taken: Callable[[str], bool], chance: Random) -> str:
    """Return a name such as A-7F3K that is not `taken`; it says nothing about the answer's author."""
    while taken(name := "A-" + "".join(chance.choice(WORDLESS_LETTERS) for _ in range(4))):
        pass
    return name


def review_minutes(task: Task, competencies: int) -> int:
    """Return about how long one answer takes: reading it, then a minute and a half per competency."""
    longest = sum(kind_of(part).words_to_read(part) for part in open_parts(task))
    return ceil(longest / 200 + 1.5 * competencies)


# The queue


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where one open review stands in its reviewer's queue."""

    public_id: str
    opening_id: int
    item_id: int
    shuffle: int


# How far an opening is


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many answers to one task there are, how many reviews they want, have locked, and have open."""

    item_id: int
    answers: int
    wanted: int
    locked: int
    open: int
    not_reached: int = 0
    """Where so many did not answer that HR should ask why: for how many the time ran out before it."""
    not_begun: int = 0
    """Who never began its section."""


@dataclass(frozen=True, slots=True)
class ReviewerCount:
    reviewer_id: int
    locked: int
    drafts: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """The reviews of one opening, by task and by reviewer."""

    scored: int
    """Applications whose scores stand."""
    tasks: tuple[TaskCount, ...]
    """Once somebody has handed in: every task that people rate, also where nobody answered it."""
    reviewers: tuple[ReviewerCount, ...]
    handed_in: int = 0
    """Applications that are to be scored or are scored."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "ReviewCounts":
        return cls(
            plain["scored"],
            tuple(TaskCount(**each) for each in plain["tasks"]),
            tuple(ReviewerCount(**each) for each in plain["reviewers"]),
            plain.get("handed_in", 0),
        )


#: Of fewer candidates one can say nothing about a task; with more, a third without an answer is no chance.
_FEWEST_TO_JUDGE_A_TASK, _SELDOM_FROM = 6, 3


def seldom_answered(answers: int, handed_in: int) -> bool:
    """Say whether so many gave a task no answer that HR should ask itself why.

    >>> [seldom_answered(answers, 6) for answers in (4, 5)], seldom_answered(0, 5)
    ([True, False], False)
    """
    return handed_in >= _FEWEST_TO_JUDGE_A_TASK and _SELDOM_FROM * (handed_in - answers) >= handed_in


# What a reviewer gives


@dataclass(frozen=True, slots=True)
class DraftRating:
    """What a reviewer has put down for one competency so far."""

    competency: str
    level: int | None = None
    no_evidence: bool = False
    reason: str = ""
    quote: str = ""
    nothing_shown: bool = False
    """The answer shows nothing of it: level 1, of this reviewer."""
    cannot_judge: str | None = None
    """A `Cause` outside the candidate: no level, and HR must agree."""
    nothing_to_quote: str = ""
    """Why nothing is quoted where the opening asks for a quote."""

    def chosen(self, *, by_cells: bool) -> bool:
        """Say whether something was chosen that the rule of the opening knows."""
        if by_cells:
            return (self.level is not None or self.cannot_judge is not None) and not self.no_evidence
        first = self.no_evidence or self.level is not None
        return first and not self.nothing_shown and self.cannot_judge is None


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """Everything on the reviewer's page, as sent.

    `seen` is the revision of the draft that the page started from and `writer` names the
    page, so that a second tab cannot silently overwrite the first.
    """

    ratings: tuple[DraftRating, ...]
    seen: int = 0
    writer: str = ""


def may_undo(locked_at: datetime | None, now: datetime) -> bool:
    """Say whether a lock can still be taken back."""
    return locked_at is not None and now < locked_at + UNDO_FOR
