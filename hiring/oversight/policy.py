"""Who may keep an eye on what."""

from hiring.accounts.rules import Actor, Permission, is_admin, is_hr
from hiring.oversight.queries import OwnedMessage


def is_hr_of_its_opening(actor: Actor, owned: OwnedMessage) -> bool:
    return is_hr(actor, owned) and actor.id in owned.hr_ids


READ_OUTBOX = Permission(
    "oversight:read-outbox", any_of=[[is_hr]], says="List the mails of one's own openings"
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
WRITE_MAIL_TEXTS = Permission(
    "oversight:write-mail-texts",
    any_of=[[is_hr], [is_admin]],
    says="Read and change the texts of mails, go back to the shipped ones",
)
