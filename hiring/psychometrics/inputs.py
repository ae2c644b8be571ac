"""Reads what callers pass: tables of numbers, checked, with a sentence that names the place of a fault."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Scale = tuple[float, float]
#: One label per rating: names, numbers, anything that can be a key.
Labels = Sequence[Any] | NDArray[Any]

#: Beyond this it is no rating, and squares would lose the digits that matter.
LARGEST = 1e9
#: Ratings that differ by less are the same rating: 0.1 + 0.2 is 0.3.
SAME = 1e-9

_DIMENSIONS = ("a number", "a row", "a table", "a block of tables")


def numbers(
    values: ArrayLike,
    name: str,
    axes: Sequence[str],
    *,
    missing: bool = False,
    scale: Scale | None = None,
) -> Floats:
    """Return `values` as float64 with one dimension per word of `axes` ("rater", "unit").

    `missing` allows nan and None. Raises ValueError, naming the place (counted from 1), for a wrong number of
    dimensions, rows of different length, anything that is not a number, is infinite or beyond a thousand
    million, is missing although `missing` is False, or lies outside `scale` (low, high).
    """
    table = _as_floats(values, name, axes)
    if table.ndim != len(axes):
        raise ValueError(
            f"{name} must be {_DIMENSIONS[min(len(axes), 3)]} ({' × '.join(axes)}), "
            f"not of {table.ndim} dimension{'' if table.ndim == 1 else 's'}"
        )
    _refuse(~np.isfinite(table) & ~np.isnan(table), table, name, axes, "is not a finite number")
    if not missing:
        _refuse(np.isnan(table), table, name, axes, "is missing")
    _refuse(np.abs(table) > LARGEST, table, name, axes, "is too large to be a rating")
    if scale is not None:
        outside = (table < scale[0] - SAME) | (table > scale[1] + SAME)
        _refuse(outside, table, name, axes, f"lies outside the scale {scale[0]:g} to {scale[1]:g}")
    return table


def _as_floats(values: ArrayLike, name: str, axes: Sequence[str]) -> Floats:
    try:
        table = np.asarray(values)
    except ValueError as error:
        raise ValueError(f"{name} must have rows of equal length ({' × '.join(axes)})") from error
    if table.dtype.kind in "biuf":
        return table.astype(np.float64)
    table = np.asarray(values, dtype=object)  # as given: numpy has made words of numbers beside words
    for place, value in _cells(table):
        if value is not None and (isinstance(value, str | bytes | complex) or not _is_number(value)):
            raise ValueError(f"{_where(name, axes, place)} is {value!r}, not a number")
    return np.array([np.nan if value is None else float(value) for value in table.flat]).reshape(table.shape)


def _cells(table: NDArray[np.object_]) -> Iterator[tuple[tuple[int, ...], object]]:
    cells = (cell.item() if isinstance(cell, np.generic) else cell for cell in table.flat)
    return zip(np.ndindex(table.shape), cells, strict=True)


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]  # that is the question
    except (TypeError, ValueError):
        return False
    return True


def _refuse(wrong: NDArray[np.bool_], table: Floats, name: str, axes: Sequence[str], why: str) -> None:
    if wrong.any():
        place = tuple(int(index) for index in np.argwhere(wrong)[0])
        value = table[place]
        shown = "" if np.isnan(value) else f" is {value:g} and"
        raise ValueError(f"{_where(name, axes, place)}{shown} {why}")


def _where(name: str, axes: Sequence[str], place: Sequence[int]) -> str:
    if not axes or len(place) != len(axes):
        return name
    return f"{name}: " + ", ".join(f"{axis} {index + 1}" for axis, index in zip(axes, place, strict=True))


def codes(labels: Labels, name: str, length: int) -> tuple[list[object], Codes]:
    """Return the distinct `labels` in order of first appearance, and for each place the number of its label.

    Raises ValueError when there are not `length` of them, or one is missing.
    """
    if len(labels) != length:
        raise ValueError(f"{name} must hold one label per rating: {length}, not {len(labels)}")
    given = labels if isinstance(labels, np.ndarray) else np.fromiter(labels, dtype=object, count=length)
    if given.ndim != 1:
        raise ValueError(f"{name} must be a row of labels, not of {given.ndim} dimensions")
    if given.dtype.kind in "biuU":
        distinct, first, numbered = np.unique(given, return_index=True, return_inverse=True)
        order = np.argsort(first)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return list(distinct[order].tolist()), rank[numbered].astype(np.intp)
    known: dict[object, int] = {}
    numbered = np.fromiter((known.setdefault(label, len(known)) for label in given), np.intp, length)
    for label, number in known.items():
        if label is None or label != label or label == "":  # noqa: PLR0124  (nan is not itself)
            raise ValueError(f"{name}: rating {int(np.argmax(numbered == number)) + 1} has no label")
    return list(known), numbered


def varies(values: Floats) -> bool:
    """Say whether `values` (nan aside) differ by more than the noise of floating point."""
    present = values[~np.isnan(values)]
    if present.size == 0:
        return False
    return bool(np.ptp(present) > SAME * max(1.0, float(np.abs(present).max())))


def whole(value: float, name: str, *, least: int = 0) -> int:
    """Return `value` as an int. Raises ValueError when it is not a whole number of at least `least`."""
    if isinstance(value, str | bytes) or not np.isfinite(value) or value != int(value) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, not {value!r}")
    return int(value)
