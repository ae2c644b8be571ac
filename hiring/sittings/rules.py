"""When answers are accepted, and how a section's time is counted."""

from enum import StrEnum


class SittingState(StrEnum):
    """running until handed in, by the candidate or by the clock."""

    RUNNING = "running"
    HANDED_IN = "handed_in"
