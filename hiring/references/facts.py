"""What can happen to reference requests."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("The candidate named %(count)s referees."))
class RefereesNamed:
    opening_id: int
    application_id: int
    count: int


@fact(N_("A reference request was sent."))
class ReferenceRequested:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("A referee answered."))
class ReferenceGiven:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("A referee declined."))
class ReferenceDeclined:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("An open reference request was cancelled."))
class ReferenceCancelled:
    opening_id: int
    application_id: int
    request_id: int
