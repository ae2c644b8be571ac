"""What can happen to question banks."""

from hiring.audit.events import event
from hiring.i18n import N_


@event("bank.loaded", N_("The question bank %(title)s was loaded: %(tasks)s tasks, %(new)s new or changed."))
class BankLoaded:
    bank_id: int
    title: str
    tasks: int
    new: int
    content_hash: str
