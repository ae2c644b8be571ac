"""Who may keep an eye on what."""

from hiring.accounts.rules import Actor, Permission, is_admin, is_hr
from hiring.mail.kinds import MailKind, ReaderGroup
from hiring.oversight.queries import OwnedMessage


def is_hr_of_its_opening(actor: Actor, owned: OwnedMessage) -> bool:
    return is_hr(actor, owned) and actor.id in owned.hr_ids


def is_not_about_accounts(actor: Actor, kind: MailKind) -> bool:
    """Say whether a mail has nothing to do with how staff come in: whoever words those could mislead them."""
    return kind.group is not ReaderGroup.ACCOUNTS


READ_OUTBOX = Permission(
    "oversight:read-outbox", any_of=[[is_hr]], says="List the mails of one's own openings"
)
READ_STAFF_MAILS = Permission(
    "oversight:read-staff-mails",
    any_of=[[is_admin]],
    says="List the mails that belong to no opening, without what they say",
)
READ_MESSAGE = Permission(
    "oversight:read-message",
    any_of=[[is_hr_of_its_opening]],
    says="Read a mail of one's own opening, have a failed one sent again",
)
READ_TRAIL = Permission(
    "oversight:read-trail",
    any_of=[[is_hr], [is_admin]],
    says="Read the audit trail: HR of own openings and shared things, administrators of shared things only",
)
CONFIRM_CLOCK = Permission(
    "oversight:confirm-clock",
    any_of=[[is_hr], [is_admin]],
    says="See whether the server's clock is trusted, say that it is right",
)
WATCH_SYSTEM = Permission(
    "oversight:watch-system", any_of=[[is_admin]], says="See the system's health, run given-up work again"
)
LIST_MAIL_TEXTS = Permission(
    "oversight:list-mail-texts", any_of=[[is_hr], [is_admin]], says="List the mails whose text may be changed"
)
WRITE_MAIL_TEXT = Permission(
    "oversight:write-mail-text",
    any_of=[[is_hr, is_not_about_accounts], [is_admin]],
    says="Read and change the text of a mail, go back to the shipped one: HR none of those about accounts",
)
