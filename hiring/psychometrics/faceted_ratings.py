"""Ratings by person, task and rater, and what must hold for places to be found on one scale."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Undefined
from hiring.psychometrics.inputs import Codes, Floats


class FacetedRatings:
    """Ratings by the numbers of their facets, as they were first numbered."""

    def __init__(self, facets: Mapping[str, Codes], values: Floats, partial_credit: bool) -> None:
        self.facets, self.values, self.partial_credit = facets, values, partial_credit
        self.known, self.number = {}, {}
        for name, code in facets.items():
            self.known[name], numbered = np.unique(code, return_inverse=True)
            self.number[name] = numbered.astype(np.intp)
        self.scale = self.number["task"] if partial_credit else np.zeros(len(values), np.intp)
        """Which thresholds hold for a rating."""
        self.step, self.steps = _steps(values, self.scale)

    def levels(self, facet: str) -> int:
        return len(self.known[facet])

    def without_ends(self) -> tuple["FacetedRatings", dict[str, list[int]]]:
        """Return the ratings of those who did not get or give one end of the scale alone, and the others."""
        left_out: dict[str, list[int]] = {name: [] for name in self.facets}
        given = self
        while True:
            at_end = {name: given._at_end(name) for name in given.facets}
            for name, ends in at_end.items():
                left_out[name] += given.known[name][ends].tolist()
            kept = ~np.any([ends[given.number[name]] for name, ends in at_end.items()], axis=0)
            if kept.all():
                return given, left_out
            facets = {name: code[kept] for name, code in given.facets.items()}
            given = FacetedRatings(facets, given.values[kept], self.partial_credit)

    def _at_end(self, facet: str) -> NDArray[np.bool_]:
        many = np.bincount(self.number[facet])
        ends = (
            np.bincount(self.number[facet], self.step == end, len(many)) == many
            for end in (0, self.steps[self.scale])
        )
        return np.asarray(np.any(list(ends), axis=0))

    def refusal(self) -> Undefined | None:
        if not self.steps.any():
            return Undefined.because(reasons.NO_VARIATION)
        if self.levels("person") < 2:
            return Undefined.because(reasons.ONE_PERSON)
        if self.levels("rater") < 2:
            return Undefined.because(reasons.ONE_RATER)
        if not all(self._linked(facet) for facet in ("rater", "task")):
            return Undefined.because(reasons.NOT_LINKED)
        return None

    def _linked(self, facet: str) -> bool:
        """Say whether persons and `facet` hang together: a part by itself could be shifted at will."""
        person, other = self.number["person"], self.number[facet]
        part = np.arange(self.levels("person"))
        while True:
            lowest = np.full(self.levels(facet), len(part))
            np.minimum.at(lowest, other, part[person])
            spread = part.copy()
            np.minimum.at(spread, person, lowest[other])
            if (spread == part).all():
                return not part.any()
            part = spread


def _steps(values: Floats, scale: Codes) -> tuple[Codes, Codes]:
    """Return the step of each rating among the levels used in its scale, from 0, and each scale's last."""
    step = np.zeros(len(values), np.intp)
    last = np.zeros(int(scale.max(initial=0)) + 1, np.intp)
    for one in range(len(last)):
        inside = scale == one
        used, step[inside] = np.unique(values[inside], return_inverse=True)
        last[one] = max(0, len(used) - 1)
    return step, last
