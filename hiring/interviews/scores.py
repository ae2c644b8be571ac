"""The second total: what tasks and interviews say of a candidate together. Pure, exact, rounded once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.fingerprints import canonical_hash
from hiring.interviews.rules import NOT_SHOWN_LEVEL, SMALLEST_PANEL, WHOLE_SHARE
from hiring.scoring.cells import rounded, total_of
from hiring.scoring.scores import Rule, WeightedCompetency

#: A competency is made of its tasks and its interviews by their shares, the total by the rubric's weights.
TASKS_AND_INTERVIEWS = Rule("tasks-and-interviews", 1)


@dataclass(frozen=True, slots=True)
class InterviewLevel:
    """What one interviewer gave for one question that was asked. `not_shown`: level 1, of this one."""

    interviewer: int
    question: str
    competency: str
    level: int
    not_shown: bool = False


@dataclass(frozen=True, slots=True)
class InterviewPolicy:
    """What was frozen when the first candidate was invited, as far as the second total depends on it."""

    competencies: tuple[WeightedCompetency, ...]
    """Of the rubric, in its order."""
    shares: Mapping[str, int]
    """Per cent that interviews give of each competency they ask about."""
    tolerance: int
    rule: Rule = TASKS_AND_INTERVIEWS

    def as_json(self) -> dict[str, Any]:
        return {
            "weights": {one.code: one.weight for one in self.competencies},
            "shares": dict(self.shares),
            "tolerance": self.tolerance,
            "rule": [self.rule.name, self.rule.version],
        }


@dataclass(frozen=True, slots=True)
class InterviewInput:
    """Everything the rule is given about one candidate."""

    policy: InterviewPolicy
    by_tasks: Mapping[str, Fraction | None]
    """The exact score of every competency after tasks."""
    interviewers: frozenset[int]
    """Who has locked a card; nobody else counts."""
    given: tuple[InterviewLevel, ...]

    @property
    def ready(self) -> bool:
        """Say whether there can be a second total: one interviewer alone cannot be compared with anybody."""
        return len(self.interviewers) >= SMALLEST_PANEL

    def digest(self) -> str:
        """Return a SHA-256 that changes with anything the second total rests on, in whatever order."""
        plain = {
            "policy": self.policy.as_json(),
            "order": [one.code for one in self.policy.competencies],
            "tasks": {code: None if mean is None else str(mean) for code, mean in self.by_tasks.items()},
            "interviewers": sorted(self.interviewers),
            "given": sorted(
                [each.interviewer, each.question, each.competency, each.level, each.not_shown]
                for each in self.given
            ),
        }
        return canonical_hash(plain, ascii_only=True)


@dataclass(frozen=True, slots=True)
class InterviewerMean:
    """What one interviewer gave for a competency: the mean of so many questions."""

    interviewer: int
    mean: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class JoinedScore:
    """One competency after tasks and interviews, with both parts and the share that was applied."""

    code: str
    weight: int
    score: Decimal | None
    tasks: Decimal | None
    interviews: Decimal | None
    share: int | None
    """Per cent that the interviews gave: all or nothing where only one of the two measured it."""
    interviewers: tuple[InterviewerMean, ...] = ()
    differs: bool = False
    """On one question interviewers are at least the tolerance apart."""


@dataclass(frozen=True, slots=True)
class JoinedScores:
    """All competencies of a rubric in its order, and the total over what was measured."""

    competencies: tuple[JoinedScore, ...]
    total: Decimal | None
    weight_covered: Decimal

    def of(self, code: str) -> JoinedScore | None:
        return next((each for each in self.competencies if each.code == code), None)


def joined_scores(given: InterviewInput) -> JoinedScores:
    """Return every competency and the total after tasks and interviews.

    Of a competency each interviewer's mean over the questions asked counts the same. Who has no
    score after tasks at all has none here either: interviews do not stand for answers that were not given.
    """
    competencies = given.policy.competencies
    parts = {one.code: _parts(one.code, given) for one in competencies}
    means = {code: part.mean for code, part in parts.items()}
    measured = sum(one.weight for one in competencies if means[one.code] is not None)
    whole = sum(one.weight for one in competencies)
    total = total_of(competencies, means)
    return JoinedScores(
        tuple(_score(one, parts[one.code], given) for one in competencies),
        None if total is None else rounded(total),
        rounded(Fraction(measured * 100, whole)) if whole else Decimal("0.00"),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    tasks: Fraction | None
    interviews: Fraction | None
    share: int | None

    @property
    def mean(self) -> Fraction | None:
        if self.share is None:
            return None
        by_interviews = Fraction(self.share, WHOLE_SHARE)
        return by_interviews * (self.interviews or 0) + (1 - by_interviews) * (self.tasks or 0)


def _parts(code: str, given: InterviewInput) -> _Parts:
    tasks = given.by_tasks.get(code)
    answered = any(mean is not None for mean in given.by_tasks.values())
    means = [Fraction(sum(levels), len(levels)) for levels in _levels(code, given).values()]
    interviews = _mean(means) if answered and given.ready else None
    if interviews is None:
        return _Parts(tasks, None, None if tasks is None else 0)
    return _Parts(tasks, interviews, WHOLE_SHARE if tasks is None else given.policy.shares[code])


def _levels(code: str, given: InterviewInput) -> dict[int, list[int]]:
    """Return the levels for one competency by interviewer, of those who have locked."""
    levels: dict[int, list[int]] = defaultdict(list)
    for each in given.given:
        if each.competency == code and each.interviewer in given.interviewers:
            levels[each.interviewer].append(each.level)
    return levels


def _score(one: WeightedCompetency, parts: _Parts, given: InterviewInput) -> JoinedScore:
    mean = parts.mean
    return JoinedScore(
        one.code,
        one.weight,
        score=_shown(mean),
        tasks=_shown(parts.tasks),
        interviews=_shown(parts.interviews),
        share=parts.share,
        interviewers=tuple(
            InterviewerMean(who, rounded(Fraction(sum(levels), len(levels))), len(levels))
            for who, levels in sorted(_levels(one.code, given).items())
        ),
        differs=_differs(one.code, given),
    )


def _differs(code: str, given: InterviewInput) -> bool:
    by_question: dict[str, list[int]] = defaultdict(list)
    for each in given.given:
        if each.competency == code and each.interviewer in given.interviewers:
            by_question[each.question].append(each.level)
    return any(max(levels) - min(levels) >= given.policy.tolerance for levels in by_question.values())


def _mean(means: Sequence[Fraction]) -> Fraction | None:
    return sum(means, Fraction(0)) / len(means) if means else None


def _shown(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value)


def levels_given(rows: Iterable[tuple[int, str, str, int | None, bool]]) -> tuple[InterviewLevel, ...]:
    """Return what counts of what was put down: (interviewer, question, competency, level, not shown)."""
    return tuple(
        InterviewLevel(who, question, code, level or NOT_SHOWN_LEVEL, not_shown)
        for who, question, code, level, not_shown in rows
        if level is not None or not_shown
    )
