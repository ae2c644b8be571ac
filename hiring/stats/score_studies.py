"""The scores in a file with their errors, by competency and for the total; and as values for machines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiring.psychometrics import Undefined
from hiring.psychometrics.estimates import Answer, Estimate
from hiring.psychometrics.inputs import Floats
from hiring.psychometrics.panels import parts_of_panel
from hiring.psychometrics.score_errors.cells import Marks, marks
from hiring.psychometrics.score_errors.gibbs import PRIOR
from hiring.psychometrics.score_errors.posterior import Posterior
from hiring.psychometrics.score_errors.study import ErrorStudy, error_study
from hiring.stats import faults
from hiring.stats.faults import TableProblem, UnreadableRatings
from hiring.stats.reading import NAMES, Ratings
from hiring.stats.scores import OF_MEDIANS, Weights
from hiring.stats.words import Vocabulary

#: Who holds the same seed gets the same digits.
SEED = 20_26


@dataclass(frozen=True, slots=True)
class ScoreStudies:
    """What is known of every score in a file."""

    weights: Mapping[str, float]
    """By competency; the same for all where nobody gave any."""
    competencies: Mapping[str, ErrorStudy]
    total: ErrorStudy | None
    """None without weights, or with one competency: that one is the total."""
    rule: str
    """By which the scores are made: `scores.ROUNDING`."""
    parts: int
    """Into how many parts the panel falls that share neither a rater nor a candidate."""


def score_studies(ratings: Ratings, weights: Weights | None, top: int, seed: int) -> ScoreStudies:
    """Return the studies of all scores in a file.

    Candidates who answered nothing have no score, and are left out. Raises UnreadableRatings where nobody
    has a level.
    """
    given, of_medians = marks_of(ratings), ratings.sheet.rule == OF_MEDIANS
    studied = {
        code: error_study(given, {code: 1.0}, top=top, seed=seed, of_medians=of_medians)
        for code in given.competencies
        if not np.isnan(given.level[given.competency == given.competencies.index(code)]).all()
    }
    if not studied:
        raise UnreadableRatings([TableProblem(faults.NO_RATINGS, {})])
    by_code = {code: 1.0 if weights is None else float(weights[code]) for code in studied}
    total = None
    if weights is not None and len(studied) > 1 and any(by_code.values()):
        total = error_study(given, by_code, top=top, seed=seed, of_medians=of_medians)
    ordered = [code for code in (weights or ()) if code in studied] or list(studied)
    return ScoreStudies(
        {code: by_code[code] for code in ordered},
        {code: studied[code] for code in ordered},
        total,
        ratings.sheet.rule,
        _parts(ratings),
    )


def _parts(ratings: Ratings) -> int:
    candidate, rater = (ratings.names[column] for column in ("candidate", "rater"))
    present = ~np.isnan(ratings.values)
    codes = zip(ratings.codes["candidate"][present], ratings.codes["rater"][present], strict=True)
    return parts_of_panel((candidate[who], rater[by]) for who, by in codes)


def marks_of(ratings: Ratings) -> Marks:
    """Return all rows of a file that count: what reviewers gave, and levels that nobody gave."""
    labels = {
        column: [ratings.names[column][code] for code in ratings.codes[column].tolist()] for column in NAMES
    }
    rows = list(zip(*(labels[column] for column in NAMES), ratings.values.tolist(), strict=True))
    rows += [(level.candidate, level.task, "", level.competency, level.level) for level in ratings.fixed]
    answered = ratings.sheet.answered
    kept = [row for row in rows if row[0] in answered]
    return marks(*([row[at] for row in kept] for at in range(5)))


def studies_as_plain(studies: ScoreStudies, name: str, language: str) -> dict[str, Any]:
    """Return the studies as values that JSON knows; reasons why a figure is undefined are in `language`."""
    words = Vocabulary(language)
    alone = studies.total is None and len(studies.competencies) > 1
    plain: dict[str, Any] = {
        "file": name,
        "design": _design(studies, words),
        **({"rule": studies.rule} if studies.rule == OF_MEDIANS else {}),
        "weights": {code: _short(weight) for code, weight in studies.weights.items()},
        "competencies": {
            code: _study(study, words) | (_bayes(study) if alone else {})
            for code, study in studies.competencies.items()
        },
    }
    if studies.total is not None:
        shares = {
            who: dict(zip(studies.total.scored.tasks, row, strict=True))
            for who, row in zip(
                studies.total.candidates, studies.total.scored.task_share.tolist(), strict=True
            )
        }
        plain["total"] = _study(studies.total, words) | {"task_shares": shares} | _bayes(studies.total)
    elif not alone:
        plain |= _bayes(next(iter(studies.competencies.values())))
    return plain


def _design(studies: ScoreStudies, words: Vocabulary) -> str:
    study = studies.total or next(iter(studies.competencies.values()))
    return ", ".join(words.counts(len(study.candidates), len(study.scored.tasks), len(study.scored.raters)))


def _short(weight: float) -> float:
    return int(weight) if weight.is_integer() else weight


def _study(study: ErrorStudy, words: Vocabulary) -> dict[str, Any]:
    found, errors = study.components, study.errors
    undefined = isinstance(errors, Undefined)
    return {
        "components": _refused(found, words) if isinstance(found, Undefined) else dict(found.variance),
        "not_separable": {} if isinstance(found, Undefined) else dict(found.not_separable),
        "deviation": _named(study, study.scored.deviation),
        "score": _named(study, study.scored.score),
        "standard_error": None if isinstance(errors, Undefined) else _named(study, errors.standard),
        "se_of_difference": None if undefined else _differences(study),
        "relative_error_variance": None if isinstance(errors, Undefined) else errors.relative,
        "reliability": _value(study.reliability, words),
        **_predicted(study, words),
        "top_k": study.top,
        "p_top": None if study.fitted_p_top is None else _named(study, study.fitted_p_top),
    }


def _predicted(study: ErrorStudy, words: Vocabulary) -> dict[str, Any]:
    known = study.prediction
    if isinstance(known, Undefined):
        return {"shrunken": _refused(known, words), "shrunken_error": None}
    return {"shrunken": _named(study, known.level), "shrunken_error": _named(study, known.error)}


def _differences(study: ErrorStudy) -> dict[str, float]:
    """Return the standard error of some differences: first and second, first and last, second and third."""
    who, last = study.candidates, len(study.candidates) - 1
    pairs = dict.fromkeys(pair for pair in ((0, 1), (0, last), (1, 2)) if pair[0] < pair[1] <= last)
    errors = study.errors
    if isinstance(errors, Undefined):
        return {}
    return {f"{who[a]}-{who[b]}": errors.of_difference(a, b) for a, b in pairs}


def _bayes(study: ErrorStudy) -> dict[str, Any]:
    known = study.posterior
    if known is None:
        return {}
    return {"bayes": _posterior(study, known)}


def _posterior(study: ErrorStudy, known: Posterior) -> dict[str, Any]:
    return {
        "prior": f"{PRIOR}; components from the reviewed ratings, p from the scores",
        "p_top": _named(study, known.p_top),
        "sd_posterior_mean": dict(known.sd),
        "rank_90": dict(zip(study.candidates, known.rank_90.tolist(), strict=True)),
        "centred_mean": _named(study, known.centred_mean),
        "centred_sd": _named(study, known.centred_sd),
    }


def _named(study: ErrorStudy, values: Floats) -> dict[str, float]:
    return dict(zip(study.candidates, values.tolist(), strict=True))


def _value(answer: Answer, words: Vocabulary) -> object:
    return answer.value if isinstance(answer, Estimate) else _refused(answer, words)


def _refused(why: Undefined, words: Vocabulary) -> dict[str, str]:
    return {"undefined": words.reason(why)}
