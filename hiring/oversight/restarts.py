"""Processes that do not stay, as whoever starts them again has noted it."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hiring import clock

#: Longer than such a process lives and its next one is waited for.
_HOLDS = timedelta(seconds=100)


class Restarts:
    """The last process that ended soon after it was started, and not for the first time.

    A file in the instance folder: the parent of all has no connection to the database.
    """

    def __init__(self, instance: Path) -> None:
        self._path = instance / "process_does_not_stay"

    def note(self, name: str) -> None:
        with suppress(OSError):  # a full disk must not end the parent, too
            self._path.write_text(name, "ascii")

    def lately(self) -> str | None:
        """Return the name of a process that does not stay, or None."""
        try:
            noted = datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
            return self._path.read_text("ascii") if clock.now() - noted < _HOLDS else None
        except FileNotFoundError:
            return None
