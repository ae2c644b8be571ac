"""The figures of a file of ratings for machines: plain values, the keys always English."""

from typing import Any

from hiring.psychometrics import Undefined
from hiring.psychometrics.agreement import Intraclass
from hiring.psychometrics.estimates import Answer
from hiring.psychometrics.score_errors.cells import natural
from hiring.psychometrics.score_errors.enough import TooFew
from hiring.psychometrics.severity import DisconnectedDesign
from hiring.stats.agreement_figures import Agreement
from hiring.stats.figures import CompetencyFigures, Figures, TaskFigures, Trust
from hiring.stats.score_sheet import scores_as_plain
from hiring.stats.words import Vocabulary


def as_plain(figures: Figures, name: str, language: str) -> dict[str, Any]:
    """Return everything as values that JSON knows; reasons why a figure is undefined are in `language`."""
    words = Vocabulary(language)
    return {
        "file": name,
        "scale": list(figures.scale),
        "counts": figures.counts,
        "kinds": {kind.value: number for kind, number in figures.kinds.items()},
        "competencies": {
            competency: _competency(found, words) for competency, found in figures.competencies.items()
        },
        "severity": _severity(figures, words),
        "candidates": {
            candidate: {
                "raw_mean": scores.raw,
                "mean_by_task": scores.by_task,
                "fair_mean": scores.fair,
                "ratings": scores.ratings,
            }
            for candidate, scores in figures.candidates.items()
        },
        **({} if figures.scores is None else {"scores": scores_as_plain(figures.scores)}),
    }


def _plain(answer: Answer, words: Vocabulary) -> dict[str, Any]:
    if isinstance(answer, Undefined):
        return {"undefined": words.reason(answer)}
    plain = {
        "value": answer.value,
        "interval": None if answer.interval is None else list(answer.interval),
        "se": answer.se,
        "n": answer.n,
        "method": answer.method,
        "source": answer.source,
    }
    if isinstance(answer, Intraclass):
        plain |= {"f": answer.f, "df1": answer.df1, "df2": answer.df2, "p": answer.p}
    return plain


def _competency(found: CompetencyFigures, words: Vocabulary) -> dict[str, Any]:
    return {
        "ratings": found.ratings,
        "no_evidence": found.no_evidence,
        "answers": found.answers,
        "candidates": found.candidates,
        "agreement": _agreement(found.agreement, words),
        "components": {name: _plain(part, words) for name, part in found.components.items()},
        "mean_as_rated": _trust(found.as_rated, words),
        "mean_planned": [_trust(plan, words) for plan in found.planned],
        "items": {
            "alpha": _plain(found.alpha, words),
            "tasks": {task: _task(item, words) for task, item in found.tasks.items()},
        },
    }


def _agreement(agreement: Agreement, words: Vocabulary) -> dict[str, Any]:
    form = agreement.icc_form
    plain = {
        "exact": _plain(agreement.pairs.exact, words),
        "adjacent": _plain(agreement.pairs.adjacent, words),
        "alpha_ordinal": _plain(agreement.alpha, words),
        "alpha_share_below_667": agreement.alpha_below_tentative,
        f"icc_{form}_1": _plain(agreement.icc_one, words),
        f"icc_{form}_k": _plain(agreement.icc_mean, words),
    }
    if agreement.kappa is not None:
        plain["kappa_quadratic"] = _plain(agreement.kappa, words)
    return plain


def _trust(trust: Trust, words: Vocabulary) -> dict[str, Any]:
    decision = trust.decision
    return {
        "tasks": trust.tasks,
        "raters": trust.raters,
        "g": _plain(decision.g, words),
        "phi": _plain(decision.phi, words),
        "sem_relative": _plain(decision.sem_relative, words),
        "sem_absolute": _plain(decision.sem_absolute, words),
    }


def _task(item: TaskFigures, words: Vocabulary) -> dict[str, Any]:
    return {
        "mean": item.mean,
        "difficulty": _plain(item.difficulty, words),
        "item_rest": _plain(item.item_rest, words),
        "alpha_without": _plain(item.alpha_without, words),
    }


def _severity(figures: Figures, words: Vocabulary) -> dict[str, Any]:
    model = figures.severity
    if isinstance(model, DisconnectedDesign):
        return {
            "undefined": words.reason(model),
            "parts": [
                {"raters": sorted(map(str, part.raters), key=natural), "answers": len(part.persons)}
                for part in model.components
            ],
        }
    return {
        "raters": {
            rater: {**_plain(model.raters[rater], words), "differs": _verdict(differs, words)}
            for rater, differs in figures.differs.items()
        },
        "few_ratings": [str(rater) for rater in model.few_ratings],
        "residual_variance": model.residual_variance,
    }


def _verdict(differs: bool | TooFew, words: Vocabulary) -> object:
    return {"undefined": words.reason(differs)} if isinstance(differs, TooFew) else differs
