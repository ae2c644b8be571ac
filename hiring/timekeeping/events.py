"""What can happen to the clock."""

from hiring.audit.events import event
from hiring.i18n import N_


@event(
    "clock.confirmed",
    N_(
        "%(actor)s confirmed that the clock of the server is right "
        "(%(seconds)s seconds from what had elapsed)."
    ),
)
class ClockConfirmed:
    seconds: int
