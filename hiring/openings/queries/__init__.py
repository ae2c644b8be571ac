"""Read openings, applications and invitations; nothing here writes."""

from hiring.openings.queries.applications import (
    application_by_id,
    application_by_public_id,
    application_ids,
    applications_chosen,
    applications_of_address,
    codes_taken,
    granted_to,
    invited_addresses,
    matching_ids,
    people_known,
    progress_page,
)
from hiring.openings.queries.choices import people_allowed, people_offered
from hiring.openings.queries.history import (
    Presence,
    Whose,
    history_page,
    presence_of,
    whose,
)
from hiring.openings.queries.invitations import (
    invitation_by_hash,
    links_mailed_since,
    messages_of,
    newest_invitation,
)
from hiring.openings.queries.listing import OpeningLine, numbers_of_openings, openings_page
from hiring.openings.queries.members import works_in
from hiring.openings.queries.openings import (
    faults_of,
    opening_by_id,
    opening_by_public_id,
    openings_with_member,
    openings_with_scored,
    people_of,
    plan_of,
    read_people_again,
    standings,
    weights_of,
)
from hiring.openings.queries.work import OpeningAtWork, OpeningWork, WorkOfKind, open_work

__all__ = [
    "OpeningAtWork",
    "OpeningLine",
    "OpeningWork",
    "Presence",
    "Whose",
    "WorkOfKind",
    "application_by_id",
    "application_by_public_id",
    "application_ids",
    "applications_chosen",
    "applications_of_address",
    "codes_taken",
    "faults_of",
    "granted_to",
    "history_page",
    "invitation_by_hash",
    "invited_addresses",
    "links_mailed_since",
    "matching_ids",
    "messages_of",
    "newest_invitation",
    "numbers_of_openings",
    "open_work",
    "opening_by_id",
    "opening_by_public_id",
    "openings_page",
    "openings_with_member",
    "openings_with_scored",
    "people_allowed",
    "people_known",
    "people_of",
    "people_offered",
    "plan_of",
    "presence_of",
    "progress_page",
    "read_people_again",
    "standings",
    "weights_of",
    "whose",
    "works_in",
]
