"""What a worker does about trail and table: write the head down, check, let finished work go, mail HR."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.queries import active_administrators
from hiring.audit.heads import Head, add_head, heads_beside
from hiring.audit.queries import head_of_the_chain
from hiring.audit.verifying import Checked, check_trail
from hiring.db import begin_writing, db, writing
from hiring.db.purging import purge
from hiring.i18n import N_
from hiring.jobs.batches import fail_batch, forget_failed, start_over
from hiring.jobs.kinds import JobKind, TryLater, job
from hiring.jobs.lanes import CLOCK
from hiring.jobs.models import Batch, Job, JobState
from hiring.mail.actions import Recipient, send
from hiring.oversight.digests import DIGEST, HrWork, send_digests, work_to_tell
from hiring.oversight.mails import AUDIT_HEAD
from hiring.oversight.trail_check import CHECK_TRAIL, keep_result
from hiring.privacy.rules import Retention
from hiring.settings import current_settings
from hiring.timekeeping.actions import require_trusted

WRITE_HEAD = JobKind("audit.write_head", CLOCK, N_("Write down the end of the audit trail"))


def _write(session: Session) -> Head | None:
    number, seal = head_of_the_chain(session)
    if not number:
        return None
    head = Head(clock.now(), number, seal)
    path = current_settings().audit_heads_file
    try:
        add_head(path, head)
    except OSError as error:
        raise TryLater(f"{path}: {error.strerror}") from error
    return head


@job(WRITE_HEAD, first=_write, every=timedelta(days=1))
def mail_head(session: Session, head: Head | None) -> None:
    """Send the line to every administrator: their mailboxes are out of the reach of this server."""
    if head is None:
        return
    for user in active_administrators(session):
        send(
            session,
            AUDIT_HEAD,
            Recipient(user.name, user.email, user.locale),
            key=f"audit_head:{head.at.date()}:{user.id}",
            number=head.entry_id,
            head=str(head),
        )


def _check(session: Session, *, batch_id: int) -> Checked:
    """Check the whole trail in one view of the database; how far that is, is written beside it."""
    start_over(begin_writing(), batch_id)
    session.commit()

    def note(entries: int) -> None:
        counted = update(Batch).where(Batch.id == batch_id, Batch.total >= entries).values(done=entries)
        with writing(db.engine) as connection:
            connection.execute(counted)

    return check_trail(session, heads_beside(current_settings()), told=note)


@job(CHECK_TRAIL, first=_check, given_up=fail_batch)
def keep_check(session: Session, found: Checked, *, batch_id: int) -> None:
    """Keep what the check has found; what a broken try had counted is counted anew."""
    keep_result(session, batch_id, found)


#: How long finished work can still be looked up. A key that must hold for longer has a row of its own.
KEPT_FOR = timedelta(days=7)
PURGE = JobKind("jobs.purge", CLOCK, N_("Remove finished work from the list"))


def _purge(session: Session) -> int:
    require_trusted(session)
    finished = Job.state.in_((JobState.DONE, JobState.CANCELLED))
    return purge(db.engine, Job.id, finished & (Job.done_at < clock.now() - KEPT_FOR))


@job(PURGE, first=_purge, every=timedelta(days=1))
def note_purged(session: Session, gone: int) -> None:
    """Once finished work is gone, let go of what a batch had left that nobody went on with for as long."""
    forget_failed(session, clock.now() - KEPT_FOR)


def _find_what_waits(session: Session) -> list[HrWork]:
    require_trusted(session)
    return work_to_tell(session, Retention(current_settings().retention_days))


@job(DIGEST, first=_find_what_waits, every=timedelta(days=1))
def mail_digests(session: Session, found: Sequence[HrWork]) -> None:
    """Tell HR what waits for them, once a day."""
    send_digests(session, found)
