"""What a worker does about sessions, and about who tried to get one, once a day."""

from datetime import timedelta

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import Session, aliased

from hiring import clock
from hiring.accounts import actions, queries
from hiring.accounts.actions import MAIL_PASSWORD_LINK
from hiring.accounts.models import KnownBrowser, PasswordLink, UserSession
from hiring.accounts.rules import BROWSER_FORGOTTEN_AFTER, SYSTEM, Occasion
from hiring.db import db
from hiring.db.purging import purge
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind, job
from hiring.jobs.lanes import CLOCK
from hiring.settings import current_settings
from hiring.timekeeping.actions import require_trusted

#: How long a session that is over can still be looked up.
KEPT_FOR = timedelta(days=7)


def _purge(session: Session) -> int:
    from hiring.web.limits import forget_tries  # a worker needs nothing of the pages but this, once a day

    require_trusted(session)
    forget_tries(current_settings())
    now = clock.now()
    before = now - KEPT_FOR
    over = (UserSession.ended_at < before) | (UserSession.expires_at < before)
    return (
        purge(db.engine, UserSession.id, over)
        + purge(db.engine, PasswordLink.id, (PasswordLink.expires_at < before) & ~_newest_link())
        + purge(db.engine, KnownBrowser.id, KnownBrowser.seen_at < now - BROWSER_FORGOTTEN_AFTER)
    )


def _newest_link() -> ColumnElement[bool]:
    """Return what keeps the last link of each person: the next one is counted on from it."""
    later = aliased(PasswordLink)
    return ~exists().where(later.user_id == PasswordLink.user_id, later.generation > PasswordLink.generation)


PURGE_SESSIONS = JobKind(
    "accounts.purge_sessions", CLOCK, N_("Remove sessions, links and counted attempts that are over")
)


@job(PURGE_SESSIONS, first=_purge, every=timedelta(days=1))
def note_purged(session: Session, gone: int) -> None:
    """Nothing is left to do once sessions, links and counts of tries that are over are gone."""


@job(MAIL_PASSWORD_LINK)
def mail_password_link(session: Session, *, address: str) -> None:
    """Mail a link to set a new password to the owner of an address; none where there is no account."""
    user = queries.user_by_email(session, address)
    if user is not None:
        secret_key = current_settings().secret_key
        actions.mail_password_link(session, user, Occasion.FORGOTTEN, by=SYSTEM, secret_key=secret_key)
