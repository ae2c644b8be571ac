"""How long everybody else is kept from writing: for each page, command and kind of work, on SQLite.

From BEGIN IMMEDIATE until the commit has reached the disk. The same walk that the tests take,
which fails where a page, command or kind of work is missing, so that none is left out here.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.measuring import Figure

if TYPE_CHECKING:
    from tests.watching import Watch

ROUNDS = 3
#: A candidate who saves meanwhile must not wait long (ms).
LONGEST = 250.0


def figures() -> Iterator[Figure]:
    """Do everything some times, and measure each transaction; commands are run once."""
    # Imported here: the walk needs what only tests are made of.
    from tests.walk import walk_everywhere

    with tempfile.TemporaryDirectory(prefix="hiring-bench-") as folder:
        walked = walk_everywhere(Path(folder), rounds=ROUNDS)
    yield from _held("page", walked.pages, LONGEST)
    yield from _held("work", walked.work, LONGEST)
    yield from _held("hiring", walked.commands, None)  # some of them have the database for themselves


def _held(kind: str, deeds: "dict[str, list[Watch]]", target: float | None) -> Iterator[Figure]:
    for name, seen in sorted(deeds.items()):
        held = [seconds * 1000 for each in seen for seconds in each.held]
        if held:
            beside = {"worst": max(held), "transactions": float(len(held))}
            yield Figure(f"{kind} {name}", median(held), "ms", target=target, beside=beside)
