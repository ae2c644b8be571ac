"""XLSX workbooks that come in: read in a process of its own, which a hostile file can only bring to its end.

A workbook of a few bytes can claim more cells than any memory holds. So the process has little memory and
little time, hands on a few columns and rows of the first sheet, and whoever asked waits for no longer.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO

#: More than this is not handed on: columns of a row, characters of a cell.
MOST_COLUMNS, LONGEST_CELL = 60, 1_000
_MEMORY, _SECONDS = 512 * 1024**2, 10
#: On a busy machine the seconds of the processor take longer by the clock.
_PATIENCE = 60


class UnreadableWorkbook(ValueError):
    """The file is no workbook, is damaged, or is larger inside than it may be."""


def looks_like_workbook(content: bytes) -> bool:
    """Say whether a file begins as XLSX does, which is a ZIP archive."""
    return content.startswith(b"PK\x03\x04")


def cell_text(value: object) -> str:
    """Return a cell as CSV has it: a workbook keeps 3 as 3.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def rows_of_workbook(content: bytes, *, most_rows: int, memory: int = _MEMORY) -> list[list[str]]:
    """Return the first rows of the first sheet as text, as CSV has them: one more than `most_rows` at most.

    Empty rows at the beginning stand there, too, so that rows count as the program counts them that
    wrote them. Reading takes at most `memory` bytes. Raises UnreadableWorkbook.
    """
    numbers = [str(most_rows + 1), str(memory)]
    command = [sys.executable, "-I", "-X", "utf8", "-m", "hiring.workbooks", *numbers]
    try:
        read = subprocess.run(  # noqa: S603  (our own module)
            command,
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            env={"RUST_BACKTRACE": "0"},
        )
        rows: list[list[str]] = json.loads(read.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise UnreadableWorkbook(str(error)) from error
    return rows


def main() -> None:
    """Read a workbook from standard input and write its first rows to standard output."""
    number, memory = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_first_rows(sys.stdin.buffer.read(), number), sys.stdout)


def _first_rows(content: bytes, number: int) -> list[list[str]]:
    from python_calamine import CalamineWorkbook  # here only: whoever asks for rows need not load it

    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    rows: list[list[str]] = []
    for row in sheet.iter_rows():
        if len(rows) == number:
            break
        rows.append(_cells(row))
    return rows


def _cells(row: Iterable[object]) -> list[str]:
    cells = [cell_text(value)[:LONGEST_CELL] for value, _ in zip(row, range(MOST_COLUMNS), strict=False)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


if __name__ == "__main__":
    main()
