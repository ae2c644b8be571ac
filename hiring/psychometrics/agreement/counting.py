"""What alpha is computed from: for every unit, how often each value was given."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics.inputs import Codes, Floats, Scale, numbers

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS = get_args(Level)

_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Pairable:
    """The ratings of units that have at least two of them, as one long row; units and values are numbered."""

    units: int
    unit: Codes
    value: Codes
    values: Floats
    """The distinct values, ascending."""

    @property
    def value_counts(self) -> Floats:
        """units × values: how many raters gave this unit this value."""
        width = len(self.values)
        flat = np.bincount(self.unit * width + self.value, minlength=self.units * width)
        return flat.reshape(self.units, width).astype(np.float64)

    @property
    def per_unit(self) -> Codes:
        return np.bincount(self.unit, minlength=self.units)

    @property
    def per_value(self) -> Codes:
        return np.bincount(self.value, minlength=len(self.values))


def pairable(ratings: ArrayLike, level: Level, scale: Scale | None) -> Pairable:
    """Return the ratings (raters × units, nan = missing) that can be compared with another of the same unit.

    Raises ValueError as `inputs.numbers`, for a `level` that is none, and a negative rating on a ratio scale.
    """
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, not {level!r}")
    table = numbers(ratings, "ratings", ("rater", "unit"), missing=True, scale=scale)
    if level == "ratio":
        numbers(table, "ratings on a ratio scale", ("rater", "unit"), missing=True, scale=(0, np.inf))
    present = ~np.isnan(table)
    kept = table[:, present.sum(axis=0) >= 2]
    unit = np.nonzero(~np.isnan(kept.T))[0]
    flat = kept.T[~np.isnan(kept.T)]
    values, value = np.unique(np.round(flat, _DECIMALS), return_inverse=True)
    return Pairable(kept.shape[1], unit, value.astype(np.intp), values)
