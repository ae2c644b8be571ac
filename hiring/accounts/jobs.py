"""What a worker does about sessions, and about who tried to get one, once a day."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import UserSession
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
    before = clock.now() - KEPT_FOR
    return purge(
        db.engine, UserSession.id, (UserSession.ended_at < before) | (UserSession.expires_at < before)
    )


PURGE_SESSIONS = JobKind(
    "accounts.purge_sessions", CLOCK, N_("Remove sessions and counted tries that are over")
)


@job(PURGE_SESSIONS, first=_purge, every=timedelta(days=1))
def note_purged(session: Session, gone: int) -> None:
    """Nothing is left to do once sessions and counts of tries that are over are gone."""
