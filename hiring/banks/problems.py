"""What is wrong with a bank's files: where it is, and what was expected there."""

from dataclasses import dataclass

#: The way to a value inside a document: keys of mappings and places in lists.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A line and a column, both counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class LocatedProblem:
    """One thing to mend. `file` is named from the bank's folder; `expected` is a sentence's end."""

    file: str
    line: int
    column: int
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault inside a document, before its line is known. `on_key` points at the key itself."""

    path: Path
    expected: str
    on_key: bool = False


class BankFaults(ValueError):
    """A bank that cannot be read; `faults` holds every fault found, in order of place."""

    def __init__(self, faults: tuple[LocatedProblem, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))
