"""What an installation needs before people can be asked to come, and what of it is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.i18n import N_

#: Every answer is read by two people who do not know whose it is.
FEWEST_REVIEWERS = 2

#: A mail of an opening that a server took on so lately shows that mails reach people, without a trial.
LATELY = timedelta(days=30)


class MailStanding(StrEnum):
    """Whether mails reach people."""

    NO_SERVER = "no_server"
    """None is set: mails are files on the server."""
    UNTRIED = "untried"
    ON_ITS_WAY = "on_its_way"
    FAILED = "failed"
    WORKS = "works"


@dataclass(frozen=True, slots=True)
class Basis:
    """What the settings of the server say."""

    named: bool = False
    """They name an organisation: not the one this product is delivered with."""
    contact: bool = False
    """They name whom people may write to."""
    sends_mail: bool = False


@dataclass(frozen=True, slots=True)
class TrialMail:
    """The newest mail that somebody sent to try the way."""

    state: str
    by_server: bool
    """A mail server was set when it was sent."""
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What is known of an installation; counts go no further than is asked for."""

    named: bool
    contact: bool
    mail: MailStanding
    links_by_hand: bool
    bank: bool
    hr: int
    reviewers: int
    hiring_managers: int
    assessed: bool
    """The impact assessment has been signed."""
    backed_up_at: datetime | None
    over: bool
    """An administrator has put the list away."""
    held: tuple[datetime, datetime] | None
    """Since when work is held, and to which moment the restored backup went back."""


class FirstStep(StrEnum):
    """What is done on the first day, in this order."""

    ORGANISATION = "organisation"
    CONTACT = "contact"
    ADDRESS = "address"
    MAIL = "mail"
    BANK = "bank"
    HR = "hr"
    REVIEWERS = "reviewers"
    HIRING_MANAGER = "hiring_manager"
    IMPACT = "impact"
    BACKUP = "backup"


STEP_NAMES = {
    FirstStep.ORGANISATION: N_("Name the organisation"),
    FirstStep.CONTACT: N_("Say whom people with a question can write to"),
    FirstStep.ADDRESS: N_("Give the server an address that others can reach"),
    FirstStep.MAIL: N_("See whether e-mails reach people"),
    FirstStep.BANK: N_("Load a question bank"),
    FirstStep.HR: N_("Add an account for somebody from HR"),
    FirstStep.REVIEWERS: N_("Add accounts for two reviewers"),
    FirstStep.HIRING_MANAGER: N_("Add an account for a hiring manager"),
    FirstStep.IMPACT: N_("Sign the impact assessment on personal data"),
    FirstStep.BACKUP: N_("Make a backup"),
}


def mail_standing(
    *, sends_mail: bool, tried: TrialMail | None, taken_at: datetime | None = None
) -> MailStanding:
    """Return whether mails reach people, as far as a mail that was sent to try it tells, or any other.

    `taken_at`: when the mail server took on the newest mail of an opening; None where that is long ago.
    A trial that failed after it weighs more.
    """
    if not sends_mail:
        return MailStanding.NO_SERVER
    standing = _standing_of(tried)
    if taken_at is None:
        return standing
    if tried is not None and standing is MailStanding.FAILED and tried.asked_at > taken_at:
        return standing
    return MailStanding.WORKS


def _standing_of(tried: TrialMail | None) -> MailStanding:
    if tried is None or not tried.by_server:
        return MailStanding.UNTRIED
    ends = {"sent": MailStanding.WORKS, "failed": MailStanding.FAILED, "cancelled": MailStanding.UNTRIED}
    return ends.get(tried.state, MailStanding.ON_ITS_WAY)


def is_local(base_url: str) -> bool:
    """Say whether an address leads to the very machine of whoever reads it."""
    host = base_url.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
    return host in {"localhost", "[::1]", "0.0.0.0"} or host.startswith("127.")  # noqa: S104  (compared, not bound)


def steps_of(found: FirstDay, base_url: str) -> dict[FirstStep, bool]:
    """Return every step of the first day, and whether it is done."""
    return {
        FirstStep.ORGANISATION: found.named,
        FirstStep.CONTACT: found.contact,
        FirstStep.ADDRESS: not is_local(base_url),
        FirstStep.MAIL: found.links_by_hand or found.mail is MailStanding.WORKS,
        FirstStep.BANK: found.bank,
        FirstStep.HR: found.hr > 0,
        FirstStep.REVIEWERS: found.reviewers >= FEWEST_REVIEWERS,
        FirstStep.HIRING_MANAGER: found.hiring_managers > 0,
        FirstStep.IMPACT: found.assessed,
        FirstStep.BACKUP: found.backed_up_at is not None,
    }


class OpeningObstacle(StrEnum):
    """Why no opening of an installation can be opened yet."""

    UNNAMED = "unnamed"
    UNTRIED_MAIL = "untried_mail"
    UNASSESSED = "unassessed"


OBSTACLE_SENTENCES = {
    OpeningObstacle.UNNAMED: N_(
        "The organisation has not been named: candidates would be invited by the one that this product "
        "was delivered with. An administrator names it."
    ),
    OpeningObstacle.UNTRIED_MAIL: N_(
        "No e-mail has shown yet that invitations arrive. Send one to yourself; or an administrator "
        "confirms that links are sent by hand."
    ),
    OpeningObstacle.UNASSESSED: N_(
        "The impact assessment has not been signed: the law requires it before people are evaluated and "
        "scored. HR or an administrator reads and signs it."
    ),
}


def obstacles(
    *, named: bool, mail: MailStanding, links_by_hand: bool, assessed: bool
) -> tuple[OpeningObstacle, ...]:
    """Return what keeps every opening from opening."""
    found = []
    if not named:
        found.append(OpeningObstacle.UNNAMED)
    if not links_by_hand and mail is not MailStanding.WORKS:
        found.append(OpeningObstacle.UNTRIED_MAIL)
    if not assessed:
        found.append(OpeningObstacle.UNASSESSED)
    return tuple(found)
