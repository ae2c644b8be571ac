"""What docs/guesses.md says of where things are is still so."""

import re

from hiring.paths import CHECKOUT

_PATH = re.compile(r"(?<!was )`([^`]+)`")
#: Where a path of the tables may begin: they are written as short as they were guessed.
_ROOTS = (CHECKOUT, CHECKOUT / "hiring", CHECKOUT / "hiring" / "static", CHECKOUT / "tests" / "architecture")


def places_named():
    """Yield (what, where it is) of every row of the tables."""
    for line in (CHECKOUT / "docs" / "guesses.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0] not in {"What", "---"}:
            what, guessed, where, verdict = cells
            yield what, _where_it_is(_PATH.findall(guessed), where, verdict)


def _where_it_is(guessed, where, verdict):
    said = [path for path in _PATH.findall(where) if "/" in path or "." in path]
    if where.startswith("the same"):
        return guessed[:1]
    if where.startswith("was "):
        return [*said, *(_PATH.findall(verdict) or guessed[:1])]
    return [*said, *guessed[1:2]] if "the second" in where else said


def test_everything_is_still_where_the_tables_of_guesses_say():
    found = list(places_named())

    assert len(found) == 80
    assert [what for what, places in found if not places] == []
    assert [
        (what, place)
        for what, places in found
        for place in places
        if not any((root / place).exists() for root in _ROOTS)
    ] == []
