"""Say who the organisation is, and see to the first day of an installation."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.db.once import insert_once
from hiring.errors import StalePage
from hiring.files.actions import keep_file, remove_row
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.fingerprints import mark_of
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message
from hiring.organisation import events, queries
from hiring.organisation.logo import LARGEST_FILE, Drawing, drawn
from hiring.organisation.mails import TRIAL
from hiring.organisation.models import Organisation
from hiring.organisation.queries import BY_SERVER, Profile

_BY_FILE = "trial:file:"


def change_organisation(session: Session, wanted: Profile, *, seen: str | None = None, by: Doer) -> None:
    """Set name, contact and colour.

    `seen` is the mark of what the sender's page showed; None = whatever there is. Raises StalePage when
    that has changed since.
    """
    row, before = _locked(session), queries.profile(session)
    if wanted == before:
        return
    if seen is not None and seen != before.mark:
        raise StalePage
    row = row or _row(session)
    row.name, row.colour = wanted.name, wanted.colour
    row.contact_name, row.contact_email = wanted.contact.name, wanted.contact.email
    row.contact_whatsapp = wanted.contact.whatsapp
    row.officer_name, row.officer_email = wanted.officer.name, wanted.officer.email
    session.flush()
    audit.record(session, events.OrganisationChanged(), by=by)


def keep_logo(folder: FileFolder, content: bytes) -> tuple[Drawing, StoredFile]:
    """Draw a picture anew and keep it, before the transaction that chooses it. Raises UnusableLogo."""
    drawing = drawn(content)
    stored = keep_file(
        folder,
        drawing.content,
        name="logo",
        media_type=drawing.media_type,
        purpose="logo",
        largest=2 * LARGEST_FILE,
    )
    return drawing, stored


def choose_logo(session: Session, drawing: Drawing, stored: StoredFile, *, by: Doer) -> str | None:
    """Have the kept picture stand for the organisation; return the hash of the one it replaces, if any."""
    row = _row(session)
    before = _logo_of(session, row)
    if before is not None and before.sha256 == stored.sha256:
        return None
    session.add(stored)
    session.flush()
    row.logo_id, row.logo_width, row.logo_height = stored.id, drawing.width, drawing.height
    session.flush()
    audit.record(session, events.LogoChosen(), by=by)
    return _let_go(session, before)


def remove_logo(session: Session, *, by: Doer, seen: str | None = None) -> str | None:
    """Have the name alone stand for the organisation again; return the hash of the picture that goes.

    `seen` is the hash of the picture that was to go; None = whichever. Raises StalePage when another
    one has been chosen since.
    """
    row = _row(session)
    before = _logo_of(session, row)
    if before is None:
        return None
    if seen is not None and seen != before.sha256:
        raise StalePage
    row.logo_id = row.logo_width = row.logo_height = None
    session.flush()
    audit.record(session, events.LogoRemoved(), by=by)
    return _let_go(session, before)


def _logo_of(session: Session, row: Organisation) -> StoredFile | None:
    return None if row.logo_id is None else session.get_one(StoredFile, row.logo_id)


def _let_go(session: Session, stored: StoredFile | None) -> str | None:
    """Remove the row of a picture that stands for nobody any more: reports hold their own copy."""
    if stored is None:
        return None
    sha256 = stored.sha256
    session.expunge(stored)
    remove_row(session, stored.id)
    return sha256


def send_trial_mail(session: Session, to: Recipient, *, by_server: bool, by: Doer) -> Message:
    """Send a mail to see whether mails arrive; a second one to the same person within a minute is the first.

    `by_server` = a mail server is set; a mail that only became a file proves nothing.
    """
    row = _row(session)
    sort = BY_SERVER if by_server else _BY_FILE
    message = send(session, TRIAL, to, key=f"{sort}{mark_of(to.email)}:{clock.now():%Y%m%d%H%M}")
    if row.trial_mail_id != message.id:
        row.trial_mail_id = message.id
        session.flush()
        audit.record(session, events.TrialMailSent(message.id), by=by)
    return message


def say_links_go_by_hand(session: Session, by_hand: bool, *, by: Doer) -> None:
    """Note that links are given to people by hand, so that openings need no mail; or that they are not."""
    row = _row(session)
    if row.links_by_hand == by_hand:
        return
    row.links_by_hand = by_hand
    session.flush()
    audit.record(session, events.LinksGoByHand() if by_hand else events.LinksGoByMail(), by=by)


def end_first_day(session: Session, *, by: Doer) -> None:
    """Put the list of the first day away, whatever still stands on it."""
    row = _row(session)
    if row.first_day_over:
        return
    row.first_day_over = True
    session.flush()
    audit.record(session, events.FirstDayOver(), by=by)


def _row(session: Session) -> Organisation:
    """Return the one row, held until this transaction ends; it is made the first time."""
    if (row := _locked(session)) is not None:
        return row
    session.execute(insert_once(session, Organisation, "id").values(id=1))
    return session.get_one(Organisation, 1, with_for_update={"key_share": True}, populate_existing=True)


def _locked(session: Session) -> Organisation | None:
    return session.get(Organisation, 1, with_for_update={"key_share": True}, populate_existing=True)
