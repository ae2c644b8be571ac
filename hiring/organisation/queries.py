"""Read who the organisation is, and what is known of an installation's first day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hiring import clock
from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.capability import ExtensionPoint
from hiring.db.models import Installation as InstallationRow
from hiring.files.models import StoredFile
from hiring.fingerprints import mark_of
from hiring.mail.models import Message, MessageState
from hiring.mail.rules import NOBODY, Contact
from hiring.organisation.models import Organisation
from hiring.organisation.rules import (
    FEWEST_REVIEWERS,
    LATELY,
    Basis,
    FirstDay,
    MailStanding,
    OpeningObstacle,
    TrialMail,
    mail_standing,
    obstacles,
)

BASIS: ExtensionPoint[Basis] = ExtensionPoint("what the settings of the server say of the organisation")

#: Who keeps question banks says, as a column, whether there is one.
BANK_IS_LOADED: ExtensionPoint[ColumnElement[bool]] = ExtensionPoint("whether a question bank is loaded")

#: Who keeps the impact assessment says, as a column, whether it has been signed.
IMPACT_IS_ASSESSED: ExtensionPoint[ColumnElement[bool]] = ExtensionPoint(
    "whether the impact assessment has been signed"
)

#: Keys of trial mails begin so where a mail server was set when they were sent.
BY_SERVER = "trial:server:"


@dataclass(frozen=True, slots=True)
class Profile:
    """What an administrator has set; what is empty is as the settings of the server say."""

    name: str = ""
    contact: Contact = NOBODY
    colour: str = ""
    officer: Contact = NOBODY
    """Who answers for the protection of personal data, where that is not the contact."""

    @property
    def mark(self) -> str:
        """The mark of what the page that changes it shows."""
        return mark_of([self.name, self.contact.as_json(), self.colour, self.officer.as_json()])


def profile(session: Session) -> Profile:
    """Return what has been set of the organisation."""
    row = session.execute(
        select(
            Organisation.name,
            Organisation.contact_name,
            Organisation.contact_email,
            Organisation.contact_whatsapp,
            Organisation.officer_name,
            Organisation.officer_email,
            Organisation.colour,
        )
    ).one_or_none()
    if row is None:
        return Profile()
    contact = Contact(row.contact_name, row.contact_email, row.contact_whatsapp)
    return Profile(row.name, contact, row.colour, Contact(row.officer_name, row.officer_email))


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that stands for the organisation."""

    sha256: str
    media_type: str
    width: int
    height: int


def logo(session: Session) -> Logo | None:
    """Return the logo that was chosen, if one was."""
    row = session.execute(
        select(
            StoredFile.sha256, StoredFile.media_type, Organisation.logo_width, Organisation.logo_height
        ).join(Organisation.logo)
    ).one_or_none()
    if row is None:
        return None
    sha256, media_type, width, height = row
    return Logo(sha256, media_type, width or 1, height or 1)


def basis_of(session: Session) -> Basis:
    """Return what the settings say, where an application owns this session's database."""
    return next(iter(BASIS.behind(session)), Basis())


def trial_mail(session: Session) -> Message | None:
    """Return the newest mail that somebody sent to try the way."""
    newest = select(Organisation.trial_mail_id).scalar_subquery()
    return session.scalar(select(Message).where(Message.id == newest))


