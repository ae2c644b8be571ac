"""Say who the organisation is, and see to the first day of an installation."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.db.once import insert_once
from hiring.errors import StalePage
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message
from hiring.organisation import events, queries
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
    session.flush()
    audit.record(session, events.OrganisationChanged(), by=by)


def send_trial_mail(session: Session, *, by_server: bool, by: Actor) -> Message:
    """Send a mail to whoever asks, to see whether mails arrive; a second one within a minute is the first.

    `by_server` = a mail server is set; a mail that only became a file proves nothing.
    """
    user, row = session.get_one(User, by.id), _row(session)
    minute = f"{clock.now():%Y%m%d%H%M}"
    message = send(
        session,
        TRIAL,
        Recipient(user.name, user.email, user.locale),
        key=f"{BY_SERVER if by_server else _BY_FILE}{user.id}:{minute}",
    )
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
