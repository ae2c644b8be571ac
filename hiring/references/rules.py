"""The life of a reference request and how ratings of referees are summed up."""

from datetime import timedelta
from enum import StrEnum

from hiring.i18n import N_


class RequestState(StrEnum):
    """Final: answered, declined, expired, cancelled."""

    DRAFTED = "drafted"
    SENT = "sent"
    OPENED = "opened"
    ANSWERED = "answered"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


REQUEST_STATE_NAMES = {
    RequestState.DRAFTED: N_("Not yet sent"),
    RequestState.SENT: N_("Sent"),
    RequestState.OPENED: N_("Opened"),
    RequestState.ANSWERED: N_("Answered"),
    RequestState.DECLINED: N_("Declined"),
    RequestState.EXPIRED: N_("Expired"),
    RequestState.CANCELLED: N_("Cancelled"),
}
OPEN_STATES = frozenset({RequestState.DRAFTED, RequestState.SENT, RequestState.OPENED})


class Relationship(StrEnum):
    """How a referee knows the candidate."""

    LINE_MANAGER = "line_manager"
    COLLEAGUE = "colleague"
    SUBORDINATE = "subordinate"
    PARTNER = "partner"
    CLIENT = "client"
    OTHER = "other"


RELATIONSHIP_NAMES = {
    Relationship.LINE_MANAGER: N_("Line manager"),
    Relationship.COLLEAGUE: N_("Colleague"),
    Relationship.SUBORDINATE: N_("Reported to the candidate"),
    Relationship.PARTNER: N_("Partner (community, NGO, government, vendor)"),
    Relationship.CLIENT: N_("Client"),
    Relationship.OTHER: N_("Other"),
}

#: Referees are reminded this long after the request, unless something ended it.
REMINDERS = (timedelta(days=3), timedelta(days=7))
