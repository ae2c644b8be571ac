"""Why a clock is doubted."""

from datetime import timedelta
from enum import StrEnum

from hiring.i18n import N_

#: A machine that was off for longer is asked about, unless a time server vouches for its clock.
LONGEST_SILENCE = timedelta(hours=1)


class ClockDoubt(StrEnum):
    """What the clock disagrees with."""

    SET = "set"
    """With what has elapsed: somebody has set it while the machine ran."""
    DATABASE = "database"
    """With the clock of the database."""
    BEHIND = "behind"
    """With what was written already."""
    SILENT = "silent"
    """With nothing, but nothing vouches for it: the machine was off for long."""


DOUBT_SENTENCES = {
    ClockDoubt.SET: N_("The clock of the server was set while it was running."),
    ClockDoubt.DATABASE: N_("The clock of the server differs from the clock of the database."),
    ClockDoubt.BEHIND: N_("The clock of the server shows a time before what was already written."),
    ClockDoubt.SILENT: N_(
        "The server was off for longer than an hour, and no time server has confirmed its clock since."
    ),
}
