"""A filled table as a report shows it."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

_FIGURE = re.compile(r"[-+−]?\s*(?:Rp\s*)?\d[\d.,\s]*%?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableAnswer:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"
    folder: ClassVar[str] = "kinds/table"

    @property
    def figures(self) -> tuple[bool, ...]:
        """Say of each column whether it holds figures only, and so stands to the right."""
        return tuple(self._holds_figures(index) for index in range(len(self.columns)))

    def _holds_figures(self, index: int) -> bool:
        filled = [row[index].strip() for row in self.rows if index < len(row) and row[index].strip()]
        return bool(filled) and all(_FIGURE.fullmatch(cell) for cell in filled)
