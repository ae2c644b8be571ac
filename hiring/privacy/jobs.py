"""Work about personal data: putting archives together, removing them after a week, erasing."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.db import begin_writing, db, empty_the_log, let_others_write, size_of_file, write_anew
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.jobs.kinds import TryLater, job
from hiring.openings.models import Application
from hiring.privacy import actions, erasing, queries
from hiring.privacy.actions import PREPARE, PURGE_ARCHIVES
from hiring.privacy.archive import archive_of
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import Retention
from hiring.references import actions as references
from hiring.references.contact import RefusalCause
from hiring.references.models import ReferenceRequest
from hiring.references.queries import refusal_called
from hiring.settings import current_application, current_settings
from hiring.sittings.queries import somebody_writes
from hiring.timekeeping.actions import require_trusted
from hiring.versions.actions import FORGET_NOTE


def _prepare(session: Session, *, request_id: int) -> StoredFile | None:
    """Put the archive together and keep it as a file; None where the request is answered already."""
    request = queries.privacy_request_by_id(session, request_id)
    if request is None or not request.is_open:
        return None
    app = current_application()
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
    require_trusted(session)
    actions.purge_archives(session, clock.now())


def _erase_application(session: Session, *, application_id: int) -> None:
    """Note it outside the database, then erase the answers in pieces, so that others can write."""
    public_id = session.get_one(Application, application_id).public_id
    mails = erasing.mails_of_application(session, application_id)
    session.rollback()  # nobody waits for the disk inside a transaction
    _note("application", public_id)
    _remove_mail_files(mails)
    more = True
    while more:
        more = erasing.erase_some_answers(begin_writing(), application_id)
        session.commit()
        let_others_write(session)


@job(erasing.ERASE_APPLICATION, first=_erase_application)
def erase_application(session: Session, found: None, *, application_id: int) -> None:
    """Erase everything else of an application in one go."""
    erasing.erase_application(session, application_id)


def erase_now(session: Session, application_id: int) -> None:
    """Do here what a worker does for an application whose erasure has begun, and commit."""
    _erase_application(session, application_id=application_id)
    erasing.erase_application(begin_writing(), application_id)
    session.commit()


def erase_referee_now(session: Session, request_id: int) -> None:
    """Do here what a worker does for a referee whose erasure has begun, and commit."""
    _note_referee(session, request_id=request_id)
    erasing.erase_referee(begin_writing(), request_id)
    session.commit()


def archive_now(session: Session, request_id: int) -> PrivacyRequest:
    """Do here what a worker does for a request for access, and commit; return it with its archive."""
    stored = _prepare(session, request_id=request_id)
    request = queries.privacy_request_by_id(begin_writing(), request_id)
    assert request is not None  # noqa: S101  (a register keeps what was asked)
    if stored is not None:
        actions.deliver_archive(session, request, stored)
    session.commit()
    return request


def repeat_erasures(session: Session, file: Path) -> int:
    """Erase once more whatever `file` names and this database still holds; return how much that was.

    Who had asked not to be contacted, and the backup does not know it, is not contacted again either.
    For a database that was brought back from a backup. Nobody is told a second time. Commits.
    """
    again, known = 0, erasing.erasures_in(file)
    lifted = {each.public_id for each in known if each.what == erasing.CONTACT_ALLOWED}
    for erasure in known:
        if erasure.what == "application":
            again += _application_again(session, erasure.public_id)
        elif erasure.what == "referee":
            again += _referee_again(session, erasure.public_id)
        elif erasure.what in erasing.OF_CONTACT:
            again += _contact_again(session, erasure, lifted)
        elif erasure.what == erasing.CHANGE_NOTE:
            again += _note_again(session, erasure.public_id)
        else:
            again += _reason_again(session, erasure.what, erasure.public_id)
    return again


def _application_again(session: Session, public_id: str) -> bool:
    found = select(Application).where(Application.public_id == public_id)
    application = session.scalar(found)
    if application is None:
        return False
    new = erasing.begin_application(begin_writing(), application, tell=False, repeated=True, by=SYSTEM)
    session.commit()
    if new:
        erase_now(session, application.id)
    return new


def _referee_again(session: Session, public_id: str) -> bool:
    referee = session.scalar(select(ReferenceRequest).where(ReferenceRequest.public_id == public_id))
    if referee is None:
        return False
    application = session.get_one(Application, referee.application_id)
    new = erasing.begin_referee(begin_writing(), application, referee, tell=False, repeated=True, by=SYSTEM)
    session.commit()
    if new:
        erase_referee_now(session, referee.id)
    return new


def _reason_again(session: Session, what: str, name: str) -> bool:
    found = erasing.reason_called(session, what, name)
    if found is None:
        return False
    opening_id, which = found
    if not erasing.begin_reason(begin_writing(), opening_id, which, by=SYSTEM):
        session.rollback()
        return False
    session.commit()
    erasing.erase_reason(begin_writing(), opening_id, which)
    session.commit()
    return True


def _note_again(session: Session, version: str) -> bool:
    found = erasing.take_note_out_again(begin_writing(), version, by=SYSTEM)
    session.commit()
    return found


def _contact_again(session: Session, known: erasing.Erasure, lifted: set[str]) -> bool:
    begin_writing()
    if known.what == erasing.CONTACT_ALLOWED:
        changed = references.repeat_allowance(session, known.public_id)
    else:
        changed = _refusal_again(session, known, lifted)
    session.commit()
    return changed


def _refusal_again(session: Session, known: erasing.Erasure, lifted: set[str]) -> bool:
    name, cause, address_hash = known.public_id.split(":")
    if name in lifted:
        return False
    at, key = datetime.fromisoformat(known.at), current_settings().secret_key
    return references.repeat_refusal(session, name, RefusalCause(cause), address_hash, at, secret_key=key)


def _write_down_contact(session: Session, *, refusal: str) -> None:
    found = refusal_called(session, refusal)
    kept = f"{refusal}:{found.cause}:{found.address_hash}" if found else ""
    session.rollback()
    _note(erasing.CONTACT_REFUSED, kept) if kept else _note(erasing.CONTACT_ALLOWED, refusal)


@job(references.NOTE_CONTACT, first=_write_down_contact)
def note_contact(session: Session, found: None, *, refusal: str) -> None:
    """Write down outside the database that somebody is not to be contacted, or may be again."""


def _note_referee(session: Session, *, request_id: int) -> None:
    public_id = session.get_one(ReferenceRequest, request_id).public_id
    mails = erasing.mails_of_referee(session, request_id)
    session.rollback()
    _note("referee", public_id)
    _remove_mail_files(mails)


@job(erasing.ERASE_REFEREE, first=_note_referee)
def erase_referee(session: Session, found: None, *, request_id: int) -> None:
    """Erase one referee."""
    erasing.erase_referee(session, request_id)


def _note_reason(session: Session, *, opening_id: int, which: str) -> None:
    """Note it outside the database, and remove the mails that give the reason from the folder."""
    what, name = erasing.outside_name(session, which)
    mails = erasing.mails_of_reason(session, which)
    session.rollback()
    _note(what, name)
    _remove_mail_files(mails)


@job(erasing.TAKE_REASON_OUT, first=_note_reason)
def take_reason_out(session: Session, found: None, *, opening_id: int, which: str) -> None:
    """Take one reason about a whole opening out."""
    erasing.erase_reason(session, opening_id, which)


def _write_down_note(session: Session, *, version: str) -> None:
    session.rollback()
    _note(erasing.CHANGE_NOTE, version)


@job(FORGET_NOTE, first=_write_down_note)
def forget_note(session: Session, found: None, *, version: str) -> None:
    """See that nothing is left of a note on what changed, in the file or after a restore."""
    erasing.write_anew_soon(session)


def _begin_what_is_due(session: Session) -> None:
    """Begin to erase what is past the day that the notice named, one application at a time."""
    require_trusted(session)  # a clock that was set forwards must not erase anybody
    kept = Retention(current_settings().retention_days)
    while some := queries.due_applications(session, kept, clock.now(), most=100):
        for number in some:
            session.rollback()
            _begin_unless_held(session, number)
            let_others_write(session)


def _begin_unless_held(session: Session, application_id: int) -> None:
    """Begin to erase one application, and pass over it where it was held since the list was made."""
    application = session.get_one(Application, application_id)
    with suppress(erasing.DataHeld):
        erasing.begin_application(begin_writing(), application, tell=False, by=SYSTEM)
    session.commit()


@job(erasing.RETAIN, first=_begin_what_is_due, every=timedelta(days=1))
def retain(session: Session, found: None) -> None:
    """Erase what is past its time; what a broken try has left is done by the next."""


def _look_after_log(session: Session) -> list[int]:
    mails = erasing.last_mails_gone(session)
    session.rollback()
    empty_the_log(db.engine)
    _remove_mail_files(mails)
    return mails


@job(erasing.FORGET_LAST_MAILS, first=_look_after_log, every=timedelta(hours=1))
def forget_last_mails(session: Session, mails: list[int]) -> None:
    """Erase the mails that told somebody of an erasure; what the log still held of others is gone, too."""
    erasing.forget(session, mails)


def _write_anew(session: Session, *, since: str) -> None:
    if size_of_file(db.engine) > erasing.QUICKLY_WRITTEN and not _is_quiet(session, since):
        raise TryLater("This waits for a quiet hour.", after=timedelta(minutes=10))
    session.rollback()
    if not write_anew(db.engine, wait=current_settings().lock_seconds):
        raise TryLater("Somebody else was writing.", after=timedelta(minutes=1))
    empty_the_log(db.engine)


def _is_quiet(session: Session, since: str) -> bool:
    now = clock.now()
    return erasing.may_write_anew(
        datetime.fromisoformat(since),
        now,
        zone=current_settings().zone,
        somebody_writes=somebody_writes(session, now),
    )


@job(erasing.WRITE_ANEW, first=_write_anew)
def leave_no_traces(session: Session, found: None, *, since: str) -> None:
    """Write the database anew, where it is a file, so that nothing of who was erased is left in it."""


def _note(what: str, public_id: str) -> None:
    erasing.note_erasure(current_settings().instance / erasing.LEDGER, what, public_id, clock.now())


def _remove_mail_files(numbers: list[int]) -> None:
    erasing.remove_mail_files(current_settings().instance / "mail", numbers)
