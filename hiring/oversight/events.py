"""What can happen to the installation as a whole."""

from hiring.audit.events import event
from hiring.i18n import N_
from hiring.jobs.kinds import titles


@event(
    "installation.backup_restored",
    N_("A backup of %(taken_at)s was restored; everybody was signed out, and background work is held."),
)
class BackupRestored:
    taken_at: str


@event(
    "installation.work_released",
    N_("Background work was released; %(mails_taken_back)s mails were taken back."),
)
class WorkReleased:
    mails_taken_back: int


@event("job.started_again", N_("%(actor)s had work started again that was given up: %(kind)s."), kind=titles)
class WorkStartedAgain:
    job_id: int
    kind: str
