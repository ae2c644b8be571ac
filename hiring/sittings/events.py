"""What can happen to a sitting."""

from dataclasses import dataclass

from hiring.audit.events import OfApplication, event
from hiring.i18n import N_


@dataclass(frozen=True)
class OfSection(OfApplication):
    """What every event says that happened to a section of a sitting."""

    sitting_id: int
    position: int


@event("sitting.started", N_("The candidate started the assessment."))
class SittingStarted(OfApplication):
    sitting_id: int


@event("sitting.section_begun", N_("The candidate began section %(position)s."))
class SectionBegun(OfSection):
    pass


@event(
    "sitting.section_finished", N_("The candidate finished section %(position)s before its time was over.")
)
class SectionFinished(OfSection):
    pass


@event("sitting.section_time_over", N_("Section %(position)s was closed by the clock."))
class SectionTimeOver(OfSection):
    pass


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
class MinutesGivenBack(OfSection):
    minutes: int


@event(
    "sitting.opened_again",
    N_("%(actor)s reopened the answers that had been handed in; receipt %(receipt_code)s is superseded."),
)
class SittingOpenedAgain(OfApplication):
    sitting_id: int
    receipt_code: str


@event("sitting.section_begun_again", N_("The candidate began section %(position)s again."))
class SectionBegunAgain(OfSection):
    pass
