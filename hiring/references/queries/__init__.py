"""Find reference requests, and what referees answered."""

from hiring.references.queries.given import (
    GivenReference,
    Observed,
    References,
    Said,
    references_of_application,
)
from hiring.references.queries.requests import (
    addresses_of_staff,
    application_by_id,
    application_by_public_id,
    competencies_of,
    current_form,
    lock_request,
    named_and_not_lost,
    opening_id_of,
    questionnaire_of,
    request_by_id,
    request_by_public_id,
    request_by_token_hash,
    requests_of_application,
    undelivered,
)
from hiring.references.queries.silence import Silence, SilentReferee, silent_page, silent_referees

__all__ = [
    "GivenReference",
    "Observed",
    "References",
    "Said",
    "Silence",
    "SilentReferee",
    "addresses_of_staff",
    "application_by_id",
    "application_by_public_id",
    "competencies_of",
    "current_form",
    "lock_request",
    "named_and_not_lost",
    "opening_id_of",
    "questionnaire_of",
    "references_of_application",
    "request_by_id",
    "request_by_public_id",
    "request_by_token_hash",
    "requests_of_application",
    "silent_page",
    "silent_referees",
    "undelivered",
]
