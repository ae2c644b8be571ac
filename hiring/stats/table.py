"""The figures of a file of ratings as a table to read, each with a plain sentence."""

from collections.abc import Iterator

from hiring.i18n import N_
from hiring.psychometrics import Estimate, Undefined
from hiring.psychometrics.generalizability import TaskStudy, UndefinedStudy
from hiring.psychometrics.quantiles import normal
from hiring.psychometrics.score_errors.enough import TooFew
from hiring.stats.figures import CompetencyFigures, Figures, Trust
from hiring.stats.layout import INDENT, WIDTH, figure, grid, heading, refused, told
from hiring.stats.row_kinds import Kind
from hiring.stats.score_sheet import score_lines
from hiring.stats.severity_table import severity_lines
from hiring.stats.words import SOURCES, Vocabulary

SMALL_SAMPLE = 30

EXACT = N_("Of every 100 pairs of ratings of the same answer, this many are equal. Chance is not taken off.")
ADJACENT = N_("This many pairs differ by one level at most.")
ALPHA = N_(
    "0 is what chance gives, 1 is perfect. Krippendorff (2011) relies on 0.800 and more, and draws "
    "tentative conclusions from 0.667 on."
)
BELOW = N_("In %(share)s of the resamples it lies below 0.667.")
ICC_SAME = N_("How well one rating represents a candidate's answer; the same raters rated everything.")
ICC_OTHER = N_("How well one rating represents an answer; raters differ from answer to answer.")
ICC_MEAN = N_("The same for the mean of %(raters)s ratings.")
KAPPA = N_("Agreement of the two raters beyond chance; a difference of two levels weighs four times one.")
G = N_("How well the mean ranks candidates: 0 not at all, 1 perfectly.")
PHI = N_("How well the mean can be held against a fixed cut; severity and hard tasks count as error here.")
SEM_RELATIVE = N_("Two candidates' means are compared with this error each.")
SEM_ABSOLUTE = N_("95 of 100 times the true level is at most %(times)s times that away from the mean.")
NEGATIVE = N_("A negative variance is estimated so by chance, and counts as zero below.")
COUNTED_WITH = N_(
    "What cannot be told apart is counted with the larger of the two. For other numbers of tasks and "
    "raters the larger error is then taken."
)
ONE_RATER = N_(
    "One rater rated everything: how severe that rater is, and how others would differ, nobody can say."
)
CRONBACH = N_(
    "How far the tasks measure the same thing. Different tasks may well differ: low is no fault in itself."
)
DIFFICULTY = N_("Difficulty is how far the mean is from the lowest level to the highest: high is easy.")
NOBODY = N_(
    "Nobody rated anything in this file, so nothing can be said about how far raters agree. Scores "
    "that rest on other levels are shown below."
)
FEW = N_("Fewer than %(number)s candidates, so that the figures are hints: %(competencies)s.")
BY_CANDIDATE = N_(
    "Answers of one candidate hang together, so intervals of agreement come from drawing candidates anew, "
    "each with all answers."
)


def as_text(figures: Figures, name: str, language: str) -> str:
    """Return everything `hiring stats` says about the file `name`, in `language` ("id" or "en")."""
    words = Vocabulary(language)
    lines = [*_summary(figures, name, words)]
    for competency, found in figures.competencies.items():
        lines += ["", competency, "=" * len(competency), *_competency(found, words)]
    if figures.competencies:
        lines += ["", *severity_lines(figures, words)]
    if figures.scores is not None:
        lines += ["", *score_lines(figures.scores, words)]
    return "\n".join(lines)


def _summary(figures: Figures, name: str, words: Vocabulary) -> Iterator[str]:
    counts = figures.counts
    yield name
    if not figures.competencies:
        yield words.say(NOBODY)
        yield from _beside(figures, words)
        return
    yield ", ".join(
        [
            words.count(N_("%(num)s rating"), N_("%(num)s ratings"), counts["ratings"]),
            *words.counts(counts["candidate"], counts["task"], counts["rater"]),
            words.count(N_("%(num)s competency"), N_("%(num)s competencies"), counts["competency"]),
        ]
    )
    if counts["no_evidence"]:
        yield words.count(
            N_("%(num)s more says “no evidence” and is left out: missing is not zero."),
            N_("%(num)s more say “no evidence” and are left out: missing is not zero."),
            counts["no_evidence"],
        )
    yield from _beside(figures, words)
    for sentence in (N_("Intervals in brackets hold the true figure 95 times out of 100."), BY_CANDIDATE):
        yield from told(words.say(sentence), 0)
    few = [code for code, found in figures.competencies.items() if found.candidates < SMALL_SAMPLE]
    if few:
        yield from told(words.say(FEW, number=SMALL_SAMPLE, competencies=", ".join(few)), 0)


def _beside(figures: Figures, words: Vocabulary) -> Iterator[str]:
    """Count what no reviewer gave: it says nothing about them."""
    fixed = sum(number for kind, number in figures.kinds.items() if kind.fixed)
    if fixed:
        yield words.count(
            N_(
                "%(num)s more is a level of nobody (not answered, or by answer key): it enters the "
                "scores alone."
            ),
            N_(
                "%(num)s more are levels of nobody (not answered, or by answer key): they enter "
                "the scores alone."
            ),
            fixed,
        )
    if excused := figures.kinds.get(Kind.EXCUSED):
        yield words.count(
            N_("%(num)s more is excused and counts nowhere."),
            N_("%(num)s more are excused and count nowhere."),
            excused,
        )


