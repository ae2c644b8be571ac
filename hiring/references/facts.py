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


@fact(N_("%(actor)s sent a reference request again; the earlier link no longer works."))
class ReferenceRequestedAgain:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("A referee was reminded (reminder %(number)s)."))
class RefereeReminded:
    opening_id: int
    application_id: int
    request_id: int
    number: int


@fact(N_("A referee opened the request."))
class ReferenceOpened:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("A referee read the notice and agreed to answer."))
class RefereeConsented:
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


@fact(N_("A reference request went unanswered and its link has expired."))
class ReferenceExpired:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("An open reference request was cancelled."))
class ReferenceCancelled:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("A link to a reference request was refused: the request has ended."))
class EndedLinkRefused:
    opening_id: int
    application_id: int
    request_id: int


@fact(N_("A link to a reference request that is none of ours was refused."))
class UnknownReferenceLinkRefused:
    """Forged, cut off on the way, or of another page; nobody can be told whose it was to be."""
