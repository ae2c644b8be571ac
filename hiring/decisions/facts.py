"""What can be decided."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("%(actor)s recorded a decision."))
class ApplicationDecided:
    opening_id: int
    application_id: int
    outcome: str
