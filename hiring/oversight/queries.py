"""Find what each member of staff may keep an eye on."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.i18n.localised import Localised
from hiring.jobs.models import Job, JobState
from hiring.mail import queries as mail
from hiring.mail.models import Message
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole


@dataclass(frozen=True, slots=True)
class OwnedMessage:
    """A mail, and who is HR of the opening it belongs to."""

    message: Message
    hr_ids: frozenset[int]


def opening_titles(session: Session, hr_id: int) -> dict[int, Localised]:
    """Return the openings in which `hr_id` is HR, with their titles."""
    rows = session.execute(
        select(Opening.id, Opening.title)
        .join(OpeningMember, OpeningMember.opening_id == Opening.id)
        .where(OpeningMember.user_id == hr_id, OpeningMember.role == MemberRole.HR)
        .order_by(Opening.id.desc())
    )
    return {row.id: row.title for row in rows}


def owned_message(session: Session, public_id: str) -> OwnedMessage | None:
    message = mail.message_by_public_id(session, public_id)
    if message is None:
        return None
    hr_ids = session.scalars(
        select(OpeningMember.user_id).where(
            OpeningMember.opening_id == message.opening_id, OpeningMember.role == MemberRole.HR
        )
    )
    return OwnedMessage(message, frozenset(hr_ids))


def dead_jobs(session: Session, *, limit: int = 50) -> list[Job]:
    """Return the work that was given up, newest first."""
    return list(
        session.scalars(select(Job).where(Job.state == JobState.DEAD).order_by(Job.id.desc()).limit(limit))
    )


def dead_job(session: Session, public_id: str) -> Job | None:
    return session.scalar(select(Job).where(Job.public_id == public_id, Job.state == JobState.DEAD))


def opening_public_ids(session: Session, opening_ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Opening.id, Opening.public_id).where(Opening.id.in_(opening_ids)))
    return {row.id: row.public_id for row in rows}
