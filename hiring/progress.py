"""How far a long command is: a bar on a terminal, and nothing where what it says goes elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def shown(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how much is done, and of how much; it draws a bar on a terminal.

    The bar goes to standard error and stands apart from what the command says: a pipe or a file
    gets that alone.
    """
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=0, label=label, file=sys.stderr, hidden=hidden) as bar:

        def told(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield told


class Steps:
    """Counts steps of `total`, and says after each how many are done."""

    def __init__(self, told: Callable[[int, int], None], total: int) -> None:
        self._told, self._total, self._done = told, total, 0

    def one_done(self) -> None:
        """Count one more; more than were expected move the end."""
        self._done += 1
        self._told(self._done, max(self._done, self._total))


def to_nobody(done: int, total: int) -> None:
    """Be told how far something is, and show nothing."""
