"""Whether bank.yaml makes sense, and its list of tasks and the task files answer each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hiring.banks import messages as expect
from hiring.banks.bank import AboutBank
from hiring.banks.problems import Problem
from hiring.banks.validation import checks
from hiring.banks.validation.tasks import LONGEST_TASK


def about_remarks(about: AboutBank) -> Iterator[Problem]:
    """Yield what is wrong with bank.yaml taken alone."""
    yield from checks.text_remarks(about)
    if about.assessment is None:
        return
    sections = about.assessment.sections
    yield from checks.at_least(1, sections, "section", ("assessment", "sections"))
    placed = []
    for n, section in enumerate(sections):
        path = ("assessment", "sections", n)
        yield from checks.between(section.minutes, 1, LONGEST_TASK, (*path, "minutes"))
        yield from checks.at_least(1, section.tasks, "task", (*path, "tasks"))
        placed += [(code, (*path, "tasks", place)) for place, code in enumerate(section.tasks)]
    yield from checks.once(placed, "task")
    for code, where in placed:
        if code not in about.tasks:
            yield Problem(where, expect.say(expect.LISTED_TASK, code=code))


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
