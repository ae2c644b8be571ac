"""`hiring stats FILE`: agreement, components of variance, standard errors, severity, items, and scores."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.i18n import DEFAULT_LOCALE, LOCALES, N_

if TYPE_CHECKING:
    from hiring.stats.faults import UnreadableRatings

MORE_FAULTS = N_("... and %(number)s more.")


class LevelRange(click.ParamType[tuple[float, float]]):
    """The lowest and the highest level, e.g. 1-5."""

    name = "scale"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        ends = re.fullmatch(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)", str(value).strip(), re.ASCII)
        if ends is None or float(ends[1]) >= float(ends[2]):
            self.fail(f"{value!r} is not a scale such as 1-5.", param, ctx)
        return float(ends[1]), float(ends[2])


class CompetencyWeights(click.ParamType[dict[str, Fraction]]):
    """The weight of every competency, e.g. COMW=60,NETW=40."""

    name = "weights"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, Fraction]:
        if isinstance(value, dict):
            return value
        pairs = [_WEIGHT.fullmatch(pair.strip()) for pair in str(value).split(",")]
        weights = {pair[1].strip(): Fraction(pair[2]) for pair in pairs if pair is not None}
        if None in pairs or len(weights) < len(pairs):
            self.fail(
                f"{value!r} does not give each competency one weight, as COMW=60,NETW=40 does.", param, ctx
            )
        return weights


class TasksByRaters(click.ParamType[tuple[int, int]]):
    """Tasks, and raters per answer, e.g. 6x2."""

    name = "design"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        sizes = re.fullmatch(r"([1-9]\d?)\s*[x×]\s*([1-9]\d?)", str(value).strip(), re.ASCII)
        if sizes is None:
            self.fail(f"{value!r} is not tasks and raters per answer, such as 6x2.", param, ctx)
        return int(sizes[1]), int(sizes[2])


_WEIGHT = re.compile(r"([^=]*[^=\s])\s*=\s*(\d{1,9}(?:\.\d{1,9})?)", re.ASCII)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--scale", type=LevelRange(), default="1-5", show_default=True, help="Lowest and highest level."
)
@click.option(
    "--weights",
    type=CompetencyWeights(),
    help="Weight of each competency, e.g. COMW=60,NETW=40, to get every candidate's total.",
)
@click.option(
    "--scores", "with_errors", is_flag=True, help="Print the scores with their errors, chances and bands."
)
@click.option("--top", type=click.IntRange(1), help="With --scores: how many places there are. [default: 1]")
@click.option(
    "--seed", type=click.IntRange(0), help="With --scores: what chance is drawn from. [default: 2026]"
)
@click.option(
    "--design",
    type=TasksByRaters(),
    help="Say what standard error 6 tasks with 2 raters each would give, e.g. 6x2.",
)
@click.option(
    "--error",
    type=click.FloatRange(0, min_open=True),
    help="Say how many tasks and raters per answer a standard error of so much takes, e.g. 0.25.",
)
@click.option("--lang", type=click.Choice(LOCALES), default=DEFAULT_LOCALE, show_default=True)
@click.option("--json", "for_machines", is_flag=True, help="Print JSON, with every figure in full.")
@click.pass_context
def stats(
    context: click.Context,
    file: Path,
    scale: tuple[float, float],
    weights: dict[str, Fraction] | None,
    with_errors: bool,
    top: int | None,
    seed: int | None,
    design: tuple[int, int] | None,
    error: float | None,
    lang: str,
    for_machines: bool,
) -> None:
    """Say how far the ratings in FILE can be relied on: agreement, reliability, severity, and scores.

    FILE is CSV or XLSX with the columns candidate, task, rater, competency and rating. A blank rating or
    NE means that there was no evidence. A file exported from the platform also has the column kind (given,
    nothing_shown, not_answered, keyed, excused): candidates' scores are then computed by the platform's
    own rule.
    """
    if not with_errors and (top is not None or seed is not None):
        raise click.UsageError("--top and --seed belong to --scores.")
    planning = design is not None or error is not None
    if planning and with_errors:
        raise click.UsageError("--design and --error plan another assessment, --scores tells of this one.")
    from hiring.stats.faults import UnreadableRatings  # numpy: not for `hiring --help`

    try:
        if planning:
            told = _plans(file, scale, weights, (design, error), lang, for_machines)
        elif with_errors:
            told = _scores(file, scale, weights, (top or 1, seed), lang, for_machines)
        else:
            told = _ratings(file, scale, weights, lang, for_machines)
    except UnreadableRatings as unreadable:
        _refuse(unreadable, lang)
        context.exit(1)
    click.echo(told)


def _ratings(
    file: Path, scale: tuple[float, float], weights: dict[str, Fraction] | None, lang: str, for_machines: bool
) -> str:
    """Return what is known of the ratings and those who gave them."""
    from hiring.stats.reading import read_ratings
    from hiring.stats.score_sheet import scores_in

    ratings = read_ratings(file, scale)
    scores = scores_in(ratings, weights)
    from hiring.stats.figures import figures

    found = figures(ratings, scores)
    if for_machines:
        from hiring.stats.export import as_plain

        return _written(as_plain(found, file.name, lang))
    from hiring.stats.table import as_text

    return as_text(found, file.name, lang)


def _scores(
    file: Path,
    scale: tuple[float, float],
    weights: dict[str, Fraction] | None,
    asked: tuple[int, int | None],
    lang: str,
    for_machines: bool,
) -> str:
    """Return what is known of the scores: errors, chances, bands."""
    from hiring.stats.reading import read_ratings
    from hiring.stats.score_sheet import scores_in
    from hiring.stats.score_studies import SEED, score_studies, studies_as_plain
    from hiring.stats.score_studies_table import studies_as_text

    ratings = read_ratings(file, scale)
    scores_in(ratings, weights)  # every competency has a weight, or the file is refused
    top, seed = asked
    studies = score_studies(ratings, weights, top, SEED if seed is None else seed)
    if for_machines:
        return _written(studies_as_plain(studies, file.name, lang))
    return studies_as_text(studies, file.name, lang)


def _plans(
    file: Path,
    scale: tuple[float, float],
    weights: dict[str, Fraction] | None,
    asked: tuple[tuple[int, int] | None, float | None],
    lang: str,
    for_machines: bool,
) -> str:
    """Return what other numbers of tasks and raters would do to the scores."""
    from hiring.stats.plans import Asked, plans, plans_as_plain
    from hiring.stats.plans_table import plans_as_text
    from hiring.stats.reading import read_ratings
    from hiring.stats.score_sheet import scores_in

    ratings = read_ratings(file, scale)
    scores_in(ratings, weights)  # every competency has a weight, or the file is refused
    found = plans(ratings, weights, Asked(*asked))
    if for_machines:
        return _written(plans_as_plain(found, file.name, lang))
    return plans_as_text(found, file.name, lang)


def _written(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2)


def _refuse(unreadable: "UnreadableRatings", language: str) -> None:
    from hiring.stats.words import Vocabulary

    words = Vocabulary(language)
    for fault in unreadable.faults:
        click.echo(words.say(fault.sentence, **fault.values), err=True)
    if unreadable.number > len(unreadable.faults):
        more = words.number(unreadable.number - len(unreadable.faults), 0)
        click.echo(words.say(MORE_FAULTS, number=more), err=True)
