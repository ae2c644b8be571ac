"""How severe each rater is, and what people's scores would be if all raters were equally so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from hiring.psychometrics import reasons
from hiring.psychometrics.estimates import Estimate, Undefined
from hiring.psychometrics.inputs import Codes, Floats, Labels, Scale, codes, numbers, varies
from hiring.psychometrics.quantiles import t_quantile

SOURCE = "MacKay et al. (2017), Calibration with confidence; Kuhlisch et al. (2016)"

#: Severities that rest on fewer ratings than this should not be acted on.
ENOUGH_RATINGS = 8
_NAMES_SHOWN = 3
_CELLS_AT_ONCE = 5_000_000


class Effects(Mapping[Any, Estimate]):
    """Label -> estimate, made when asked for: there may be hundreds of thousands."""

    def __init__(
        self,
        labels: Sequence[object],
        values: Floats,
        errors: Floats | None,
        counts: Floats,
        about: tuple[str, float | None],
    ) -> None:
        self.labels, self.values_array, self.errors_array, self.counts = labels, values, errors, counts
        self._method, self._t = about

    @cached_property
    def _places(self) -> dict[object, int]:
        return {label: place for place, label in enumerate(self.labels)}

    def __getitem__(self, label: object) -> Estimate:
        place = self._places[label]
        value = float(self.values_array[place])
        se = None if self.errors_array is None else float(self.errors_array[place])
        interval = None if se is None or self._t is None else (value - self._t * se, value + self._t * se)
        return Estimate(value, interval, int(self.counts[place]), self._method, SOURCE, se)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class SeverityPart:
    """A connected part of a design: everybody in it can be compared through shared raters and persons."""

    persons: frozenset[Any]
    raters: frozenset[Any]


@dataclass(frozen=True, slots=True)
class AdditiveModel:
    """Severities, and fair scores beside raw ones."""

    raters: Mapping[Any, Estimate]
    """Severity: how far below the others this rater marks the same work; the severities add up to zero."""
    persons: Mapping[Any, Estimate]
    """Fair scores: the mean with the severity of the person's raters taken out, in points of the scale."""
    raw: Mapping[Any, float]
    """The plain means."""
    components: tuple[SeverityPart, ...]
    """One part, since the design is connected."""
    few_ratings: tuple[Any, ...]
    """Raters with fewer ratings than `ENOUGH_RATINGS`: do not act on their severity."""
    residual_variance: float | None
    rater_variance: float | None
    """Only with `shrink`, and where error can be estimated: the variance of severities."""


@dataclass(frozen=True, slots=True)
class DisconnectedDesign(Undefined):
    """Ratings that fall into parts without a link, so that severity cannot be told from ability."""

    components: tuple[SeverityPart, ...] = ()

    @property
    def raters(self) -> Mapping[Any, Undefined]:
        return self._refused(part.raters for part in self.components)

    @property
    def persons(self) -> Mapping[Any, Undefined]:
        return self._refused(part.persons for part in self.components)

    def _refused(self, groups: Iterator[frozenset[Any]]) -> Mapping[Any, Undefined]:
        why = Undefined(self.reason, self.sentence, self.values)
        return {label: why for group in groups for label in group}


def additive(
    persons: Labels,
    raters: Labels,
    ratings: ArrayLike,
    *,
    shrink: bool = False,
    scale: Scale | None = None,
    confidence: float | None = 0.95,
) -> AdditiveModel | DisconnectedDesign:
    """Return severities and fair scores from y = θ_person − severity_rater + error, by least squares.

    persons, raters, ratings: one label, one label and one number per rating, in parallel. A "person" is
    whatever was rated as a whole: a candidate, or better one answer of a candidate.
    shrink: take severities as random with an estimated variance and draw them towards zero, the more so the
    fewer ratings a rater gave; safer where raters gave few. scale: (low, high); a rating outside is an error.
    confidence: of the intervals; None leaves them out, and needs no scipy.

    Severity is in points of the scale, positive = more severe; severities add up to zero. se² is σ̂²(XᵀX)⁻¹
    (with `shrink` the prediction error variance), intervals by Student's t; both None where nothing is left
    over to estimate error from. `n` counts the ratings of the rater or person. Show fair scores beside raw
    ones, never in their place.
    Where persons and raters fall into parts without a link the answer is a `DisconnectedDesign`: an
    Undefined whose `components` name the parts. Also Undefined with one rater or person, or no variation.

    Raises ValueError for rows of different length, a missing label, something that is no number, or a
    rating outside `scale`.

    Source: MacKay, Kenna, Low & Parker (2017), R. Soc. Open Sci. 4, 160760; Kuhlisch et al. (2016);
    variance of severities by Henderson's Method 3 (1953).
    """
    values = numbers(ratings, "ratings", ("rating",), scale=scale)
    person_labels, person = codes(persons, "persons", len(values))
    rater_labels, rater = codes(raters, "raters", len(values))
    design = _Design(person_labels, rater_labels, person, rater, values)
    parts = design.parts()
    if (refusal := _refusal(design, parts)) is not None:
        return DisconnectedDesign(refusal.reason, refusal.sentence, refusal.values, parts)
    return design.model(parts, shrink, confidence)