def _tried(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return a column of the trial mail, or NULL."""
    return select(column).where(Message.id == Organisation.trial_mail_id).scalar_subquery()


def _newest_sent(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return a column of the newest mail of an opening that went out, or NULL: found along an index.

    What staff get by themselves, such as a notice of their signing in, is no trial: nobody looked for it.
    """
    sent = select(column).where(Message.state == MessageState.SENT, Message.opening_id.is_not(None))
    return sent.order_by(Message.id.desc()).limit(1).scalar_subquery()


_READINESS: tuple[ColumnElement[Any], ...] = (
    select(Organisation.name).scalar_subquery().label("organisation_name"),
    select(Organisation.links_by_hand).scalar_subquery().label("links_by_hand"),
    _tried(Message.state).label("trial_state"),
    _tried(Message.key).label("trial_key"),
    _tried(Message.created_at).label("trial_asked_at"),
    _newest_sent(Message.sent_at).label("newest_sent_at"),
    _newest_sent(Message.by_server).label("newest_by_server"),
)


def readiness(session: Session) -> tuple[ColumnElement[Any], ...]:
    """Return what decides whether openings may be opened: for a statement that asks for more, too."""
    return (*_READINESS, *(each.label("assessed") for each in IMPACT_IS_ASSESSED.behind(session)))


def obstacles_in(row: Any, basis: Basis) -> tuple[OpeningObstacle, ...]:
    """Return what keeps every opening from opening, as a row with the columns of `readiness` says."""
    standing = _mail_standing_in(row, basis)
    named = bool(row.organisation_name) or basis.named
    return obstacles(
        named=named,
        mail=standing,
        links_by_hand=bool(row.links_by_hand),
        assessed=bool(getattr(row, "assessed", True)),
    )


def obstacles_now(session: Session) -> tuple[OpeningObstacle, ...]:
    """Return what keeps every opening from opening."""
    return obstacles_in(session.execute(select(*readiness(session))).one(), basis_of(session))


def installation(session: Session, basis: Basis | None = None) -> FirstDay:
    """Return everything that is known of the first day, in one statement.

    `basis`: what the settings say, where no application owns the database.
    """
    loaded = [each.label("bank_loaded") for each in BANK_IS_LOADED.behind(session)]
    row = session.execute(_FIRST_DAY.add_columns(*readiness(session), *loaded)).one()
    basis = basis or basis_of(session)
    held = None if row.held_since is None else (row.held_since, row.backup_taken_at)
    return FirstDay(
        named=bool(row.organisation_name) or basis.named,
        contact=bool(row.contact_email) or basis.contact,
        mail=_mail_standing_in(row, basis),
        links_by_hand=bool(row.links_by_hand),
        bank=bool(row.bank_loaded) if loaded else True,
        hr=row.hr,
        reviewers=row.reviewers,
        hiring_managers=row.hiring_managers,
        assessed=bool(getattr(row, "assessed", True)),
        backed_up_at=row.backed_up_at,
        over=bool(row.first_day_over),
        held=held,
    )


def _mail_standing_in(row: Any, basis: Basis) -> MailStanding:
    return mail_standing(sends_mail=basis.sends_mail, tried=_trial_in(row), taken_at=_taken_lately_in(row))


def _trial_in(row: Any) -> TrialMail | None:
    if row.trial_state is None:
        return None
    by_server = row.trial_key.startswith(BY_SERVER)
    return TrialMail(row.trial_state, by_server=by_server, asked_at=row.trial_asked_at)


def _taken_lately_in(row: Any) -> datetime | None:
    """Return when the newest mail went out, if that was lately and no file.

    What went out before that was noted counts: an installation that is brought up to date has shown long
    ago that its mails arrive.
    """
    sent_at: datetime | None = row.newest_sent_at
    if sent_at is None or row.newest_by_server is False or clock.now() - sent_at > LATELY:
        return None
    return sent_at


def _people(role: Role, most: int) -> ColumnElement[int]:
    """Count who may sign in with a role, no further than `most`."""
    some = (
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == role, User.active)
        .limit(most)
    )
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


_FIRST_DAY = select(
    select(Organisation.contact_email).scalar_subquery().label("contact_email"),
    select(Organisation.first_day_over).scalar_subquery().label("first_day_over"),
    select(InstallationRow.held_since).scalar_subquery().label("held_since"),
    select(InstallationRow.backup_taken_at).scalar_subquery().label("backup_taken_at"),
    select(InstallationRow.backed_up_at).scalar_subquery().label("backed_up_at"),
    _people(Role.HR, 1).label("hr"),
    _people(Role.REVIEWER, FEWEST_REVIEWERS).label("reviewers"),
    _people(Role.HIRING_MANAGER, 1).label("hiring_managers"),
)