def _competency(found: CompetencyFigures, words: Vocabulary) -> Iterator[str]:
    yield ", ".join(
        [
            words.count(N_("%(num)s rating"), N_("%(num)s ratings"), found.ratings),
            words.count(N_("%(num)s answer"), N_("%(num)s answers"), found.answers),
            words.count(N_("%(num)s candidate"), N_("%(num)s candidates"), found.candidates),
            words.say(N_("no evidence: %(number)s"), number=words.number(found.no_evidence, 0)),
        ]
    )
    yield from _agreement(found, words)
    yield from _components(found, words)
    yield from _trust(found, words)
    yield from _tasks(found, words)


def _agreement(found: CompetencyFigures, words: Vocabulary) -> Iterator[str]:
    agreement = found.agreement
    yield from heading(words.say(N_("Agreement between raters")))
    yield from figure(words, N_("The same level"), agreement.pairs.exact, words.say(EXACT), percent=True)
    yield from figure(
        words, N_("One level apart at most"), agreement.pairs.adjacent, words.say(ADJACENT), percent=True
    )
    below = agreement.alpha_below_tentative
    yield from figure(words, N_("Krippendorff's alpha (ordinal)"), agreement.alpha, words.say(ALPHA))
    if below is not None:
        yield from told(words.say(BELOW, share=words.percent(below)), 2)
    sentence = ICC_SAME if agreement.icc_form == "2" else ICC_OTHER
    yield from figure(words, f"ICC({agreement.icc_form},1)", agreement.icc_one, words.say(sentence))
    yield from figure(
        words,
        f"ICC({agreement.icc_form},k)",
        agreement.icc_mean,
        words.say(ICC_MEAN, raters=words.number(agreement.raters_per_answer, 0)),
    )
    if agreement.kappa is not None:
        yield from figure(words, N_("Weighted kappa (quadratic)"), agreement.kappa, words.say(KAPPA))


def _components(found: CompetencyFigures, words: Vocabulary) -> Iterator[str]:
    yield from heading(words.say(N_("Where ratings vary from")))
    study = found.study
    few = next((part for part in found.components.values() if isinstance(part, TooFew)), None)
    label = f"{INDENT}{words.say(N_('Variance')):<{WIDTH}}"
    if isinstance(study, UndefinedStudy):
        yield from refused(words, label, study)
        return
    if few is not None:
        yield from refused(words, label, few)
        return
    last = list(study.components)[-1]
    total = sum(max(0.0, part.value) for part in found.components.values() if isinstance(part, Estimate))
    for effect, part in found.components.items():
        # Without a second facet, the last effect is the error.
        name = words.say(SOURCES["ptr" if effect == last and len(study.components) == 3 else effect])
        if isinstance(part, Undefined):
            yield from refused(words, f"{INDENT}{name:<{WIDTH}}", part)
        else:
            share = words.percent(max(0.0, part.value) / total) if total else "–"
            yield f"{INDENT}{name:<{WIDTH}}{words.number(part.value, 3):>8}{share:>8}"
    if study.negative:
        yield from told(words.once(words.say(NEGATIVE)))
    if study.merged:
        yield from told(words.once(words.say(COUNTED_WITH)))
    if isinstance(study, TaskStudy):
        yield from told(words.once(words.say(ONE_RATER)))


def _trust(found: CompetencyFigures, words: Vocabulary) -> Iterator[str]:
    yield from heading(words.say(N_("How far a candidate's mean may be trusted")))
    decision = found.as_rated.decision
    if isinstance(found.study, Undefined):
        yield from refused(words, f"{INDENT}{words.say(N_('Standard error')):<{WIDTH}}", found.study)
        return
    yield from told(
        words.say(
            N_("Tasks per candidate: %(tasks)s. Ratings per answer: %(raters)s."),
            tasks=_size(found.as_rated.tasks, words),
            raters=_size(found.as_rated.raters, words),
        )
    )
    yield from figure(
        words, N_("Standard error, for ranking"), decision.sem_relative, words.say(SEM_RELATIVE)
    )
    absolute = words.say(SEM_ABSOLUTE, times=words.number(normal(0.95)))
    yield from figure(words, N_("Standard error, against a cut"), decision.sem_absolute, absolute)
    yield from figure(words, N_("Generalizability Eρ²"), decision.g, words.say(G))
    yield from figure(words, N_("Dependability Φ"), decision.phi, words.say(PHI))
    yield from told(words.once(words.say(N_("If the same raters rated every task, it would be:"))))
    columns = (N_("Tasks"), N_("Raters"), "Eρ²", "Φ", N_("Error, ranking"), N_("Error, cut"))
    yield from grid([words.say(column) for column in columns], [_plan(plan, words) for plan in found.planned])


def _plan(plan: Trust, words: Vocabulary) -> tuple[str, ...]:
    decision = plan.decision
    return (
        _size(plan.tasks, words),
        _size(plan.raters, words),
        *(
            words.short(answer)
            for answer in (decision.g, decision.phi, decision.sem_relative, decision.sem_absolute)
        ),
    )


def _size(number: float, words: Vocabulary) -> str:
    return words.number(number, 0 if abs(number - round(number)) < 0.05 else 1)


def _tasks(found: CompetencyFigures, words: Vocabulary) -> Iterator[str]:
    yield from heading(words.say(N_("Tasks as items")))
    yield from figure(words, N_("Cronbach's alpha"), found.alpha, words.say(CRONBACH))
    if not found.tasks:
        return
    columns = (N_("Task"), N_("Mean"), N_("Difficulty"), N_("Item-rest"), N_("Alpha without it"))
    rows = [
        (
            task,
            words.number(item.mean),
            words.short(item.difficulty),
            words.short(item.item_rest),
            words.short(item.alpha_without),
        )
        for task, item in found.tasks.items()
    ]
    yield from grid([words.say(column) for column in columns], rows)
    yield from told(words.once(words.say(DIFFICULTY)))
