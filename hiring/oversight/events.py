"""What can happen to the installation as a whole."""

from hiring.audit.events import Personal, Words, event
from hiring.i18n import N_
from hiring.jobs.kinds import titles
from hiring.lawful_wording import GROUND_NAMES
from hiring.mail.kinds import MAIL_KINDS


@event(
    "installation.backup_restored",
    N_("A backup of %(taken_at)s was restored; everybody was signed out, and background work is held."),
)
class BackupRestored:
    taken_at: str


@event(
    "installation.work_released",
    N_("Background work was released; %(mails_taken_back)s e-mails were taken back."),
)
class WorkReleased:
    mails_taken_back: int


@event("job.started_again", N_("%(actor)s restarted work that was given up: %(kind)s."), kind=titles)
class WorkStartedAgain:
    job_id: int
    kind: str


def _mail_titles() -> Words:
    return {kind.name: kind.title for kind in MAIL_KINDS.here()}


@event(
    "mail.text_changed",
    N_("%(actor)s changed the text of an e-mail: %(mail)s (%(locale)s)."),
    mail=_mail_titles,
)
class MailTextChanged:
    mail: str
    locale: str


@event(
    "mail.words_kept",
    N_(
        "%(actor)s kept words in an e-mail (%(mail)s, %(locale)s) that may ask for the following: "
        "%(grounds)s. Because: %(reason)s"
    ),
    mail=_mail_titles,
    grounds=GROUND_NAMES,
)
class MailWordsKept:
    mail: str
    locale: str
    grounds: list[str]
    reason: Personal


@event(
    "mail.text_shipped",
    N_("%(actor)s went back to the default text of an e-mail: %(mail)s (%(locale)s)."),
    mail=_mail_titles,
)
class MailTextShipped:
    mail: str
    locale: str
