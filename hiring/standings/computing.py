"""Scores with their errors, computed in a process of its own that lets pages have the processor first.

It gets everything as JSON and knows no database, so that no lock is ever held while it counts.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING, Any

from hiring.fingerprints import canonical_hash
from hiring.standings.rules import (
    KEPT_READINGS,
    SEED,
    TOTAL,
    VERSION,
    ErrorMethod,
    FurtherReadings,
    ScoreStanding,
    StudySummary,
    WorthReading,
)

if TYPE_CHECKING:
    from hiring.psychometrics.inputs import Floats
    from hiring.psychometrics.score_errors.cells import Marks
    from hiring.psychometrics.score_errors.study import ErrorStudy

#: Candidate, task, reviewer ("" where nobody gave it), competency, and level (None: excused).
Row = tuple[str, str, str, str, float | None]
_YIELDS = 10
#: Ten thousand candidates take a third of a minute of the processor; it may be a slow and busy one.
_PATIENCE = 30 * 60
_DIGITS = 6
#: So many of the values of a row are names; the level follows.
_NAMED = 4


class ComputingFailed(Exception):
    """The process was ended, or ended by itself; the text is what it said last."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is computed from: the rows in order, so that how they came makes no difference."""

    rows: Sequence[Row]
    weights: Mapping[str, int]
    top: int
    medians: bool = False
    """Of several levels in a cell the one in the middle counts."""

    @classmethod
    def of(
        cls, rows: Sequence[Row], weights: Mapping[str, int], top: int, *, medians: bool = False
    ) -> "Evidence":
        """Return the evidence with its rows in order."""
        return cls(sorted(rows, key=lambda row: (row[:4], row[4] or 0.0)), weights, top, medians)

    def digest(self) -> str:
        """Return a SHA-256 that changes with anything that is computed from."""
        return canonical_hash({"version": VERSION, **self.plain()}, ascii_only=True)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON; not by `asdict`, which copies every value of a million.

        Medians are named only where they count: what was computed of means keeps its digest.
        """
        return {"rows": self.rows, **self._rules()}

    def _rules(self) -> dict[str, Any]:
        """Return how scores are made of the rows, as JSON."""
        medians = {"medians": True} if self.medians else {}
        return {"weights": dict(self.weights), "top": self.top, **medians}

    def in_columns(self) -> dict[str, Any]:
        """Return it as JSON in which every name stands once: a million rows take a fraction of the memory."""
        names = [list(dict.fromkeys(row[at] for row in self.rows)) for at in range(_NAMED)]
        numbers = [{name: number for number, name in enumerate(each)} for each in names]
        return {
            "names": names,
            "numbers": [[numbers[at][row[at]] for row in self.rows] for at in range(_NAMED)],
            "levels": [row[_NAMED] for row in self.rows],
            **self._rules(),
        }

    @classmethod
    def from_columns(cls, plain: Mapping[str, Any]) -> "Evidence":
        """Return what `in_columns` wrote."""
        columns = [
            [names[number] for number in numbers]
            for names, numbers in zip(plain["names"], plain["numbers"], strict=True)
        ]
        rows: list[Row] = list(zip(*columns, plain["levels"], strict=True))
        return cls(rows, plain["weights"], plain["top"], plain.get("medians", False))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came out."""

    studies: Mapping[str, StudySummary]
    bands: Sequence[int]
    parts: int
    places: Sequence[str]
    """The candidates in the order of their places."""
    figures: Mapping[str, Mapping[str, Sequence[float | None]]]
    """By candidate and competency, or `rules.TOTAL`: `ScoreStanding.plain`."""
    readings: Mapping[str, Any] = field(default_factory=dict)
    """`rules.FurtherReadings.plain`."""


def computed(evidence: Evidence) -> Outcomes:
    """Return what is known of all scores. Loads numpy: for the process of its own, and for tests."""
    from hiring.psychometrics.panels import parts_of_panel
    from hiring.psychometrics.score_errors.cells import marks

    if not evidence.rows:
        return Outcomes({}, (), 1, (), {})
    candidates, tasks, raters, competencies, levels = zip(*evidence.rows, strict=True)
    given = marks(candidates, tasks, raters, competencies, [nan if one is None else one for one in levels])
    studied = _studied(evidence, given)
    figures: dict[str, dict[str, Sequence[float | None]]] = {}
    for name, study in studied.items():
        for candidate, standing in _standings(study, whole=name == TOTAL):
            figures.setdefault(candidate, {})[name] = standing.plain()
    total = studied.get(TOTAL)
    order = _order(total) if total else ()
    return Outcomes(
        {name: _summed_up(study) for name, study in studied.items()},
        _bands(total) if total else (),
        parts_of_panel((row[0], row[2]) for row in evidence.rows if row[2] and row[4] is not None),
        [total.candidates[at] for at in order] if total else (),
        figures,
        _readings(total).plain() if total else {},
    )


def _readings(study: "ErrorStudy") -> FurtherReadings:
    """Return where one more reading would settle most of who is among the best."""
    from hiring.psychometrics import Undefined
    from hiring.psychometrics.score_errors.next_reading import next_readings

    found = next_readings(study)
    if isinstance(found, Undefined):
        return FurtherReadings(found.sentence, dict(found.values), ())
    names = study.candidates, study.scored.tasks
    worth = [
        WorthReading(
            names[0][one.candidate],
            names[1][one.task],
            _number(one.gain),
            _number(one.p_top),
            _number(one.error),
            _number(one.error_then),
        )
        for one in found[:KEPT_READINGS]
    ]
    return FurtherReadings(None, {}, worth)


