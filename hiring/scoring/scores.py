"""What scores are made of and what comes out: frozen values, whatever the rule between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

from hiring.fingerprints import canonical_hash
from hiring.openings.judging import LevelsCombined
from hiring.openings.rules import FIRST_SCORE_RULE, SCORE_RULE_NOW


@dataclass(frozen=True, slots=True)
class GivenRating:
    """One locked rating: `level` None is "no evidence" or "cannot judge", and enters no mean.

    A task is named by a number of its own: two banks may use the same code.
    """

    task: int
    rater: int
    competency: str
    level: int | None
    nothing_shown: bool = False
    """The answer shows nothing of the competency: `level` is 1, given by this reviewer."""


@dataclass(frozen=True, slots=True)
class WeightedCompetency:
    code: str
    weight: int


class Gap(StrEnum):
    """Why a task stands without an answer although there was the chance."""

    LEFT_EMPTY = "left_empty"
    NOT_REACHED = "not_reached"
    """The time of its section ran out before the candidate came to it."""
    NOT_BEGUN = "not_begun"
    """The candidate never began its section while it was open."""


class Excuse(StrEnum):
    """Why a cell leaves the means: the chance was taken away, or nobody could rate what is there."""

    FOR_ALL = "for_all"
    """HR took the task out for everybody in the opening."""
    FOR_CANDIDATE = "for_candidate"
    """A cause outside the candidate, which HR has confirmed."""
    NOT_JUDGED = "not_judged"
    """No reviewer could judge it, for a cause outside the candidate that HR has confirmed."""
    NOT_RATED = "not_rated"
    """HR let the scores stand with fewer ratings, and here is none."""


@dataclass(frozen=True, slots=True)
class KeyedLevel:
    """The level that a key gives the closed parts of a task for one competency."""

    competency: str
    level: Fraction
    answered: bool = True
    provisional: bool = False
    """No panel of experts has confirmed the key; it counts because the opening says so."""
    key: int | None = None
    """The text whose key this is, where it is a later one than that of the task."""

    def plain(self) -> list[Any]:
        """Return it for a digest; what most keys are goes without saying, so that old digests hold."""
        more = ["provisional"] if self.provisional else []
        later = [f"key {self.key}"] if self.key is not None else []
        return [self.competency, str(self.level), self.answered, *more, *later]


@dataclass(frozen=True, slots=True)
class AskedTask:
    """A task of the assessment: on what people rate it, and whether the candidate answered it."""

    task: int
    competencies: frozenset[str]
    answered: bool
    """Something stands in one of its open parts."""
    gap: Gap | None = None
    keyed: tuple[KeyedLevel, ...] = ()
    excused: Excuse | None = None

    def plain(self) -> list[Any]:
        """Return it for a digest; what a rule does not know is left out, so that old digests hold."""
        keyed = sorted(one.plain() for one in self.keyed)
        more = {"gap": self.gap, "keyed": keyed, "excused": self.excused}
        known = {name: value for name, value in more.items() if value}
        return [self.task, sorted(self.competencies), self.answered, *([known] if known else [])]


class CellKind(StrEnum):
    """What stands in one cell (task by competency) of a candidate: exactly one of these."""

    GIVEN = "given"
    NOTHING_SHOWN = "nothing_shown"
    NOT_ANSWERED = "not_answered"
    KEYED = "keyed"
    EXCUSED = "excused"


class Enters(StrEnum):
    """What of a cell enters the mean of its competency."""

    LEVELS = "levels"
    """What reviewers gave: their mean or median."""
    LOWEST = "lowest"
    """Level 1."""
    KEY = "key"
    """What the answer key gives; beside levels of reviewers the mean of both."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Cell:
    """One task and one competency of one candidate, and what enters the mean for it."""

    task: int
    kind: CellKind
    level: Fraction | None
    """What enters the mean; None for an excused cell."""
    why: Gap | Excuse | None = None
    provisional: bool = False
    """A key that no panel of experts has confirmed gave the level, or a part of it."""
    key: int | None = None
    """The text whose key gave it, where it is a later one than that of the task."""
    keyed: Fraction | None = field(default=None, compare=False)
    """Where reviewers and a key say something in one cell: what the key gave. The level is made of both."""


class Missing(StrEnum):
    """Why a competency has no score: each is something else than a low one."""

    NO_TASK = "no_task"
    """No task that people rate measures it."""
    NO_ANSWER = "no_answer"
    """Tasks asked for it; the candidate left all of them empty."""
    NOT_RATED = "not_rated"
    """There is an answer, but no locked rating."""
    NO_EVIDENCE = "no_evidence"
    """Every rating says that the answer shows nothing about it."""
    EXCUSED = "excused"
    """Every task that measures it is excused."""


