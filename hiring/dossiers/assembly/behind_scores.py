"""What stands behind the scores, as the dossier shows it: reviewers are letters, names of them nowhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from hiring.calibration.queries import PreparedReviewer
from hiring.dossiers.assembly.language import Language
from hiring.dossiers.behind_scores import (
    BehindScores,
    Calibrated,
    CalibratedOnTask,
    ChangedRule,
    Combined,
    DossierStanding,
    FurtherReading,
    IndependentLevel,
    NoErrorReason,
    PanelCalibration,
    RulesChangedOnce,
    ScoreExactness,
)
from hiring.dossiers.values import CompetencyResult, Summary
from hiring.i18n import N_
from hiring.openings.judging import LevelsCombined
from hiring.scoring.cells import rounded
from hiring.scoring.frozen_rules import ChangeableRules
from hiring.scoring.queries import AgreedChange, AskedThirdReading, RatingsOfSitting
from hiring.scoring.queries.ratings import TaskOfApplication
from hiring.scoring.scores import Scores
from hiring.standings.models import StandingsRun
from hiring.standings.queries import Placement, studies_of
from hiring.standings.rules import TOTAL, ScoreStanding
from hiring.standings.words import reason_of

_CALIBRATED: dict[str, Calibrated] = {
    "reached": "reached", "waved_through": "waved_through", "missed": "missed", "to_rate": "to_rate"
}  # fmt: skip
REVIEWER = N_("Reviewer %(letter)s")
_YES_NO = {True: N_("yes"), False: N_("no")}
_COMBINED = {
    LevelsCombined.MEAN: N_("their mean"),
    LevelsCombined.MEDIAN: N_("the one in the middle (the median)"),
}


@dataclass(frozen=True, slots=True)
class FoundBehind:
    """What was found behind the scores, before it is put into the words of one language."""

    placement: Placement | None
    asked: Sequence[AskedThirdReading]
    levels_combined: str
    within: int | None
    prepared: Sequence[PreparedReviewer]
    changes: Sequence[AgreedChange]
    interviews_planned: bool
    """Somebody of the opening has been invited to one."""

    @property
    def combined(self) -> Combined:
        return "median" if self.levels_combined == LevelsCombined.MEDIAN else "mean"


def behind_scores(
    found: FoundBehind, rated: RatingsOfSitting, scores: Scores, names: Mapping[str, str], language: Language
) -> BehindScores:
    """Return what stands behind `scores`; `names` are those of the competencies by their codes."""
    return BehindScores(
        standing=_standing(found.placement, language),
        further_readings=tuple(
            reading
            for asked in found.asked
            for reading in _readings(asked, found.combined, rated, scores, names, language)
        ),
        calibration=_calibration(found, rated, language),
        rule_changes=tuple(_change(each, language) for each in found.changes),
    )


def with_error(result: CompetencyResult, found: FoundBehind) -> CompetencyResult:
    """Return the result with its standard error, or with why there is none."""
    return replace(result, exactness=_exactness(result.score, result.code, found))


def total_with_error(summary: Summary, found: FoundBehind) -> Summary:
    return replace(summary, exactness=_exactness(summary.total, TOTAL, found))


def _exactness(score: Decimal | None, name: str, found: FoundBehind) -> ScoreExactness | None:
    if score is None:
        return None
    if found.placement is None:
        return ScoreExactness(None, missing=NoErrorReason.NOT_COMPUTED)
    known = found.placement.placed.figures.get(name)
    if known is None or not known.is_of(score):
        return ScoreExactness(None, missing=NoErrorReason.NEWER_SCORE)
    if known.error is None or known.interval is None:
        return ScoreExactness(None, missing=NoErrorReason.TOO_FEW)
    low, high = known.interval
    return ScoreExactness(_decimal(known.error), _decimal(low), _decimal(high))


def _decimal(value: float) -> Decimal:
    return rounded(Fraction(value))


def _standing(placement: Placement | None, language: Language) -> DossierStanding | None:
    if placement is None:
        return None
    run, placed = placement.run, placement.placed
    total = placed.figures.get(TOTAL, ScoreStanding())
    return DossierStanding(
        run=run.number,
        computed_at=_iso(run.computed_at),
        method="bayes" if run.method == "bayes" else "reml" if run.method == "reml" else None,
        candidates=run.candidates,
        bands=len(run.bands),
        top=run.top,
        band=placed.band,
        in_band=run.bands[placed.band - 1] if placed.band else 0,
        p_top=None if total.p_top is None else _decimal(total.p_top),
        why_not=_why_not(run, language),
        older=placement.waits_since is not None,
    )


def _why_not(run: StandingsRun, language: Language) -> str:
    total = studies_of(run).get(TOTAL)
    return "" if total is None or total.method is not None else reason_of(total, language.translate)


def _readings(
    asked: AskedThirdReading,
    combined: Combined,
    rated: RatingsOfSitting,
    scores: Scores,
    names: Mapping[str, str],
    language: Language,
) -> Iterator[FurtherReading]:
    task = next((each for each in rated.tasks if each.item_id == asked.item_id), None)
    if task is None:
        return
    for code, why in asked.criteria.items():
        yield FurtherReading(
            competency=names.get(code, code),
            task_title=language.text(task.task.title),
            why="cut" if why.value == "cut" else "apart",
            levels=tuple(
                IndependentLevel(row.reviewer, row.level, row.further)
                for row in sorted(task.ratings, key=lambda row: (row.further, row.reviewer))
                if row.competency == code
            ),
            combined=combined,
            counted=_counted(code, task, scores),
            waived=asked.waived,
        )


def _counted(code: str, task: TaskOfApplication, scores: Scores) -> Decimal | None:
    """Return what entered the score of a competency for one task."""
    found = scores.of(code)
    cells = found.cells if found else ()
    level = next((cell.level for cell in cells if cell.task == task.item_id), None)
    return None if level is None else rounded(level)


def _calibration(found: FoundBehind, rated: RatingsOfSitting, language: Language) -> PanelCalibration | None:
    marked = {(row.reviewer, task.item_id) for task in rated.tasks for row in task.ratings}
    prepared = [
        CalibratedOnTask(
            letter,
            language.text(one.task),
            _CALIBRATED[one.state.value],
            _why_allowed(one, letter, language) if one.state.value == "waved_through" else "",
        )
        for one in found.prepared
        if (letter := rated.letters[one.reviewer_id], one.item_id) in marked
        and one.state.value in _CALIBRATED
    ]
    if found.within is None or not prepared:
        return None
    return PanelCalibration(found.within, tuple(sorted(prepared, key=lambda one: one.rater)))


def _why_allowed(one: PreparedReviewer, letter: str, language: Language) -> str:
    return without_the_name(one.reason, one.name, language.say(REVIEWER, letter=letter))


def without_the_name(text: str, name: str, instead: str) -> str:
    """Return a text in which somebody, who is a letter here, is named no more."""
    parts = "|".join(re.escape(part) for part in name.split() if len(part) > 2)
    return (
        re.sub(rf"\b(?:{parts})(?:\s+(?:{parts}))*\b", instead, text, flags=re.IGNORECASE) if parts else text
    )


def _change(change: AgreedChange, language: Language) -> RulesChangedOnce:
    before, now = _rules(change.before, language), _rules(change.now, language)
    return RulesChangedOnce(
        at=_iso(change.at),
        rules=tuple(
            ChangedRule(name, before[name], told) for name, told in now.items() if told != before[name]
        ),
        reason=change.reason,
        proposed_by=change.proposer,
        agreed_by=change.decider,
    )


def _rules(rules: ChangeableRules, language: Language) -> dict[str, str]:
    """Return what can change, in words, by what it is called."""
    cut = rules.third_reading_cut
    return {
        language.say(N_("Difference that counts as disagreement")): str(rules.tolerance),
        language.say(N_("Further reading where reviewers differ")): language.say(
            _YES_NO[rules.third_reading]
        ),
        language.say(N_("Level below and above which reviewers differ, too")): (
            language.say(N_("none")) if cut is None else str(cut)
        ),
        language.say(N_("What counts of several levels")): language.say(_COMBINED[rules.levels_combined]),
    }


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
