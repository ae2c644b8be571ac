"""Take out of the outbox what is personal: who was written to, and what the mails say."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import ColumnElement, null, select, update
from sqlalchemy.orm import Session

from hiring.db.pieces import in_pieces
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.jobs.models import Job
from hiring.mail.actions import job_key
from hiring.mail.models import FINAL, Message
from hiring.privacy.mails import LAST_MAILS

FORGET_LAST_MAILS = JobKind(
    "privacy.forget_last_mails", CLOCK, N_("Erase the e-mails that told of an erasure, once they are sent")
)
#: So many mails at a time.
_AT_ONCE = 500


def mails_with(session: Session, *which: ColumnElement[bool]) -> list[int]:
    """Return the numbers of such mails, without the last one to the person."""
    return list(session.scalars(select(Message.id).where(Message.template.not_in(LAST_MAILS), *which)))


def forget_mails(session: Session, *which: ColumnElement[bool]) -> list[int]:
    """Empty every such mail, but the last one to the person; return the numbers of them all."""
    ids = mails_with(session, *which)
    forget(session, ids)
    return ids


def last_mails_gone(session: Session) -> list[int]:
    """Return the numbers of mails that told of an erasure and have gone out, or never will."""
    wanted = select(Message.id).where(
        Message.template.in_(LAST_MAILS), Message.state.in_(FINAL), Message.to_email != ""
    )
    return list(session.scalars(wanted.order_by(Message.id).limit(_AT_ONCE)))


def forget(session: Session, ids: Sequence[int]) -> None:
    """Empty these mails: whom they went to, and what they say."""
    nothing = {"to_name": "", "to_email": "", "values": {}, "link": null(), "last_error": None}
    for some in in_pieces(ids):
        session.execute(update(Message).where(Message.id.in_(some)).values(nothing))
        keys = [job_key(each) for each in some]
        session.execute(update(Job).where(Job.key.in_(keys)).values(error=None))


def remove_mail_files(folder: Path, ids: Sequence[int]) -> None:
    """Remove mails that were written into a folder because there is no mail server. Raises OSError."""
    for number in ids:
        for file in folder.glob(f"{number:06d}-*.eml"):
            file.unlink(missing_ok=True)
