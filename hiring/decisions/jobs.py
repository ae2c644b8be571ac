"""What a worker does about decisions: tell hiring managers that there is somebody to decide on."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.decisions.actions import openings_to_tell, send_digests
from hiring.decisions.actions.digests import DIGEST
from hiring.jobs.kinds import job
from hiring.timekeeping.actions import require_trusted


@job(DIGEST, every=timedelta(days=1))
def mail_digests(session: Session) -> None:
    """Tell hiring managers once a day who is to be decided on, where there is news of it."""
    require_trusted(session)
    send_digests(session, openings_to_tell(session))
