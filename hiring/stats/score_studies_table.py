"""Scores with their errors as a table to read: bands, chances of being among the best, what they rest on."""

from collections.abc import Iterator, Mapping

from hiring.i18n import N_
from hiring.psychometrics import Estimate, Undefined
from hiring.psychometrics.estimates import Answer
from hiring.psychometrics.score_errors.bands import TopPlace
from hiring.psychometrics.score_errors.enough import FOR_A_FIGURE, FOR_A_FIT, FOR_AN_INTERVAL, TooFew
from hiring.psychometrics.score_errors.study import ErrorStudy
from hiring.stats.layout import grid, heading, told
from hiring.stats.score_studies import ScoreStudies
from hiring.stats.scores import OF_MEDIANS
from hiring.stats.words import SOURCES, Vocabulary

PLACES = {
    TopPlace.CLEAR: N_("clear"),
    TopPlace.CLEARLY_NOT: N_("clearly not"),
    TopPlace.OPEN: N_("still open"),
}
BAYES = N_(
    "Fewer than %(number)s candidates: how far the sources of error spread is uncertain itself, and "
    "carried into every chance below (Bayes). From %(number)s on it is estimated once, and taken as known."
)
AS_INTERVALS = N_(
    "Of fewer than %(figure)s candidates reliability and variances are told as intervals, of fewer "
    "than %(interval)s not at all."
)
MEDIANS_COUNT = N_(
    "Of several levels in one cell the median counts: the standard errors hold what it adds to those of "
    "means."
)
IN_PARTS = N_(
    "The panel falls into %(number)s parts that share neither a rater nor a candidate: between the parts "
    "candidates are compared as if their raters were equally strict."
)
NO_DIFFERENCE = N_("No difference between the candidates can be shown.")
LEFT_OUT = N_("Left out, because this design cannot tell it apart: %(effects)s.")
LEGEND = (
    N_("The standard error says how far a score may be from the candidate's true level, in levels."),
    N_(
        "A band holds candidates whom the evidence does not tell apart: the chance that any one of them "
        "truly lies above another is below 90 of 100. A place among the best is clear from 90 of 100 on, and "
        "clearly not up to 10."
    ),
    N_(
        "An answer left empty never raises a score. Because the spread of all candidates is then "
        "estimated anew, it did raise the chance of being among the best in about 1 of 100 simulated "
        "panels, and the predicted level in about 3."
    ),
)


def studies_as_text(studies: ScoreStudies, name: str, language: str) -> str:
    """Return what is known of the scores in the file `name`, in `language`."""
    words = Vocabulary(language)
    total = {} if studies.total is None else {words.say(N_("Total")): studies.total}
    every = total | dict(studies.competencies)
    lines = [name, *_beforehand(every, studies, words)]
    for title, study in every.items():
        lines += ["", title, "=" * len(title), *_study(study, words)]
    lines.append("")
    for sentence in LEGEND:
        lines += told(words.say(sentence), 0)
    return "\n".join(lines)


def _beforehand(every: Mapping[str, ErrorStudy], studies: ScoreStudies, words: Vocabulary) -> Iterator[str]:
    """Say once what holds for several."""
    if studies.parts > 1:
        yield from told(words.say(IN_PARTS, number=words.number(studies.parts, 0)), 0)
    if studies.rule == OF_MEDIANS:
        yield from told(words.say(MEDIANS_COUNT), 0)
    if any(study.bayesian for study in every.values()):
        yield from told(words.say(BAYES, number=FOR_A_FIT), 0)
    if any(isinstance(study.shown_reliability, TooFew) for study in every.values()):
        yield from told(words.say(AS_INTERVALS, figure=FOR_A_FIGURE, interval=FOR_AN_INTERVAL), 0)


def _study(study: ErrorStudy, words: Vocabulary) -> Iterator[str]:
    yield ", ".join(words.counts(len(study.candidates), len(study.scored.tasks), len(study.scored.raters)))
    yield from _candidates(study, words)
    if isinstance(study.components, Undefined):
        why = words.reason(study.components)
        yield from told(words.say(N_("There are no errors: %(reason)s."), reason=why))
        return
    if isinstance(study.prediction, Undefined):
        why = words.reason(study.prediction)
        yield from told(words.say(N_("There are no bands and chances: %(reason)s."), reason=why))
    elif study.p_top is None:
        yield from told(words.say(NO_DIFFERENCE))
    yield from _trust(study, words)


def _candidates(study: ErrorStudy, words: Vocabulary) -> Iterator[str]:
    columns = [words.say(N_("Candidate")), words.say(N_("Band"))]
    columns += [words.say(N_("Score")), words.say(N_("Standard error"))]
    if study.p_top is not None:
        best = words.say(N_("Among the best %(number)s"), number=words.number(study.top, 0))
        columns += [best, words.say(N_("Place among the best"))]
    bands = study.bands
    if isinstance(bands, Undefined):
        yield from grid(columns, [_row(study, at, "–", words) for at in range(len(study.candidates))])
    else:
        numbered = [(words.number(number, 0), at) for number, band in enumerate(bands, 1) for at in band]
        yield from grid(columns, [_row(study, at, number, words) for number, at in numbered])


def _row(study: ErrorStudy, at: int, band: str, words: Vocabulary) -> list[str]:
    errors = study.errors
    error = "–" if isinstance(errors, Undefined) else words.number(float(errors.standard[at]))
    row = [str(study.candidates[at]), band, words.number(float(study.scored.score[at])), error]
    if study.p_top is not None and study.places is not None:
        row += [_chance(float(study.p_top[at]), words), words.say(PLACES[study.places[at]])]
    return row


def _chance(share: float, words: Vocabulary) -> str:
    """Return a chance in percent, never as what is certain or impossible."""
    if share < 0.01:
        return "< " + words.percent(0.01)
    return "> " + words.percent(0.99) if share > 0.99 else words.percent(share)


def _trust(study: ErrorStudy, words: Vocabulary) -> Iterator[str]:
    reliability, components = study.shown_reliability, study.shown_components
    if isinstance(components, Undefined) or isinstance(study.components, Undefined):
        return
    rows = [
        (words.say(SOURCES[name]), *_figure(answer, words))
        for name, answer in components.items()
        if _told(answer)
    ]
    if rows:
        yield from heading(words.say(N_("What the scores rest on")))
        if _told(reliability):
            value, between = _figure(reliability, words)
            yield from told(words.say(N_("Reliability: %(value)s %(between)s"), value=value, between=between))
        columns = (N_("Source of differences"), N_("Variance"), N_("95 of 100 times"))
        yield from grid([words.say(column) for column in columns], rows)
    if study.components.not_separable:
        named = [
            words.say(
                N_("%(effect)s (from: %(other)s)"),
                effect=words.say(SOURCES[name]),
                other=words.say(SOURCES[other]),
            )
            for name, other in study.components.not_separable.items()
        ]
        yield from told(words.say(LEFT_OUT, effects="; ".join(named)))


def _told(answer: Answer) -> bool:
    """Say whether there is a figure to tell, or at least its interval."""
    return isinstance(answer, Estimate) or (isinstance(answer, TooFew) and answer.interval is not None)


def _figure(answer: Answer, words: Vocabulary) -> tuple[str, str]:
    if isinstance(answer, Estimate):
        return words.number(answer.value), words.between(answer.interval)
    return "–", words.between(answer.interval if isinstance(answer, TooFew) else None)