@dataclass(frozen=True, slots=True)
class RaterMean:
    rater: int
    mean: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer on which two reviewers are at least the tolerance apart."""

    task: int
    competency: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class CompetencyScore:
    """A score with what it rests on. `score` None comes with the reason why."""

    code: str
    weight: int
    score: Decimal | None
    missing: Missing | None
    n_ratings: int
    """Ratings with a level."""
    n_no_evidence: int
    n_tasks: int
    """Tasks with at least one level."""
    n_asked: int
    """Tasks of the assessment that people rate on it."""
    n_answered: int
    raters: tuple[RaterMean, ...]
    differences: tuple[Difference, ...]
    cells: tuple[Cell, ...] = ()
    """Where the rule goes by cells: all of them, in the order of the tasks."""

    @property
    def excused(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.kind == CellKind.EXCUSED)

    @property
    def provisional(self) -> tuple[Cell, ...]:
        """The cells that rest on a provisional key."""
        return tuple(cell for cell in self.cells if cell.provisional)

    @property
    def later_keys(self) -> dict[int, int]:
        """The tasks scored with a later key than their own, by the text it stands in."""
        return {cell.task: cell.key for cell in self.cells if cell.key is not None}

    @property
    def differs(self) -> bool:
        return bool(self.differences)


@dataclass(frozen=True, slots=True)
class Scores:
    """All competencies of a rubric in its order, and the total over what was measured."""

    competencies: tuple[CompetencyScore, ...]
    total: Decimal | None
    weight_covered: Decimal
    """Per cent of the rubric's weight that the total rests on."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(found for each in self.competencies for found in each.differences)

    @property
    def has_excused(self) -> bool:
        """Say whether something leaves the means: the total is marked then, wherever it stands."""
        return any(one.excused for one in self.competencies)

    @property
    def later_keys(self) -> dict[int, int]:
        """The tasks scored with a later key than their own, by the text it stands in."""
        return {task: key for one in self.competencies for task, key in one.later_keys.items()}

    def of(self, code: str) -> CompetencyScore | None:
        return next((each for each in self.competencies if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to make scores of ratings. A changed arithmetic is another version, and old ones stay."""

    name: str
    version: int


#: A competency is the mean of its task means, the total their mean by weight.
TASK_MEANS = Rule(FIRST_SCORE_RULE, 1)
#: A competency is the mean of its cells; what was left empty is a cell at level 1.
CELLS = Rule(SCORE_RULE_NOW, 1)

#: What of each kind of cell enters by which rule: it is frozen, so it never changes under a version.
WHAT_COUNTS: Mapping[Rule, Mapping[CellKind, Enters]] = {
    TASK_MEANS: dict.fromkeys(CellKind, Enters.LEFT_OUT) | {CellKind.GIVEN: Enters.LEVELS},
    CELLS: {
        CellKind.GIVEN: Enters.LEVELS,
        CellKind.NOTHING_SHOWN: Enters.LOWEST,
        CellKind.NOT_ANSWERED: Enters.LOWEST,
        CellKind.KEYED: Enters.KEY,
        CellKind.EXCUSED: Enters.LEFT_OUT,
    },
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What was frozen when the opening opened, as far as scores depend on it."""

    competencies: tuple[WeightedCompetency, ...]
    """Of the rubric, in its order."""
    tolerance: int
    raters: int
    rule: Rule = TASK_MEANS
    combined: LevelsCombined = LevelsCombined.MEAN
    """What counts of the levels that several reviewers gave one cell."""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept; the oldest rule and the mean go without saying: there was no other."""
        named = {} if self.rule == TASK_MEANS else {"rule": [self.rule.name, self.rule.version]}
        combined = {} if self.combined == LevelsCombined.MEAN else {"combined": self.combined.value}
        return {
            "weights": {one.code: one.weight for one in self.competencies},
            "tolerance": self.tolerance,
            "raters": self.raters,
            **named,
            **combined,
        }


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """Everything a rule is given about one sitting."""

    policy: Policy
    tasks: tuple[AskedTask, ...]
    ratings: tuple[GivenRating, ...]

    def digest(self) -> str:
        """Return a SHA-256 that changes with anything a score rests on, whatever order it came in."""
        ratings = [
            [each.task, each.rater, each.competency, each.level, *(["nothing"] if each.nothing_shown else [])]
            for each in self.ratings
        ]
        plain = {
            "policy": self.policy.as_json(),
            "order": [one.code for one in self.policy.competencies],
            "tasks": [each.plain() for each in self.tasks],
            "ratings": sorted(ratings, key=lambda each: each[:3]),
        }
        return canonical_hash(plain, ascii_only=True)


def levels_by(ratings: Iterable[GivenRating], field: Literal["task", "rater"]) -> Mapping[int, list[int]]:
    """Return the levels given, by task or by rater; those without a level are left out."""
    levels: dict[int, list[int]] = defaultdict(list)
    for rating in ratings:
        if rating.level is not None:
            levels[getattr(rating, field)].append(rating.level)
    return levels


def differences_in(ratings: Iterable[GivenRating], competency: str, tolerance: int) -> tuple[Difference, ...]:
    """Return the tasks on which the levels given for one competency are at least `tolerance` apart."""
    return tuple(
        Difference(task, competency, min(given), max(given))
        for task, given in sorted(levels_by(ratings, "task").items())
        if max(given) - min(given) >= tolerance
    )
