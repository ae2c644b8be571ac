"""Read openings, applications and invitations; nothing here writes."""

from hiring.openings.queries.applications import (
    application_by_id,
    application_by_public_id,
    application_ids,
    applications_chosen,
    applications_of_address,
    codes_taken,
    cut_off_by_closing,
    granted_to,
    invited_addresses,
    matching_ids,
    people_known,
    progress_page,
    removed_under,
)
from hiring.openings.queries.choices import people_allowed, people_offered
from hiring.openings.queries.history import Whose, history_page, place_of, presence_of, whose
from hiring.openings.queries.invitations import (
    invitation_by_hash,
    links_mailed_since,
    newest_invitation,
    sent_to_candidate,
)
from hiring.openings.queries.listing import numbers_of_openings, openings_page
from hiring.openings.queries.members import hr_by_opening, works_in
from hiring.openings.queries.openings import (
    contact_of,
    contact_of_application,
    faults_of,
    opening_by_id,
    opening_by_public_id,
    openings_with_scored,
    people_of,
    plan_of,
    quotas_of,
    read_people_again,
    standings,
    weights_of,
)
from hiring.openings.queries.reminders import (
    applications_held,
    concerned,
    first_concerned,
    keys_known,
    number_concerned,
    openings_reminding,
    unreminded,
)
from hiring.openings.queries.work import Deadlines, OpeningAtWork, OpeningWork, WorkOfKind, open_work
