"""Spare a mail server that does not answer, and the mails that would wait for it one after the other."""

import threading
from datetime import timedelta

#: After so many time-outs in a row nothing is tried for a while.
MOST_TIME_OUTS = 3
PAUSE = timedelta(seconds=30)


class Breaker:
    """Counts the time-outs in a row of each mail host; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._in_a_row: dict[str, int] = {}

    def note_time_out(self, host: str) -> timedelta | None:
        """Return how long the host is to be left alone, or None while it may be tried at once."""
        with self._lock:
            self._in_a_row[host] = self._in_a_row.get(host, 0) + 1
            return PAUSE if self._in_a_row[host] >= MOST_TIME_OUTS else None

    def note_answer(self, host: str) -> None:
        """Begin to count anew: the host has answered, whatever it said."""
        with self._lock:
            self._in_a_row.pop(host, None)
