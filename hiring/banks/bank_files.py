"""The files of a bank's folder, read with care: the folder may come from anywhere."""

import errno
from collections.abc import Iterator
from pathlib import Path

from hiring.banks import messages as expect
from hiring.banks.problems import TextPlace
from hiring.banks.yaml_source import place_in

LARGEST_FILE = 2 * 1024 * 1024


class UnreadableFile(ValueError):
    """A file without a text to speak of, and what was expected instead."""

    def __init__(self, expected: str, place: TextPlace = TextPlace()) -> None:  # noqa: B008 (frozen)
        self.expected = expected
        self.place = place
        super().__init__(expected)


def bank_folders(folder: Path) -> list[Path]:
    """Return `folder` itself where it holds a bank, else the folders in it, by name."""
    folder = folder.resolve()
    if (folder / "bank.yaml").exists() or not folder.is_dir():
        return [folder]
    inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return inside or [folder]


def task_files(folder: Path) -> Iterator[str]:
    """Yield the names of everything in the folder of tasks that means to be a task."""
    tasks = folder / "tasks"
    for path in sorted(tasks.iterdir()) if tasks.is_dir() else ():
        if path.suffix in {".yaml", ".yml"} and not path.name.startswith("."):
            yield f"tasks/{path.name}"


def text_of(folder: Path, name: str) -> str:
    """Return the text of the file `name` in `folder`.

    Raises UnreadableFile when it is not there, not ours, too large, or not text.
    """
    path = folder / name
    if name.endswith(".yml"):
        raise UnreadableFile(expect.YAML_SUFFIX)
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            raise UnreadableFile(expect.INSIDE_FOLDER)
        if not path.is_file():
            raise UnreadableFile(expect.FILE_THERE)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise UnreadableFile(expect.FILE_THERE) from None
    except (OSError, RuntimeError) as error:
        reason = errno.errorcode.get(getattr(error, "errno", 0) or 0, "a link in a circle")
        raise UnreadableFile(expect.say(expect.READABLE, reason=reason)) from None
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(expect.say(expect.SMALL_ENOUGH, megabytes=LARGEST_FILE // (1024 * 1024)))
    return _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise UnreadableFile(expect.UTF8, place_in(before, len(before))) from None
