"""What can happen to a sitting."""

from hiring.audit.events import OfApplication, event
from hiring.i18n import N_


@event("sitting.started", N_("The candidate started the assessment."))
class SittingStarted(OfApplication):
    sitting_id: int


@event("sitting.section_begun", N_("The candidate began section %(position)s."))
class SectionBegun(OfApplication):
    sitting_id: int
    position: int


@event(
    "sitting.section_finished", N_("The candidate finished section %(position)s before its time was over.")
)
class SectionFinished(OfApplication):
    sitting_id: int
    position: int


@event("sitting.section_time_over", N_("Section %(position)s was closed by the clock."))
class SectionTimeOver(OfApplication):
    sitting_id: int
    position: int


@event("sitting.handed_in", N_("The answers were handed in (receipt %(receipt_code)s)."))
class SittingHandedIn(OfApplication):
    sitting_id: int
    receipt_code: str
    by_clock: bool
    answered_parts: int


@event(
    "sitting.time_given_back",
    N_("The candidate was given back %(minutes)s minutes in which the system was away."),
)
class TimeGivenBack(OfApplication):
    sitting_id: int
    minutes: int


@event(
    "sitting.minutes_given_back",
    N_("%(actor)s gave the candidate %(minutes)s minutes back in section %(position)s."),
)
class MinutesGivenBack(OfApplication):
    sitting_id: int
    position: int
    minutes: int


@event(
    "sitting.opened_again",
    N_("%(actor)s opened again what had been handed in; receipt %(receipt_code)s is superseded."),
)
class SittingOpenedAgain(OfApplication):
    sitting_id: int
    receipt_code: str


@event("sitting.section_begun_again", N_("The candidate began section %(position)s again."))
class SectionBegunAgain(OfApplication):
    sitting_id: int
    position: int
