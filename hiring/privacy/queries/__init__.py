"""Read notices, consents, and the register of what people ask about their data."""

from hiring.privacy.queries.consents import (
    agreed_to,
    agreed_to_references,
    competencies_of,
    consents_of,
    notices_of,
)
from hiring.privacy.queries.requests import (
    WaitingRequest,
    open_request,
    privacy_request_by_id,
    privacy_request_by_public_id,
    requests_of_person,
    requests_page,
    waiting_requests,
)

__all__ = [
    "WaitingRequest",
    "agreed_to",
    "agreed_to_references",
    "competencies_of",
    "consents_of",
    "notices_of",
    "open_request",
    "privacy_request_by_id",
    "privacy_request_by_public_id",
    "requests_of_person",
    "requests_page",
    "waiting_requests",
]
