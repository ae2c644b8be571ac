"""Hand a person everything that is held about them, for a week."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring import audit, clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.files.actions import keep_file, remove_row
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.openings.actions import forget_unneeded
from hiring.privacy import events
from hiring.privacy.actions.requests import write_to_person
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import ARCHIVE_KEPT, PrivacyRequestState

PURGE_ARCHIVES = JobKind("privacy.purge_archives", CLOCK, N_("Remove personal archives after a week"))

LARGEST_ARCHIVE = 200 * 1024 * 1024
#: So many are removed in one transaction.
_AT_ONCE = 100


class ArchiveGone(HiringError):
    """It is not there yet, or not any more."""

    status = 410
    sentence = N_("This file is not there any more: it is kept for seven days. You can ask for it again.")


def keep_archive(folder: FileFolder, number: int, content: bytes) -> StoredFile:
    """Keep the archive of request `number`, before the transaction that delivers it."""
    return keep_file(
        folder,
        content,
        name=f"data-{number}.zip",
        media_type="application/zip",
        purpose="archive",
        largest=LARGEST_ARCHIVE,
    )


def deliver_archive(session: Session, request: PrivacyRequest, stored: StoredFile) -> None:
    """Have the person download the archive for a week, and tell them; that answers the request.

    One that is answered already stays as it is. Needs what `queries.privacy_request_by_id` loads.
    """
    session.refresh(request, ["state"], with_for_update={"of": PrivacyRequest, "key_share": True})
    if not request.is_open:
        forget_unneeded(session, stored.sha256)
        return
    now = clock.now()
    request.archive, request.archive_until = stored, now + ARCHIVE_KEPT
    request.state, request.answered_at = PrivacyRequestState.DONE, now
    session.flush()
    write_to_person(session, request, "archive", until=request.archive_until)
    ready = events.PersonalArchiveReady(request.opening_id, request.application_id, request.id)
    audit.record(session, ready, by=SYSTEM)


def note_archive_taken(session: Session, request: PrivacyRequest, *, by: Doer) -> StoredFile:
    """Keep who downloads an archive, and return it. Raises ArchiveGone."""
    if request.archive is None or not request.has_archive(clock.now()):
        raise ArchiveGone
    taken = events.PersonalArchiveDownloaded(request.opening_id, request.application_id, request.id)
    audit.record(session, taken, by=by)
    return request.archive


def purge_archives(session: Session, now: datetime) -> int:
    """Remove the archives whose week is over, their bytes soon after; return how many those were."""
    over = session.scalars(
        select(PrivacyRequest)
        .where(PrivacyRequest.archive_until <= now, PrivacyRequest.archive_id.is_not(None))
        .options(joinedload(PrivacyRequest.archive))
        .order_by(PrivacyRequest.id)
        .limit(_AT_ONCE)
        .with_for_update(of=PrivacyRequest, key_share=True)
    ).all()
    gone = [each.archive for each in over if each.archive is not None]
    for request in over:
        request.archive = None
    session.flush()
    for stored in gone:
        remove_row(session, stored.id)
        forget_unneeded(session, stored.sha256)
    return len(over)
