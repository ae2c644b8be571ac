"""What an installation needs before people can be asked to come, and what of it is there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hiring.i18n import N_

#: Every answer is read by two people who do not know whose it is.
FEWEST_REVIEWERS = 2


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


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What is known of an installation; counts go no further than is asked for."""

    named: bool
    contact: bool
    mail: MailStanding
    links_by_hand: bool
    hr: int
    reviewers: int
    hiring_managers: int
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
    HR = "hr"
    REVIEWERS = "reviewers"
    HIRING_MANAGER = "hiring_manager"
    BACKUP = "backup"


STEP_NAMES = {
    FirstStep.ORGANISATION: N_("The organisation has its name"),
    FirstStep.CONTACT: N_("People who have a question find whom to write to"),
    FirstStep.ADDRESS: N_("Links in e-mails lead to an address that others can reach"),
    FirstStep.MAIL: N_("E-mails reach people"),
    FirstStep.HR: N_("Somebody from HR has an account"),
    FirstStep.REVIEWERS: N_("Two reviewers have an account"),
    FirstStep.HIRING_MANAGER: N_("A hiring manager has an account"),
    FirstStep.BACKUP: N_("A backup has been made"),
}


def mail_standing(*, sends_mail: bool, tried: TrialMail | None) -> MailStanding:
    """Return whether mails reach people, as far as a mail that was sent to try it tells."""
    if not sends_mail:
        return MailStanding.NO_SERVER
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
        FirstStep.HR: found.hr > 0,
        FirstStep.REVIEWERS: found.reviewers >= FEWEST_REVIEWERS,
        FirstStep.HIRING_MANAGER: found.hiring_managers > 0,
        FirstStep.BACKUP: found.backed_up_at is not None,
    }


class OpeningObstacle(StrEnum):
    """Why no opening of an installation can be opened yet."""

    UNNAMED = "unnamed"
    UNTRIED_MAIL = "untried_mail"


OBSTACLE_SENTENCES = {
    OpeningObstacle.UNNAMED: N_(
        "The organisation has not been named: candidates would be invited by the one that this product "
        "was delivered with. An administrator names it."
    ),
    OpeningObstacle.UNTRIED_MAIL: N_(
        "No e-mail has shown yet that invitations arrive. Send one to yourself; or an administrator "
        "confirms that links are sent by hand."
    ),
}


def obstacles(*, named: bool, mail: MailStanding, links_by_hand: bool) -> tuple[OpeningObstacle, ...]:
    """Return what keeps every opening from opening."""
    found = []
    if not named:
        found.append(OpeningObstacle.UNNAMED)
    if not links_by_hand and mail is not MailStanding.WORKS:
        found.append(OpeningObstacle.UNTRIED_MAIL)
    return tuple(found)
