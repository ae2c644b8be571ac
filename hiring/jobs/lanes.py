"""The lanes of background work. Each has threads of its own, so that none waits for what holds another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of jobs, taken in the order in which they fall due, and how many a worker does at a time."""

    name: str
    places: int


CLOCK = Lane("clock", places=2)
"""What a moment brings: time runs out, a reminder is due, a score settles."""
EVENTS = Lane("events", places=2)
"""What follows from a deed."""
MAIL = Lane("mail", places=4)
"""Waits for mail servers."""
REPORTS = Lane("reports", places=2)
"""Renders PDFs: the processor and the memory of the machine are the limit."""
BATCHES = Lane("batches", places=2)
"""Long work on many things, which people watch: nothing short waits behind it."""

LANES = {lane.name: lane for lane in (CLOCK, EVENTS, MAIL, REPORTS, BATCHES)}
