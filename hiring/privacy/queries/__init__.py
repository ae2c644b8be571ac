"""Read notices, consents, the register of what people ask about their data, and incidents."""

from hiring.privacy.queries.consents import (
    AGREED_TEXTS,
    agreed_to,
    agreed_to_references,
    competencies_of,
    consents_of,
    notices_of,
)
from hiring.privacy.queries.impact import (
    AN_IMPACT_SIGNATURE_IS_THERE,
    impact_notes,
    impact_signature,
    impact_signature_by_public_id,
    latest_impact_signatures,
)
from hiring.privacy.queries.incidents import (
    MOST_TO_CALL,
    AffectedNumbers,
    AffectedPerson,
    OpenIncident,
    affected_numbers,
    affected_people,
    incident_by_public_id,
    incidents_page,
    letter_key,
    named_in,
    openings_run_by,
    openings_to_name,
    people_named,
    read_open_incidents,
    titles_of,
    to_be_called,
    written_to,
)
from hiring.privacy.queries.processors import (
    number_of_present_processors,
    present_processors,
    processor_by_public_id,
    processors_page,
)
from hiring.privacy.queries.reasons import OpeningReason, reasons_of
from hiring.privacy.queries.record import (
    RecordedOpening,
    RecordedYear,
    recorded_openings,
    recorded_years,
)
from hiring.privacy.queries.requests import (
    WaitingRequest,
    all_open_requests,
    open_request,
    privacy_request_by_id,
    privacy_request_by_public_id,
    requests_of_person,
    requests_page,
    work_of_hr,
)
from hiring.privacy.queries.retention import (
    ComingErasure,
    application_of_code,
    coming_erasures,
    days_of_opening,
    due_applications,
    hold_by_public_id,
    holds_of,
    number_not_agreed,
    standing_hold,
)
