"""Whether the list of tasks in bank.yaml and the task files answer each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hiring.banks import messages as expect
from hiring.banks.problems import Problem


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
