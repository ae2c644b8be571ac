"""Give HR a candidate's link for a messenger: no page shows it until somebody asks, which is noted."""

from sqlalchemy.orm import Session

from hiring import audit
from hiring.accounts.tokens import link_token
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import events
from hiring.openings.actions.invitations import PATH, PURPOSE, newest_link
from hiring.openings.actions.reminders import why_not
from hiring.openings.models import Application, Invitation
from hiring.openings.rules import CopiedText, NotReminded


class NothingToCopy(HiringError):
    """Only a link that works is copied, for somebody who can still write."""

    sentence = N_("This candidate has no link that can be copied now.")


def can_be_copied(application: Application, newest: Invitation | None) -> bool:
    """Say whether this candidate, whose `newest` link that is, can use it; needs what `why_not` needs."""
    return why_not(application, newest) in {None, NotReminded.LATELY}


def copy_link(
    session: Session, application: Application, text: CopiedText, *, secret_key: str, by: Doer
) -> str:
    """Return the path of the candidate's newest link, which stays as it is. Raises NothingToCopy."""
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    newest = newest_link(application)
    if newest is None or not can_be_copied(application, newest):
        raise NothingToCopy
    copied = events.LinkCopied(application.opening_id, application.id, text.value)
    audit.record(session, copied, by=by)
    return PATH.replace("{token}", link_token(secret_key, PURPOSE, application.id, newest.generation))
