"""What people agree to, what they ask about their data, incidents, processors, the impact assessment."""

from hiring.audit.events import OfApplication, Personal, event
from hiring.i18n import N_
from hiring.privacy.rules import PRIVACY_REQUEST_STATE_NAMES, RIGHT_NAMES


@event(
    "consent.given",
    N_("The candidate read the privacy notice (version %(notice_version)s) and agreed to take part."),
)
class ConsentGiven(OfApplication):
    notice_version: str


@event(
    "consent.references_allowed", N_("The candidate agreed that the people named are asked for references.")
)
class ReferencesAllowed(OfApplication):
    notice_version: str


@event("consent.honesty_stated", N_("The candidate agreed to the statement on honesty."))
class HonestyStated(OfApplication):
    notice_version: str


@event(
    "privacy.requested",
    N_("%(actor)s noted request no. %(number)s about personal data: %(right)s."),
    right=RIGHT_NAMES,
)
class PrivacyRequested(OfApplication):
    number: int
    right: str
    came_by: str


@event(
    "privacy.request_answered",
    N_("%(actor)s answered request no. %(number)s about personal data: %(outcome)s."),
    outcome=PRIVACY_REQUEST_STATE_NAMES,
)
class PrivacyRequestAnswered(OfApplication):
    number: int
    outcome: str


@event("privacy.request_taken_back", N_("%(actor)s withdrew request no. %(number)s about personal data."))
class PrivacyRequestTakenBack:
    opening_id: int
    application_id: int
    number: int


@event("privacy.archive_ready", N_("The personal archive of request no. %(number)s is ready."))
class PersonalArchiveReady(OfApplication):
    number: int


@event(
    "privacy.archive_downloaded", N_("%(actor)s downloaded the personal archive of request no. %(number)s.")
)
class PersonalArchiveDownloaded(OfApplication):
    number: int


@event(
    "privacy.retention_held",
    N_("%(actor)s held data beyond their time (hold no. %(number)s): %(reason)s"),
)
class RetentionHeld:
    opening_id: int
    application_id: int | None
    number: int
    hold_id: int | None
    """Of a hold on the whole opening, whose reason is nobody's own; None for one application."""
    reason: Personal


@event("privacy.retention_hold_ended", N_("%(actor)s ended the hold on data (hold no. %(number)s)."))
class RetentionHoldEnded:
    opening_id: int
    application_id: int | None
    number: int


@event("privacy.incident_recorded", N_("%(actor)s recorded incident no. %(number)s about personal data."))
class IncidentRecorded:
    number: int


@event("privacy.incident_changed", N_("%(actor)s changed what is known of incident no. %(number)s."))
class IncidentChanged:
    number: int


@event(
    "privacy.incident_told",
    N_(
        "%(actor)s had those concerned by incident no. %(number)s written to; number of letters: %(letters)s."
    ),
)
class IncidentTold:
    number: int
    letters: int


@event(
    "privacy.incident_list_taken",
    N_("%(actor)s downloaded the list of those concerned by incident no. %(number)s; people: %(people)s."),
)
class IncidentListTaken:
    number: int
    people: int


@event(
    "privacy.incident_agency_told",
    N_("%(actor)s noted that the agency was told of incident no. %(number)s."),
)
class IncidentAgencyTold:
    number: int


@event("privacy.incident_closed", N_("%(actor)s closed incident no. %(number)s."))
class IncidentClosed:
    number: int


@event(
    "privacy.processor_added",
    N_("%(actor)s added processor no. %(number)s to the list of those who process data."),
)
class ProcessorAdded:
    number: int


@event("privacy.processor_changed", N_("%(actor)s changed what the list says of processor no. %(number)s."))
class ProcessorChanged:
    number: int


@event(
    "privacy.processor_ended", N_("%(actor)s noted that processor no. %(number)s no longer processes data.")
)
class ProcessorEnded:
    number: int


@event(
    "privacy.impact_notes_changed",
    N_("%(actor)s changed what the impact assessment says of this organisation."),
)
class ImpactNotesChanged:
    pass


@event("privacy.impact_signed", N_("%(actor)s signed the impact assessment (signature no. %(number)s)."))
class ImpactSigned:
    number: int