def _studied(evidence: Evidence, given: "Marks") -> dict[str, "ErrorStudy"]:
    """Return the studies of the competencies on which somebody has a level, and of the total."""
    from hiring.psychometrics.score_errors.study import error_study

    def study(weights: Mapping[str, float]) -> "ErrorStudy":
        return error_study(given, weights, top=evidence.top, seed=SEED, of_medians=evidence.medians)

    scored = {row[3] for row in evidence.rows if row[4] is not None}
    codes = [code for code in evidence.weights if code in scored]
    found = {code: study({code: 1.0}) for code in codes}
    weights = {code: float(evidence.weights[code]) for code in codes}
    if any(weights.values()):
        alone = next(iter(found.values())) if len(found) == 1 else None
        found[TOTAL] = alone or study(weights)
    return found


def _order(study: "ErrorStudy") -> list[int]:
    """Return the candidates in the order of their bands; by their scores where nothing else is known."""
    from hiring.psychometrics import Undefined
    from hiring.psychometrics.score_errors.cells import natural

    if not isinstance(study.bands, Undefined):
        return [candidate for band in study.bands for candidate in band]
    by_score = study.scored.score
    everybody = range(len(study.candidates))
    return sorted(everybody, key=lambda at: (-round(float(by_score[at]), 9), natural(study.candidates[at])))


def _bands(study: "ErrorStudy") -> list[int]:
    from hiring.psychometrics import Undefined

    return [] if isinstance(study.bands, Undefined) else [len(band) for band in study.bands]


def _standings(study: "ErrorStudy", *, whole: bool) -> list[tuple[str, ScoreStanding]]:
    """Return what is known of each candidate; of the total (`whole`) also places and neighbours."""
    from hiring.psychometrics import Undefined

    errors, level, level_error = study.errors, study.shrunken, _level_error(study)
    own = None if isinstance(errors, Undefined) else errors.standard
    order = _order(study)
    after = dict(pairwise(order)) if whole else {}
    top = study.p_top if whole else None
    adjusted = study.adjusted if whole else Undefined.because("")
    found = []
    for at, candidate in enumerate(study.candidates):
        then = after.get(at)
        apart = None if then is None or isinstance(errors, Undefined) else errors.of_difference(at, then)
        above = None if then is None else study.above(at, then)
        standing = ScoreStanding(
            _rounded(study.scored.score[at]),
            None if own is None else _rounded(own[at]),
            None if isinstance(level, Undefined) else _rounded(level[at]),
            None if level_error is None else _rounded(level_error[at]),
            None if top is None else _rounded(top[at]),
            _rounded(apart),
            None if isinstance(above, Undefined) else _rounded(above),
            None if isinstance(adjusted, Undefined) else _rounded(adjusted[at]),
        )
        found.append((str(candidate), standing))
    return found


def _level_error(study: "ErrorStudy") -> "Floats | None":
    """Return how wrong the predicted levels may be, what is uncertain of the components included."""
    from hiring.psychometrics import Undefined

    if study.posterior is not None:
        return study.posterior.centred_sd
    return None if isinstance(study.prediction, Undefined) else study.prediction.error


def _summed_up(study: "ErrorStudy") -> StudySummary:
    from hiring.psychometrics import Undefined
    from hiring.psychometrics.score_errors.enough import TooFew

    refused = study.errors if isinstance(study.errors, Undefined) else None
    told = study.shown_reliability
    refused = refused or (told if isinstance(told, Undefined) else None)
    adjusted = study.adjusted
    raw = adjusted if isinstance(adjusted, Undefined) else None
    interval = told.interval if isinstance(told, TooFew) or not isinstance(told, Undefined) else None
    return StudySummary(
        None
        if isinstance(study.errors, Undefined)
        else ErrorMethod.BAYES
        if study.bayesian
        else ErrorMethod.REML,
        None if refused is None else refused.sentence,
        {} if refused is None else dict(refused.values),
        None if isinstance(told, Undefined) else _rounded(told.value),
        None if interval is None else (_number(interval[0]), _number(interval[1])),
        alike=study.alike,
        why_raw=None if raw is None else raw.sentence,
        why_raw_values={} if raw is None else dict(raw.values),
    )


def _number(value: Any) -> float:
    return round(float(value), _DIGITS)


def _rounded(value: Any) -> float | None:
    """Return a figure as it is kept; what is no number is nothing."""
    if value is None or float(value) != float(value):
        return None
    return _number(value)


def computed_in_child(evidence: Evidence) -> Outcomes:
    """Return what `computed` says, from a process of its own. Raises ComputingFailed."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", "hiring.standings.computing"]
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            command,
            input=json.dumps(evidence.in_columns()).encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            env={"OPENBLAS_NUM_THREADS": "1"},  # the other processors are for those who wait for a page
        )
    except subprocess.CalledProcessError as error:
        raise ComputingFailed(error.stderr.decode(errors="replace")[-1000:]) from error
    except (subprocess.SubprocessError, OSError) as error:
        raise ComputingFailed(str(error)) from error
    plain = json.loads(done.stdout)
    studies = {name: study_of(each) for name, each in plain.pop("studies").items()}
    return Outcomes(studies=studies, **plain)


def study_of(plain: Mapping[str, Any]) -> StudySummary:
    """Return a study that was kept as JSON."""
    values = dict(plain)
    method, interval = values.pop("method"), values.pop("interval")
    return StudySummary(
        method=ErrorMethod(method) if method else None,
        interval=tuple(interval) if interval else None,
        **values,
    )


def main() -> None:
    """Read evidence from standard input and write what comes out to standard output."""
    os.nice(_YIELDS)
    evidence = Evidence.from_columns(json.load(sys.stdin))
    json.dump(asdict(computed(evidence)), sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
