"""The printed list of files: what each file of the package is for, in its own first sentence.

`python -m tests.architecture.files` writes docs/files.md anew.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from hiring.paths import CHECKOUT, PACKAGE
from tests.architecture.sources import nodes_of

PAGE = CHECKOUT / "docs" / "files.md"
HEAD = """# What each file is for

Written by `python -m tests.architecture.files` from the first sentence of each file; a test keeps it true.
The rooms (`rules`, `events`, `models`, `queries`, ...) are explained in [CONTRIBUTING](../CONTRIBUTING.md);
every other name is a noun of the trade.
"""
_LEFT_OUT = {"__pycache__", "static", "catalogues", "migrations"}


def list_of_files() -> str:
    """Return the list as Markdown: a heading for each folder, a line for each file."""
    return HEAD + "".join(map(_chapter, _folders(PACKAGE)))


def _chapter(folder: Path) -> str:
    heading = f"## hiring/{folder.relative_to(PACKAGE)}/"
    return f"\n{heading}\n\n{_sentence(folder / '__init__.py')}\n\n{_lines(folder)}"


def _folders(folder: Path) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.name not in _LEFT_OUT and (each / "__init__.py").exists():
            yield each
            yield from _folders(each)


def _lines(folder: Path) -> str:
    files = [each for each in sorted(folder.glob("*.py")) if each.name != "__init__.py"]
    return "".join(f"- `{each.stem}`: {_sentence(each)}\n" for each in files)


def _sentence(path: Path) -> str:
    text = ast.get_docstring(nodes_of(path)[0]) or ""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=[.!?])\s(?=[A-Z`])", paragraph)[0]


if __name__ == "__main__":
    PAGE.write_text(list_of_files(), "utf-8")
