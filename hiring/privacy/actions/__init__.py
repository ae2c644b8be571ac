"""Keep what people agree to, see to what they ask about their data, and to incidents."""

from hiring.privacy.actions.archives import (
    PURGE_ARCHIVES,
    deliver_archive,
    keep_archive,
    note_archive_taken,
    purge_archives,
)
from hiring.privacy.actions.consents import give_consent
from hiring.privacy.actions.holds import HeldAlready, hold, let_go
from hiring.privacy.actions.impact import change_impact_notes, impact_mark, sign_impact_assessment
from hiring.privacy.actions.incidents import (
    IncidentIsClosed,
    change_incident,
    close_incident,
    incident_mark,
    letter_to,
    note_agency_told,
    note_list_taken,
    record_incident,
    tell_affected,
)
from hiring.privacy.actions.processors import (
    ProcessorIsEnded,
    add_processor,
    change_processor,
    end_processor,
    processor_mark,
)
from hiring.privacy.actions.requests import (
    PREPARE,
    AlreadyAsked,
    answer_request,
    ask_about_data,
    is_stopped,
    let_use_again,
)
