"""What people agree to."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("The candidate consented to: %(purposes)s (notice %(notice_version)s)."))
class ConsentGiven:
    opening_id: int
    application_id: int
    purposes: list[str]
    notice_version: str
