"""What can happen in calibration. What was given stands in no event."""

from hiring.audit.events import Personal, event
from hiring.i18n import N_


@event(
    "calibration.rated",
    N_("%(actor)s rated calibration answer %(number)s of the task “%(task)s”."),
)
class CalibrationRated:
    opening_id: int
    item_id: int
    number: int
    task: str


@event(
    "calibration.waived",
    N_("%(actor)s let %(reviewer)s mark the task “%(task)s” without coming near to the expert: %(reason)s"),
)
class CalibrationWaived:
    opening_id: int
    item_id: int
    task: str
    reviewer: Personal
    reason: Personal
