"""Work about personal data: putting archives together, and removing them after a week."""

from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from hiring import clock
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.jobs.kinds import job
from hiring.privacy import actions, queries
from hiring.privacy.actions import PREPARE, PURGE_ARCHIVES
from hiring.privacy.archive import archive_of


def _prepare(session: Session, *, request_id: int) -> StoredFile | None:
    """Put the archive together and keep it as a file; None where the request is answered already."""
    request = queries.privacy_request_by_id(session, request_id)
    if request is None or not request.is_open:
        return None
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    content = archive_of(app, session, current_folder(), request)
    session.rollback()  # reading is over: nobody waits for the disk inside a transaction
    return actions.keep_archive(current_folder(), request_id, content)


@job(PREPARE, first=_prepare)
def deliver(session: Session, stored: StoredFile | None, *, request_id: int) -> None:
    """Hand the archive over and tell the person."""
    request = queries.privacy_request_by_id(session, request_id)
    if stored is not None and request is not None:
        actions.deliver_archive(session, request, stored)


@job(PURGE_ARCHIVES, every=timedelta(hours=1))
def purge(session: Session) -> None:
    """Remove the archives whose week is over."""
    actions.purge_archives(session, clock.now())
