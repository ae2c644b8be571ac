"""Erase what people wrote when they asked about their data, and the archives made for them."""

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.files.actions import remove_row
from hiring.files.models import StoredFile
from hiring.openings.actions import forget_unneeded
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import PrivacyRequestState


def forget_requests(session: Session, *which: ColumnElement[bool]) -> None:
    """Empty such requests; those that wait are fulfilled by it. That somebody asked, and when, stays."""
    archives = session.scalars(
        select(PrivacyRequest.archive_id).where(PrivacyRequest.archive_id.is_not(None), *which)
    ).all()
    session.execute(
        update(PrivacyRequest)
        .where(*which)
        .values(
            words="",
            answer="",
            state=PrivacyRequestState.DONE,
            answered_at=func.coalesce(PrivacyRequest.answered_at, clock.now()),
            archive_id=None,
            archive_until=None,
        )
    )
    forget_files(session, [each for each in archives if each is not None])


def forget_files(session: Session, stored_ids: list[int]) -> None:
    """Remove the rows of files that nothing points to any more; a worker removes the bytes."""
    for number in stored_ids:
        sha256 = session.get_one(StoredFile, number).sha256
        remove_row(session, number)
        forget_unneeded(session, sha256)
