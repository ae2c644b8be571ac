"""What can happen about adjustments. What was asked for, and why it was refused, stands in no event."""

from hiring.audit.events import OfApplication, event
from hiring.i18n import N_


@event("adjustment.asked", N_("The candidate asked for an adjustment."))
class AdjustmentAsked(OfApplication):
    request_id: int


@event("adjustment.refused", N_("%(actor)s refused the adjustment that the candidate had asked for."))
class AdjustmentRefused(OfApplication):
    request_id: int


@event("adjustment.answered", N_("%(actor)s agreed to the adjustment that the candidate had asked for."))
class AdjustmentAgreed(OfApplication):
    request_id: int


@event(
    "adjustment.time_granted",
    N_(
        "%(actor)s granted the candidate %(per_cent)s%% and %(minutes)s minutes more in each section, "
        "and a break of %(break_minutes)s minutes after each."
    ),
)
class TimeGranted(OfApplication):
    per_cent: int
    minutes: int
    break_minutes: int


@event("adjustment.closing_granted", N_("%(actor)s allowed the candidate to begin until %(closes_at)s."))
class LaterClosingGranted(OfApplication):
    closes_at: str


@event(
    "adjustment.closing_taken_back", N_("%(actor)s withdrew that the candidate may begin later than others.")
)
class LaterClosingTakenBack(OfApplication):
    pass


@event(
    "adjustment.given_back_to_all",
    N_(
        "%(actor)s gave %(minutes)s minutes back to everybody who was writing between %(since)s "
        "and %(until)s."
    ),
)
class GivenBackToAll:
    opening_id: int
    minutes: int
    since: str
    until: str
