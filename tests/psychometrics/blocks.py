"""The worked examples of `published.json`: numbers from textbooks and papers with their published answers."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCKS = json.loads(Path(__file__).with_name("published.json").read_text("utf-8"))

NAMES = tuple(_BLOCKS)


def rows(name: str) -> list[list[Any]]:
    return _BLOCKS[name]["rows"]


def table(name: str) -> NDArray[np.float64]:
    """Return the numbers of a block as they are printed, blank = nan."""
    return np.array([[np.nan if cell is None else cell for cell in row] for row in rows(name)], float)


def cases(name: str) -> dict[str, list[Any]]:
    """Return the rows of a block whose first column is a name and whose first row is a heading."""
    return {row[0]: [cell for cell in row[1:] if cell is not None] for row in rows(name)[1:]}


def expected(name: str) -> dict[str, Any]:
    return _BLOCKS[name]["expect"]
