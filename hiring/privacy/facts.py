"""What people agree to."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("The candidate read the privacy notice (version %(notice_version)s) and agreed to take part."))
class ConsentGiven:
    opening_id: int
    application_id: int
    notice_version: str


@fact(N_("The candidate agreed that the people named are asked for references."))
class ReferencesAllowed:
    opening_id: int
    application_id: int
    notice_version: str


@fact(N_("The candidate stated to answer without help that is not allowed."))
class HonestyStated:
    opening_id: int
    application_id: int
    notice_version: str
