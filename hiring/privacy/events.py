"""What people agree to."""

from hiring.audit.events import event
from hiring.i18n import N_


@event(
    "consent.given",
    N_("The candidate read the privacy notice (version %(notice_version)s) and agreed to take part."),
)
class ConsentGiven:
    opening_id: int
    application_id: int
    notice_version: str


@event(
    "consent.references_allowed", N_("The candidate agreed that the people named are asked for references.")
)
class ReferencesAllowed:
    opening_id: int
    application_id: int
    notice_version: str


@event("consent.honesty_stated", N_("The candidate stated to answer without help that is not allowed."))
class HonestyStated:
    opening_id: int
    application_id: int
    notice_version: str
