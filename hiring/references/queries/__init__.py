"""Find reference requests, and what referees answered."""

from hiring.references.queries.achievements import achievements_of
from hiring.references.queries.contact import (
    open_requests_to,
    refusal_called,
    refusal_of,
    refusals_of,
    refusing,
    requests_to,
    staff_and_refusing,
)
from hiring.references.queries.excuses import excuse_by_public_id, excuses_of, lock_excuse
from hiring.references.queries.flags import (
    flag_by_public_id,
    flags_by_kind,
    flags_of,
    is_of_staff,
    lock_flag,
    others_answers,
    texts_of,
    words_of_form,
    written_by_candidate,
)
from hiring.references.queries.given import (
    GivenReference,
    References,
    Said,
    read_references,
    references_by_kind,
    references_of_application,
)
from hiring.references.queries.kinds import KindOfReferees, competencies_asked
from hiring.references.queries.requests import (
    application_naming_referees,
    application_of_requests_page,
    competencies_of,
    contact_of_request,
    current_form,
    form_of,
    lock_request,
    named_and_not_lost,
    opening_id_of,
    questionnaire_of,
    request_by_id,
    request_by_public_id,
    request_by_token_hash,
    request_counts,
    requests_for_readers,
    requests_of_application,
    undelivered,
)
from hiring.references.queries.silence import (
    Silence,
    Waiting,
    silent_page,
    silent_referees,
    work_with_referees,
)
from hiring.references.queries.telephone import calls_to, taken_by_telephone, telephone_form_of
