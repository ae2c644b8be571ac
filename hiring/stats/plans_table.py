"""What other numbers of tasks and raters would do to the scores, as a table to read."""

from collections.abc import Iterator

from hiring.i18n import N_
from hiring.psychometrics import Undefined
from hiring.psychometrics.score_errors.enough import FOR_A_FIT
from hiring.psychometrics.score_errors.plans import MOST_TASKS, SizePlan
from hiring.stats.layout import grid, told
from hiring.stats.plans import Planned, Plans, named
from hiring.stats.words import SOURCES, Vocabulary

LEGEND = (
    N_("The standard error says how far a score may be from the candidate's true level, in levels."),
    N_(
        "Raters who rate all tasks of a candidate carry their severity into every one of them; where every "
        "task has other raters it evens out. Fewest tasks are counted for the same raters."
    ),
)
REACHED = N_("To reach a standard error of %(error)s:")
OUT_OF_REACH = N_("more than %(number)s")
COUNTED_WITH = N_(
    "This file cannot tell these sources of error apart, so the larger error is taken: %(effects)s."
)
NOT_SHOWN = N_("This file shows nothing of these sources of error, so errors may be larger: %(effects)s.")
FOR_MEANS = N_(
    "This file counts the median of several levels. What follows is for their mean: with three raters or "
    "more the median is less exact."
)
AS_HINTS = N_("%(candidates)s candidates, fewer than %(number)s: read these figures as hints.")


def plans_as_text(found: Plans, name: str, language: str) -> str:
    """Return the plans for the file `name`, in `language`."""
    words = Vocabulary(language)
    total = {} if found.total is None else {words.say(N_("Total")): found.total}
    lines = [name, *(told(words.say(FOR_MEANS), 0) if found.of_medians else ())]
    for title, planned in (total | dict(found.competencies)).items():
        lines += ["", title, "=" * len(title), *_of_score(planned, found.asked.error, words)]
    lines.append("")
    for sentence in LEGEND:
        lines += told(words.say(sentence), 0)
    return "\n".join(lines)


def _of_score(planned: Planned | Undefined, error: float | None, words: Vocabulary) -> Iterator[str]:
    if isinstance(planned, Undefined):
        yield from told(words.undefined(planned))
        return
    if planned.candidates < FOR_A_FIT:
        many = words.number(planned.candidates, 0)
        yield from told(words.say(AS_HINTS, candidates=many, number=FOR_A_FIT))
    columns = [N_("Tasks"), N_("Raters per answer"), N_("Same raters"), N_("Other raters per task")]
    heading = [words.say(column) for column in columns]
    if planned.design is not None:
        yield from grid(heading, [_row(planned.design, words)])
    if planned.reaching and error is not None:
        yield from told(words.say(REACHED, error=words.number(error)))
        rows = [_reached(plan, raters, words) for raters, plan in enumerate(planned.reaching, 1)]
        yield from grid(heading, rows)
    if apart := planned.planner.not_told_apart:
        yield from told(words.say(COUNTED_WITH, effects=named(apart, words)))
    if unknown := planned.planner.unknown:
        sources = "; ".join(words.say(SOURCES[name]) for name in unknown)
        yield from told(words.say(NOT_SHOWN, effects=sources))


def _row(plan: SizePlan, words: Vocabulary) -> tuple[str, ...]:
    counts = (words.number(number, 0) for number in (plan.tasks, plan.raters))
    return (*counts, words.number(plan.same), words.number(plan.other))


def _reached(plan: SizePlan | None, raters: int, words: Vocabulary) -> tuple[str, ...]:
    if plan is not None:
        return _row(plan, words)
    return words.say(OUT_OF_REACH, number=MOST_TASKS), words.number(raters, 0), "–", "–"
