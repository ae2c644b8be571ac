"""`hiring stats FILE.csv`: agreement, components of variance, standard errors, severity and item figures."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.i18n import DEFAULT_LOCALE, LOCALES, N_

if TYPE_CHECKING:
    from hiring.stats.reading import UnreadableRatings

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


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--scale", type=LevelRange(), default="1-5", show_default=True, help="Lowest and highest level."
)
@click.option("--lang", type=click.Choice(LOCALES), default=DEFAULT_LOCALE, show_default=True)
@click.option("--json", "for_machines", is_flag=True, help="Print JSON, with every figure in full.")
@click.pass_context
def stats(
    context: click.Context, file: Path, scale: tuple[float, float], lang: str, for_machines: bool
) -> None:
    """Say what the ratings in FILE are worth.

    FILE is a CSV file with the columns candidate, task, rater, competency and rating; a rating that is
    blank or NE says that there was no evidence.
    """
    from hiring.stats.reading import UnreadableRatings, read_ratings  # numpy: not for `hiring --help`

    try:
        ratings = read_ratings(file, scale)
    except UnreadableRatings as unreadable:
        _refuse(unreadable, lang)
        context.exit(1)
    from hiring.stats.figures import figures

    found = figures(ratings)
    if for_machines:
        from hiring.stats.export import as_plain

        plain = as_plain(found, file.name, lang)
        click.echo(json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2))
    else:
        from hiring.stats.table import as_text

        click.echo(as_text(found, file.name, lang))


def _refuse(unreadable: "UnreadableRatings", language: str) -> None:
    from hiring.stats.words import Vocabulary

    words = Vocabulary(language)
    for fault in unreadable.faults:
        click.echo(words.say(fault.sentence, **fault.values), err=True)
    if unreadable.number > len(unreadable.faults):
        more = words.number(unreadable.number - len(unreadable.faults), 0)
        click.echo(words.say(MORE_FAULTS, number=more), err=True)
