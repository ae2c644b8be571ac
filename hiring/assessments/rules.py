"""What an assessment measures and how long it takes; what it must have before it may be published."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hiring.banks.rules import MeasureWeight
from hiring.fingerprints import canonical_hash
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.versions.rules import Obstacle, VersionState, title_faults

#: A section lasts from one minute to ten hours.
SHORTEST_SECTION, LONGEST_SECTION = 1, 600
#: So many tasks at most: pages and reports show all of an assessment, and candidates answer all of it.
MOST_TASKS = 30
#: So much of a competency at most may be said by keys instead of people.
MOST_BY_KEYS = Fraction(1, 4)
#: What a new section starts with.
USUAL_MINUTES = 30


@dataclass(frozen=True, slots=True)
class TaskContent:
    """One task of a section: what coverage and publishing need to know about it."""

    key: str
    """The same for all versions of one task's text."""
    content_hash: str
    title: Localised
    minutes: int
    measures: Mapping[str, MeasureWeight]
    keyed: Mapping[str, Fraction] = field(default_factory=dict)
    """How much of what it says about a competency its key says, where the key counts."""
    unconfirmed: bool = False
    """Whether it has closed parts whose key no panel of experts has confirmed."""
    named: frozenset[str] = frozenset()
    """Every competency that something in it is bound to: what it measures, look-fors, its key."""
    unscored: frozenset[str] = frozenset()
    """Those outside the rubric that somebody decided to keep as notes for reviewers."""
    practice: bool = False
    current: bool = True
    """Whether this is the text that the bank holds now."""


@dataclass(frozen=True, slots=True)
class SectionContent:
    """Tasks that share one clock."""

    title: Localised
    minutes: int
    tasks: tuple[TaskContent, ...]


@dataclass(frozen=True, slots=True)
class CoveredCompetency:
    """A competency of the rubric, as the coverage table names it."""

    code: str
    name: Localised
    weight: int


@dataclass(frozen=True, slots=True)
class AssessmentContent:
    """Everything a version freezes when it is published, and the rubric it is measured against."""

    title: Localised
    sections: tuple[SectionContent, ...]
    competencies: tuple[CoveredCompetency, ...]
    rubric_state: VersionState
    rubric_hash: str | None
    elsewhere: Mapping[str, Localised] = field(default_factory=dict)
    """Names that banks give to competencies which tasks hold content about and the rubric does not score."""

    @property
    def tasks(self) -> tuple[TaskContent, ...]:
        return tuple(task for section in self.sections for task in section.tasks)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One competency across all tasks, in their order."""

    competency: CoveredCompetency
    marks: tuple[MeasureWeight | None, ...]

    @property
    def measured_by(self) -> int:
        """Return how many tasks say something about it."""
        return sum(1 for mark in self.marks if mark is not None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be meant as it is, but deserves a second look."""

    sentence: str
    values: Mapping[str, object]


def coverage(content: AssessmentContent) -> list[CoverageRow]:
    """Return which task measures which competency of the rubric, and how much it says about it."""
    return [
        CoverageRow(competency, tuple(task.measures.get(competency.code) for task in content.tasks))
        for competency in content.competencies
    ]


def outside(content: AssessmentContent, task: TaskContent) -> list[str]:
    """Return the competencies that a task names and the rubric does not score."""
    return sorted(task.named - {competency.code for competency in content.competencies})


def undecided(content: AssessmentContent, task: TaskContent) -> list[str]:
    """Return those of them of which nobody has said that they are notes for reviewers."""
    return [code for code in outside(content, task) if code not in task.unscored]


def named_elsewhere(content: AssessmentContent, codes: Iterable[str]) -> Localised:
    """Return competencies outside the rubric by their names, as they stand in a sentence.

    A bank that does not name one leaves its code.
    """
    names = [content.elsewhere.get(code, Localised(id=code, en=code)) for code in sorted(codes)]
    return Localised(id=", ".join(each.id for each in names), en=", ".join(each.en for each in names))


def total_minutes(content: AssessmentContent) -> int:
    """Return how long a candidate has in all."""
    return sum(section.minutes for section in content.sections)


def task_minutes(section: SectionContent) -> int:
    """Return how long the authors of the section's tasks say that they take."""
    return sum(task.minutes for task in section.tasks)


def content_hash(content: AssessmentContent) -> str:
    """Return the hash that names exactly these sections, tasks and rubric."""
    return canonical_hash(
        {
            "title": content.title.as_json(),
            "rubric": content.rubric_hash,
            "sections": [
                {
                    "title": section.title.as_json(),
                    "minutes": section.minutes,
                    "tasks": [_named(task) for task in section.tasks],
                }
                for section in content.sections
            ],
        }
    )


