"""A filled table as a report shows it."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

_FIGURE = re.compile(r"[-+−]?\s*(?:Rp\s*)?\d[\d.,\s]*%?", re.IGNORECASE)

#: What people write where there is no figure.
_DASHES = frozenset("-–—−")


@dataclass(frozen=True, slots=True)
class TableAnswer:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"
    folder: ClassVar[str] = "kinds/table"

    @property
    def figures(self) -> tuple[bool, ...]:
        """Say of each column whether it holds figures only, dashes aside, and so stands to the right."""
        return tuple(self._holds_figures(index) for index in range(len(self.columns)))

    def _holds_figures(self, index: int) -> bool:
        cells = [row[index].strip() for row in self.rows if index < len(row)]
        filled = [cell for cell in cells if cell and cell not in _DASHES]
        return bool(filled) and all(_FIGURE.fullmatch(cell) for cell in filled)
