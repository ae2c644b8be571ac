"""How severe each rater is, and whose place it changes, as a table to read."""

from collections.abc import Iterator, Mapping

from hiring.i18n import N_
from hiring.psychometrics.score_errors.cells import natural
from hiring.psychometrics.score_errors.enough import ANSWERS_OF_EACH, RATERS, STANDARD_ERRORS, TooFew
from hiring.psychometrics.severity import ENOUGH_RATINGS, AdditiveModel, DisconnectedDesign
from hiring.stats.figures import Figures
from hiring.stats.layout import INDENT, grid, heading, told
from hiring.stats.severity_figures import CandidateFigures
from hiring.stats.words import Vocabulary

MOST_PARTS = 10
MOST_MOVED = 10

#: A difference that could change a place is at least this large; the rest is rounding.
_TOLD_APART = 1e-9


TWO_MEANS = N_(
    "The platform's mean weighs every task of a competency alike; the raw mean here weighs every rating "
    "alike, so that a task with more raters counts for more."
)


def severity_lines(figures: Figures, words: Vocabulary) -> Iterator[str]:
    """Tell the severity of raters and what the fair scores would change."""
    title = words.say(N_("Severity of raters, over all competencies"))
    yield title
    yield "=" * len(title)
    if isinstance(figures.severity, DisconnectedDesign):
        yield from _refused(figures.severity, words)
        return
    yield from _raters(figures.severity, figures.differs, words)
    yield from _moved(figures.candidates, words)


def _refused(model: DisconnectedDesign, words: Vocabulary) -> Iterator[str]:
    yield from told(words.undefined(model))
    if len(model.components) > 1:
        yield from told(
            words.say(
                N_("Nothing links the parts, so a low score may be a weak candidate or a severe rater.")
            )
        )
        for part in model.components[:MOST_PARTS]:
            yield INDENT * 2 + words.say(
                N_("raters %(raters)s: %(number)s rated answers"),
                raters=", ".join(sorted(map(str, part.raters), key=natural)),
                number=words.number(len(part.persons), 0),
            )


def _raters(model: AdditiveModel, differs: Mapping[str, bool | TooFew], words: Vocabulary) -> Iterator[str]:
    columns = (N_("Rater"), N_("Severity in levels"), N_("Standard error"), N_("Ratings"), N_("Verdict"))
    ordered = sorted(model.raters.items(), key=lambda item: -item[1].value)
    rows = [
        (
            f"{rater} *" if rater in model.few_ratings else str(rater),
            words.signed(effect.value),
            "–" if effect.se is None else words.number(effect.se),
            words.number(effect.n or 0, 0),
            _verdict(differs[rater], words),
        )
        for rater, effect in ordered
    ]
    yield from grid([words.say(column) for column in columns], rows)
    yield from told(
        words.say(
            N_(
                "How many levels below the mean of all raters (above, where negative) this rater marks "
                "the same work. It is told as a difference only beyond %(errors)s standard errors, and where "
                "%(raters)s raters have %(answers)s answers each."
            ),
            errors=words.number(STANDARD_ERRORS, 0),
            raters=RATERS,
            answers=ANSWERS_OF_EACH,
        )
    )
    if model.few_ratings:
        yield from told(
            words.say(N_("* fewer than %(number)s ratings: too few to act on."), number=ENOUGH_RATINGS)
        )
    if not model.residual_variance:
        yield from told(words.say(N_("Nothing is left over to estimate standard errors from.")))


def _verdict(differs: bool | TooFew, words: Vocabulary) -> str:
    if isinstance(differs, TooFew):
        return words.say(N_("too few"))
    return words.say(N_("differs")) if differs else "–"


def _moved(candidates: dict[str, CandidateFigures], words: Vocabulary) -> Iterator[str]:
    yield from heading(words.say(N_("Scores with severity taken out, beside the raw ones")))
    yield from _two_means(candidates, words)
    before, after = _places(candidates)
    moved = sorted(
        (name for name in candidates if before[name] != after[name]), key=lambda name: before[name]
    )
    yield from told(
        words.say(
            N_("%(moved)s of %(number)s candidates would change place."),
            moved=words.number(len(moved), 0),
            number=words.number(len(candidates), 0),
        )
    )
    if not moved:
        return
    columns = (
        *(N_("Candidate"), N_("By task"), N_("Raw mean"), N_("Adjusted")),
        *(N_("Raw place"), N_("Adjusted rank")),
    )
    rows = [
        (
            name,
            _mean(candidates[name].by_task, words),
            words.number(candidates[name].raw),
            words.number(candidates[name].fair or 0.0),
            words.number(before[name], 0),
            words.number(after[name], 0),
        )
        for name in moved[:MOST_MOVED]
    ]
    yield from grid([words.say(column) for column in columns], rows)
    if len(moved) > MOST_MOVED:
        yield from told(words.say(N_("These are the first %(number)s; --json lists all."), number=MOST_MOVED))
    yield from told(
        words.say(
            N_("An adjusted mean is a second opinion to look at, never a silent correction: people decide.")
        )
    )


def _two_means(candidates: dict[str, CandidateFigures], words: Vocabulary) -> Iterator[str]:
    """Tell the platform's mean beside the one that weighs every rating alike, where they differ most."""
    apart = {
        name: abs(found.raw - found.by_task)
        for name, found in candidates.items()
        if found.by_task is not None and abs(found.raw - found.by_task) > _TOLD_APART
    }
    yield from told(words.say(TWO_MEANS))
    if not apart:
        yield from told(words.say(N_("Here both are the same for every candidate.")))
        return
    most = max(apart, key=lambda name: apart[name])
    found = candidates[most]
    yield from told(
        words.say(
            N_(
                "They differ for %(number)s of %(all)s candidates, most for %(candidate)s: by task "
                "%(by_task)s, raw %(raw)s."
            ),
            number=words.number(len(apart), 0),
            all=words.number(len(candidates), 0),
            candidate=most,
            by_task=_mean(found.by_task, words),
            raw=words.number(found.raw),
        )
    )


def _mean(value: float | None, words: Vocabulary) -> str:
    return "–" if value is None else words.number(value)


def _places(candidates: dict[str, CandidateFigures]) -> tuple[dict[str, int], dict[str, int]]:
    return (
        _ranks({name: candidate.raw for name, candidate in candidates.items()}),
        _ranks({name: candidate.fair or 0.0 for name, candidate in candidates.items()}),
    )


def _ranks(scores: dict[str, float]) -> dict[str, int]:
    """Return 1 for the highest; scores that only differ by rounding share a place."""
    ranks: dict[str, int] = {}
    last, place = float("inf"), 0
    for count, (name, score) in enumerate(sorted(scores.items(), key=lambda item: -item[1]), 1):
        if last - score > _TOLD_APART:
            last, place = score, count
        ranks[name] = place
    return ranks