def _refusal(design: "_Design", parts: tuple[SeverityPart, ...]) -> Undefined | None:
    if len(design.rater_labels) < 2:
        return Undefined.because(reasons.ONE_RATER)
    if len(design.person_labels) < 2:
        return Undefined.because(reasons.ONE_PERSON)
    if len(parts) > 1:
        named = "; ".join(_shown(part.raters) for part in parts[:_NAMES_SHOWN])
        more = "; ..." if len(parts) > _NAMES_SHOWN else ""
        return Undefined.because(reasons.DISCONNECTED, number=len(parts), parts=named + more)
    if not varies(design.values):
        return Undefined.because(reasons.NO_VARIATION)
    return None


def _shown(labels: frozenset[Any]) -> str:
    names = sorted(map(str, labels))
    return ", ".join(names[:_NAMES_SHOWN]) + (", ..." if len(names) > _NAMES_SHOWN else "")


class _Design:
    """Which person was rated by whom; the normal equations with the persons swept out."""

    def __init__(
        self, person_labels: list[Any], rater_labels: list[Any], person: Any, rater: Any, values: Floats
    ) -> None:
        self.person_labels, self.rater_labels = person_labels, rater_labels
        self.person, self.rater, self.values = person, rater, values
        self.shape = (len(person_labels), len(rater_labels))
        self.per_person = np.bincount(person, minlength=self.shape[0]).astype(float)
        self.per_rater = np.bincount(rater, minlength=self.shape[1]).astype(float)

    def seen(self) -> Iterator[tuple[slice, Floats]]:
        """Yield, for some persons at a time, how often each was rated by each rater."""
        order = np.argsort(self.person, kind="stable")
        person, rater = self.person[order], self.rater[order]
        at_once = max(1, _CELLS_AT_ONCE // max(1, self.shape[1]))
        for first in range(0, self.shape[0], at_once):
            last = min(self.shape[0], first + at_once)
            begin, end = np.searchsorted(person, [first, last])
            cell = (person[begin:end] - first) * self.shape[1] + rater[begin:end]
            many = np.bincount(cell, minlength=(last - first) * self.shape[1])
            yield slice(first, last), many.reshape(-1, self.shape[1]).astype(np.float64)

    def parts(self) -> tuple[SeverityPart, ...]:
        """Return the connected parts of the graph of persons and raters, largest first."""
        if not len(self.values):
            return ()
        part = self._part_of_rater()
        if not part.any():
            return (SeverityPart(frozenset(self.person_labels), frozenset(self.rater_labels)),)
        of_person = np.empty(self.shape[0], dtype=np.intp)
        of_person[self.person] = part[self.rater]
        found = []
        for number in np.unique(part).tolist():
            persons = (self.person_labels[at] for at in np.flatnonzero(of_person == number).tolist())
            raters = (self.rater_labels[at] for at in np.flatnonzero(part == number).tolist())
            found.append(SeverityPart(frozenset(persons), frozenset(raters)))
        return tuple(sorted(found, key=lambda part: (-len(part.persons), _shown(part.raters))))

    def _part_of_rater(self) -> Codes:
        """Return for every rater the lowest number of one that is linked to it, however far away."""
        linked = np.zeros((self.shape[1], self.shape[1]), dtype=bool)
        for _, many in self.seen():
            linked |= (many.T @ (many > 0)) > 0
        part = np.arange(self.shape[1])
        while True:
            spread = np.where(linked, part, len(part)).min(axis=1)
            if (spread == part).all():
                return part
            part = spread

    def model(self, parts: tuple[SeverityPart, ...], shrink: bool, confidence: float | None) -> AdditiveModel:
        raw = np.bincount(self.person, self.values) / self.per_person
        leniency, spread, left, rater_variance = self._solved(raw, shrink)
        fair = raw - np.bincount(self.person, leniency[self.rater]) / self.per_person
        freedom = len(self.values) - len(self.person_labels) - len(self.rater_labels) + 1
        person_errors = rater_errors = None
        if left:
            rater_errors = np.sqrt(left * np.maximum(np.diag(spread), 0))
            around = self._around(spread)
            person_errors = np.sqrt(left * np.maximum(1 / self.per_person + around, 0))
        t = t_quantile(confidence, freedom) if left and confidence is not None else None
        how = "shrunken towards zero" if shrink else "least squares"
        few = [
            label for label, n in zip(self.rater_labels, self.per_rater, strict=True) if n < ENOUGH_RATINGS
        ]
        return AdditiveModel(
            Effects(
                self.rater_labels,
                -leniency,
                rater_errors,
                self.per_rater,
                (f"severity, additive model, {how}, n = ratings", t),
            ),
            Effects(
                self.person_labels,
                fair,
                person_errors,
                self.per_person,
                (f"fair score, additive model, {how}, n = ratings", t),
            ),
            MappingProxyType(dict(zip(self.person_labels, raw.tolist(), strict=True))),
            parts,
            tuple(few),
            left,
            rater_variance,
        )

    def _around(self, spread: Floats) -> Floats:
        """Return for every person how uncertain the mean leniency of its raters is, over σ²."""
        found = np.empty(self.shape[0])
        for rows, many in self.seen():
            shares = many / self.per_person[rows, None]
            found[rows] = (shares * (shares @ spread)).sum(axis=1)
        return found

    def _solved(self, raw: Floats, shrink: bool) -> tuple[Floats, Floats, float | None, float | None]:
        """Return leniencies, their covariance over σ², σ² (None with no freedom left), their variance."""
        equations = np.diag(self.per_rater)
        for rows, many in self.seen():
            equations -= many.T @ (many / self.per_person[rows, None])
        around = self.values - raw[self.person]
        right = np.bincount(self.rater, around, minlength=len(self.rater_labels))
        raters = len(self.rater_labels)
        # In a connected design only a shift of all raters is left open: fix it, so that they add up to zero.
        shift = np.full((raters, raters), 1 / raters)
        weight = float(self.per_rater.mean())
        spread = np.linalg.inv(equations + weight * shift) - shift / weight
        leniency = spread @ right
        freedom = len(self.values) - len(self.person_labels) - raters + 1
        explained = float(right @ leniency)
        squares = float((around**2).sum())
        unexplained = squares - explained if squares - explained > 1e-12 * squares else 0.0
        left = unexplained / freedom if freedom > 0 else None
        if not shrink or not left:
            return leniency, spread, left, None
        variance = max(0.0, (explained - (raters - 1) * left) / float(np.trace(equations)))
        if variance == 0:
            return np.zeros(raters), np.zeros((raters, raters)), left, 0.0
        ratio = left / variance
        # Severities are told against the mean of these raters, so the error of that mean is not theirs.
        spread = np.linalg.inv(equations + np.eye(raters) * ratio) - shift / ratio
        return spread @ right, spread, left, variance


def rank_changes(model: AdditiveModel) -> dict[Any, tuple[int, int]]:
    """Return for every person the rank by raw and by fair score (1 = highest; equals share the best)."""
    labels = list(model.persons)
    raw = np.array([model.raw[label] for label in labels])
    fair = np.array([model.persons[label].value for label in labels])
    ranks = [
        (
            1 + len(labels) - np.searchsorted(np.sort(np.round(scores, 9)), np.round(scores, 9), side="right")
        ).tolist()
        for scores in (raw, fair)
    ]
    return {label: (before, after) for label, before, after in zip(labels, *ranks, strict=True)}
