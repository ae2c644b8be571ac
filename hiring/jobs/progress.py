"""How far long work is, counted in what is done: one bar on every page that waits for a worker. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """So many of so many things are done."""

    done: int
    total: int
    stopped: bool = False
    """It does not go on by itself, whatever is left."""

    @property
    def percent(self) -> int:
        """Per cent, rounded down: 100 says that all is done."""
        return 100 * self.done // self.total if self.total else 100

    @property
    def is_over(self) -> bool:
        return self.stopped or self.done >= self.total
