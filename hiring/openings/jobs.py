"""Work that candidates and the clock leave behind: closing, reminding, mailing links to who asked."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.db import begin_writing, let_others_write
from hiring.files.actions import SETTLING_TIME, remove_unneeded
from hiring.files.downloads import current_folder
from hiring.jobs.kinds import TryLater, job
from hiring.openings import actions, queries
from hiring.openings.actions.links import MAIL_FRESH_LINKS
from hiring.openings.actions.openings import CLOSE_WHEN_DUE, EXPIRE_LATE
from hiring.openings.actions.reminders import REMIND_DUE
from hiring.openings.actions.statements import REMOVE_BYTES
from hiring.openings.actions.telling import TELL
from hiring.openings.rules import News
from hiring.settings import current_settings
from hiring.timekeeping.actions import require_trusted


@job(CLOSE_WHEN_DUE)
def close_when_due(session: Session, *, opening_id: int) -> None:
    """Close an opening whose moment has come; one that was extended meanwhile has a later job."""
    require_trusted(session)
    opening = queries.opening_by_id(session, opening_id)
    if opening is not None:
        actions.close_opening(session, opening, by=SYSTEM, only_when_due=True)


def _expire_in_pieces(session: Session, *, opening_id: int) -> None:
    more = True
    while more:
        more = actions.expire_some(begin_writing(), opening_id, by=SYSTEM)
        session.commit()
        let_others_write(session)


@job(EXPIRE_LATE, first=_expire_in_pieces)
def expire_late(session: Session, found: None, *, opening_id: int) -> None:
    """Expire whoever had not begun when an opening closed; what a broken try left is done by the next."""


def _remove(session: Session, *, sha256: str) -> None:
    if not remove_unneeded(session, current_folder(), sha256):
        raise TryLater("The same file has just been sent once more.", after=SETTLING_TIME)


@job(REMOVE_BYTES, first=_remove)
def remove_bytes(session: Session, found: None, *, sha256: str) -> None:
    """Remove the bytes of a CV that was replaced; bytes that have just come again wait a little."""


@job(MAIL_FRESH_LINKS)
def mail_fresh_links(session: Session, *, address: str) -> None:
    """Mail a link for every application of an address; none for an address nobody was invited under."""
    secret_key = current_settings().secret_key
    for application in queries.applications_of_address(session, address):
        actions.mail_fresh_link(session, application, secret_key=secret_key)


def _remind_in_pieces(session: Session) -> None:
    require_trusted(session)
    for opening_id in queries.openings_reminding(session, clock.now()):
        after: int | None = 0
        while after is not None:
            after = actions.remind_some(begin_writing(), opening_id, after=after)
            session.commit()
            let_others_write(session)


@job(REMIND_DUE, first=_remind_in_pieces, every=timedelta(hours=1))
def remind_due(session: Session, found: None) -> None:
    """Remind whoever has not begun, some days before the opening closes; each person once."""


def _tell_in_pieces(session: Session, *, opening_id: int, news: str, about: str) -> None:
    after: int | None = 0
    while after is not None:
        after = actions.tell_some(begin_writing(), opening_id, News(news), about, after=after)
        session.commit()
        let_others_write(session)


@job(TELL, first=_tell_in_pieces)
def tell(session: Session, found: None, *, opening_id: int, news: str, about: str) -> None:
    """Tell candidates what HR has done to their opening; what a broken try left is done by the next."""
