"""What a worker does about the trail, once a day: write its head down where the database does not reach."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.queries import active_administrators
from hiring.audit.heads import Head, add_head
from hiring.audit.queries import head_of_the_chain
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind, TryLater, job
from hiring.jobs.lanes import CLOCK
from hiring.mail.actions import Recipient, send
from hiring.oversight.mails import AUDIT_HEAD
from hiring.settings import current_settings

WRITE_HEAD = JobKind("audit.write_head", CLOCK, N_("Write down the end of the audit trail"))


def _write(session: Session) -> Head | None:
    number, seal = head_of_the_chain(session)
    if not number:
        return None
    head = Head(clock.now(), number, seal)
    path = current_settings().audit_heads_file
    try:
        add_head(path, head)
    except OSError as error:
        raise TryLater(f"{path}: {error.strerror}") from error
    return head


@job(WRITE_HEAD, first=_write, every=timedelta(days=1))
def mail_head(session: Session, head: Head | None) -> None:
    """Send the line to every administrator: their mailboxes are out of the reach of this server."""
    if head is None:
        return
    for user in active_administrators(session):
        send(
            session,
            AUDIT_HEAD,
            Recipient(user.name, user.email, user.locale),
            key=f"audit_head:{head.at.date()}:{user.id}",
            number=head.entry_id,
            head=str(head),
        )