def _named(task: TaskContent) -> list[object]:
    # Notes stand in the hash only where there are any: older versions keep the hash they were frozen with.
    return [task.key, task.content_hash, *([sorted(task.unscored)] if task.unscored else [])]


def publish_faults(content: AssessmentContent) -> list[Obstacle]:
    """Return everything that keeps `content` from being published, in the order of its fields."""
    return [
        *_whole_faults(content),
        *_section_faults(content),
        *_measured_faults(content),
        *_key_faults(content),
    ]


def doubts(content: AssessmentContent) -> list[Doubt]:
    """Return what deserves a second look: gaps and thin evidence, short sections, old texts."""
    return [*_coverage_doubts(content), *_time_doubts(content), *_text_doubts(content)]


def _whole_faults(content: AssessmentContent) -> Iterator[Obstacle]:
    yield from title_faults(content.title)
    if content.rubric_state != VersionState.PUBLISHED:
        yield Obstacle(N_("The rubric version is not published, or is retired. Choose another."), "rubric")
    if not content.sections:
        yield Obstacle(N_("There is no section yet."), "add-section")
    if (number := len(content.tasks)) > MOST_TASKS:
        yield Obstacle(
            N_("It has %(number)s tasks; an assessment can have %(most)s."),
            "add-section",
            values={"number": number, "most": MOST_TASKS},
        )


def _section_faults(content: AssessmentContent) -> Iterator[Obstacle]:
    uses = Counter(task.key for task in content.tasks)
    for place, section in enumerate(content.sections, 1):
        yield from title_faults(section.title, place)
        if not section.tasks:
            yield Obstacle(N_("It has no task yet."), "tasks", place)
        for task in section.tasks:
            named = {"task": task.title}
            if uses[task.key] > 1:
                yield Obstacle(N_("“%(task)s” is in this assessment more than once."), "tasks", place, named)
            if task.practice:
                yield Obstacle(
                    N_("“%(task)s” is for practice and cannot be part of an assessment."),
                    "tasks",
                    place,
                    named,
                )
            if codes := undecided(content, task):
                yield Obstacle(
                    N_(
                        "“%(task)s” also holds content about %(names)s, which this rubric does not score. "
                        "Use a rubric in which it has a weight, or keep it as notes for reviewers."
                    ),
                    "tasks",
                    place,
                    named | {"names": named_elsewhere(content, codes)},
                )


def _measured_faults(content: AssessmentContent) -> Iterator[Obstacle]:
    if not content.tasks:
        return  # a fault says so already, once instead of once per competency
    for row in coverage(content):
        if row.measured_by == 0 and row.competency.weight:
            named = {"competency": row.competency.name, "weight": row.competency.weight}
            yield Obstacle(
                N_(
                    "“%(competency)s” counts %(weight)s%% of the score, but no task measures it. "
                    "Add a task that does, or use a rubric in which it has no weight."
                ),
                "add-section",
                None,
                named,
            )


def mostly_keyed(content: AssessmentContent) -> list[CoveredCompetency]:
    """Return the competencies of which keys would say more than `MOST_BY_KEYS`."""
    return [
        row.competency
        for row in coverage(content)
        if sum(task.keyed.get(row.competency.code, Fraction(0)) for task in content.tasks)
        > MOST_BY_KEYS * row.measured_by
    ]


def _key_faults(content: AssessmentContent) -> Iterator[Obstacle]:
    for competency in mostly_keyed(content):
        yield Obstacle(
            N_(
                "More than a quarter of “%(competency)s” would come from answer keys. Add a task in "
                "which people rate it, or take one with an answer key out."
            ),
            "add-section",
            None,
            {"competency": competency.name},
        )


def _coverage_doubts(content: AssessmentContent) -> Iterator[Doubt]:
    if not content.tasks:
        return  # a fault says so already, once instead of once per competency
    for row in coverage(content):
        named = {"competency": row.competency.name, "weight": row.competency.weight}
        if row.measured_by == 1:
            yield Doubt(N_("“%(competency)s” rests on one task only: its score will be unsteady."), named)


def _time_doubts(content: AssessmentContent) -> Iterator[Doubt]:
    for place, section in enumerate(content.sections, 1):
        needed = task_minutes(section)
        if needed > section.minutes:
            yield Doubt(
                N_("Section %(place)s gives %(minutes)s minutes, but its tasks take %(needed)s."),
                {"place": place, "minutes": section.minutes, "needed": needed},
            )


def _text_doubts(content: AssessmentContent) -> Iterator[Doubt]:
    for task in content.tasks:
        if task.unconfirmed:
            yield Doubt(
                N_(
                    "The answer key of “%(task)s” is provisional: what is chosen there counts only in "
                    "openings that say so."
                ),
                {"task": task.title},
            )
        if not task.current:
            yield Doubt(
                N_("The question bank no longer holds this text of “%(task)s”."), {"task": task.title}
            )
