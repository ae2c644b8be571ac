"""Who can be told apart: bands of candidates instead of places that the evidence does not bear."""

from collections.abc import Callable, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.score_errors.cells import natural

#: Two candidates are told apart from this probability on that one lies above the other.
TOLD_APART = 0.90
#: A place among the best is clear from this probability on, or up to its counterpart.
CLEAR, CLEARLY_NOT = 0.90, 0.10
#: Noise of floating point decides nothing.
NOISE = 1e-9

#: Says of each of some candidates whether it lies above one other with a probability of .90 or more.
SurelyAbove = Callable[[NDArray[np.intp], int], NDArray[np.bool_]]


class TopPlace(StrEnum):
    """What the evidence says of a candidate's place among the best."""

    CLEAR = "clear"
    CLEARLY_NOT = "clearly_not"
    OPEN = "open"


def top_place(p_top: float) -> TopPlace:
    """Return what the probability of being among the best says: clear from .90 on, and up to .10."""
    if p_top >= CLEAR - NOISE:
        return TopPlace.CLEAR
    return TopPlace.CLEARLY_NOT if p_top <= CLEARLY_NOT + NOISE else TopPlace.OPEN


def bands(level: Floats, surely_above: SurelyAbove, labels: Sequence[object]) -> tuple[tuple[int, ...], ...]:
    """Return the candidates in bands, the highest first, each as places in `level`.

    The best candidate not yet in a band begins one. The next best shares it as long as every member lies
    above with a probability below .90; the first of whom that is not so begins the next band. Equal levels
    follow each other by their labels, so that the order in which candidates came makes no difference.
    """
    order = sorted(range(len(level)), key=lambda at: (-round(float(level[at]), 9), natural(labels[at])))
    found: list[tuple[int, ...]] = []
    begun = 0
    for count, candidate in enumerate(order[1:], 1):
        if surely_above(np.array(order[begun:count]), candidate).any():
            found.append(tuple(order[begun:count]))
            begun = count
    return (*found, tuple(order[begun:])) if order else ()
