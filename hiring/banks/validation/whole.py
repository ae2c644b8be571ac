"""Whether bank.yaml makes sense, and its list of tasks and the task files answer each other."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hiring.banks import messages as expect
from hiring.banks.bank import AboutBank, SuggestedAssessment
from hiring.banks.problems import Path, Problem
from hiring.banks.rubric import RubricText
from hiring.banks.rules import LEVELS
from hiring.banks.validation import checks
from hiring.banks.validation.tasks import LONGEST_TASK


def about_remarks(about: AboutBank, rubric: RubricText | None) -> Iterator[Problem]:
    """Yield what is wrong with bank.yaml; without a rubric nothing can be said of competencies."""
    yield from checks.text_remarks(about)
    if about.assessment is not None:
        yield from _assessment_remarks(about.assessment, about.tasks, ("assessment",))
    keys = [(each.key, ("templates", n, "key")) for n, each in enumerate(about.templates)]
    yield from checks.once(keys, "template")
    for key, path in keys:
        yield from checks.formed(key, checks.SMALL_KEY, path, expect.SMALL_KEY)
    for n, template in enumerate(about.templates):
        yield from _assessment_remarks(template.assessment, about.tasks, ("templates", n, "assessment"))
        if rubric is not None:
            yield from _weight_remarks(template.rubric.weights, rubric, ("templates", n, "rubric", "weights"))


def _assessment_remarks(
    assessment: SuggestedAssessment, tasks: Collection[str], path: Path
) -> Iterator[Problem]:
    yield from checks.at_least(1, assessment.sections, "section", (*path, "sections"))
    placed = []
    for n, section in enumerate(assessment.sections):
        here = (*path, "sections", n)
        yield from checks.between(section.minutes, 1, LONGEST_TASK, (*here, "minutes"))
        yield from checks.at_least(1, section.tasks, "task", (*here, "tasks"))
        placed += [(code, (*here, "tasks", place)) for place, code in enumerate(section.tasks)]
    yield from checks.once(placed, "task")
    for code, where in placed:
        if code not in tasks:
            yield Problem(where, expect.say(expect.LISTED_TASK, code=code))


def _weight_remarks(weights: Mapping[str, int], rubric: RubricText, path: Path) -> Iterator[Problem]:
    for code, weight in weights.items():
        competency = rubric.competency(code)
        if competency is None:
            yield Problem((*path, code), expect.say(expect.KNOWN_COMPETENCY, code=code), on_key=True)
        elif missing := [str(level) for level in LEVELS if level not in competency.anchors]:
            expected = expect.say(expect.ANCHORS_TO_WEIGH, code=code, missing=", ".join(missing))
            yield Problem((*path, code), expected, on_key=True)
        yield from checks.between(weight, 1, 100, (*path, code))
    if (total := sum(weights.values())) != 100:
        yield Problem(path, expect.say(expect.WEIGHTS_ADD_UP, total=total), on_key=True)


@dataclass(frozen=True, slots=True)
class TaskFile:
    """A task's file, and the code in it where that could be read."""

    name: str
    code: str | None


def listing_remarks(
    list_file: str, listed: Sequence[str], files: Sequence[TaskFile]
) -> Iterator[tuple[str, Problem]]:
    """Yield (file, remark) for every code that stands twice, has no file, or is not listed."""
    found: set[str] = set()
    for file in files:
        if file.code is None:
            continue
        if file.code in found:
            yield file.name, Problem(("code",), _twice(file.code))
        elif file.code not in listed:
            yield file.name, Problem(("code",), expect.say(expect.LISTED_TASK, code=file.code))
        found.add(file.code)
    # A task that cannot be read may be the one that is missing here.
    all_read = all(file.code is not None for file in files)
    for n, code in enumerate(listed):
        if code in listed[:n]:
            yield list_file, Problem(("tasks", n), _twice(code))
        elif code not in found and all_read:
            yield list_file, Problem(("tasks", n), expect.say(expect.TASK_FILE, code=code))
    if not listed and not files:
        yield list_file, Problem(("tasks",), expect.SOME_TASK, on_key=True)


def _twice(code: str) -> str:
    return expect.say(expect.USED_ONCE, what="task code", key=code)
