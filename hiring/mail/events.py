"""What people do to mails; what the machine does to them stands on the outbox page."""

from hiring.audit.events import event
from hiring.i18n import N_


@event("mail.sent_again", N_("%(actor)s sent an e-mail again that could not be delivered."))
class MailSentAgain:
    opening_id: int | None
    application_id: int | None
    message_id: int
