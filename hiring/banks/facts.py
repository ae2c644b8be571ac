"""What can happen to question banks."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("The question bank %(title)s was loaded: %(tasks)s tasks, %(new)s new or changed."))
class BankLoaded:
    bank_id: int
    title: str
    tasks: int
    new: int
    content_hash: str
