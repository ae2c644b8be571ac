"""What can happen about fairness. Who told anything stands in no event."""

from hiring.audit.events import event
from hiring.i18n import N_


@event(
    "fairness.counted",
    N_("What candidates had told about their groups was counted for the page of fairness, and deleted."),
)
class GroupsCounted:
    opening_id: int
