"""XLSX workbooks that come in: read in a process of its own, which a hostile file can only bring to its end.

A workbook of a few bytes can claim more cells than any memory holds. So the process has little memory and
little time, hands on a few columns and rows of the first sheet, and whoever asked waits for no longer.
"""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import count, islice
from posixpath import join, normpath
from typing import IO, Literal
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

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


_FAILED = re.compile(r"#(N/A|[A-Z]+(/0)?[!?])")


def failed_formula(text: str) -> bool:
    """Say whether a cell holds what spreadsheets write where a formula could not be worked out.

    >>> [failed_formula(text) for text in ("#N/A", "#DIV/0!", "#NAME?", "#1", "")]
    [True, True, True, False, False]
    """
    return _FAILED.fullmatch(text.strip()) is not None


def sheets_of(content: bytes) -> Iterator[Iterator[list[str]]]:
    """Yield the rows of each sheet as text: a formula that failed with its sign, as CSV has it.

    The reader of workbooks leaves such a cell empty, and an empty cell says something else.
    Raises CalamineError or OSError where the file is no workbook.
    """
    from python_calamine import CalamineWorkbook  # here only: whoever asks for rows need not load it

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for place in range(len(book.sheet_names)):
        sheet = book.get_sheet_by_index(place)
        # Its rows begin with the first column that holds anything.
        skipped = sheet.start[1] if sheet.start else 0
        failed = ((row, column - skipped, sign) for row, column, sign in _failed_cells(content, place))
        yield _with_failed(sheet.iter_rows(), failed)


def _with_failed(
    rows: Iterable[Iterable[object]], failed: Iterator[tuple[int, int, str]]
) -> Iterator[list[str]]:
    at = next(failed, None)
    for number, row in enumerate(rows, 1):
        cells = list(map(cell_text, row))
        while at is not None and at[0] <= number:
            if at[0] == number and at[1] <= len(cells):
                cells[at[1] - 1] = at[2]
            at = next(failed, None)
        yield cells


def _failed_cells(content: bytes, place: int) -> Iterator[tuple[int, int, str]]:
    """Yield row and column, from 1, and the sign of every formula of a sheet that failed."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            part = _part_of_sheet(archive, place)
            if part and _has_failed(archive.open(part)):
                yield from _failed_in(archive.open(part))
    except (BadZipFile, ParseError, KeyError, IndexError, ValueError):
        return  # a workbook of another make, such as XLSB: it is read as far as the reader goes


def _part_of_sheet(archive: ZipFile, place: int) -> str | None:
    """Return the part of the archive that holds a sheet, which its name does not tell."""
    parts = {}
    for _, relation in _elements(archive.open("xl/_rels/workbook.xml.rels")):
        parts[relation.get("Id")] = normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
    sheets = [each for _, each in _elements(archive.open("xl/workbook.xml")) if _is(each, "sheet")]
    named = [value for key, value in sheets[place].items() if key.endswith("}id")]
    part = parts.get(named[0]) if named else None
    return part if part is not None and part.endswith(".xml") else None


def _has_failed(sheet: IO[bytes]) -> bool:
    """Say whether any cell of a sheet is marked so: most have none, and need not be taken apart twice."""
    rest = b""
    with sheet:
        while piece := sheet.read(1 << 20):
            if re.search(rb"""\st=["']e["']""", rest + piece):
                return True
            rest = piece[-8:]
    return False


def _failed_in(sheet: IO[bytes]) -> Iterator[tuple[int, int, str]]:
    rows, columns = count(1), count(1)
    row = 0
    with sheet:
        for event, element in _elements(sheet, "start", "end"):
            if event == "start" and _is(element, "row"):
                row, columns = int(element.get("r") or next(rows)), count(1)
                rows = count(row + 1)
            elif event == "end" and _is(element, "c"):
                column = _column_of(element.get("r", "")) or next(columns)
                columns = count(column + 1)
                if element.get("t") == "e":
                    yield row, column, next((each.text or "" for each in element if _is(each, "v")), "")
            elif event == "end" and _is(element, "row"):
                element.clear()


def _elements(part: IO[bytes], *events: Literal["start", "end"]) -> Iterator[tuple[str, Element]]:
    yield from iterparse(part, events or ("end",))  # noqa: S314  (expat bounds entities; HR's files: own process)


def _is(element: Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def _column_of(reference: str) -> int:
    """Return the column of a cell by its name, from 1; 0 where it has none.

    >>> [_column_of(name) for name in ("A1", "AB12", "")]
    [1, 28, 0]
    """
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


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
    return [_cells(row) for row in islice(next(sheets_of(content)), number)]


def _cells(row: Iterable[str]) -> list[str]:
    cells = [text[:LONGEST_CELL] for text, _ in zip(row, range(MOST_COLUMNS), strict=False)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


if __name__ == "__main__":
    main()
