"""What concerns the installation as a whole.

Go on after an outage: hold what would go out twice or was not due, and let it go when a person says
so. And give work that was given up a fresh start, together with the mail or the report it is for.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, joinedload

from hiring import audit, clock
from hiring.accounts import actions as accounts
from hiring.accounts.rules import SYSTEM, Actor
from hiring.audit.actions import Doer
from hiring.db import installation
from hiring.decisions.actions import note_letters_taken_back
from hiring.errors import StalePage
from hiring.fingerprints import mark_of
from hiring.jobs.actions import run_again as run_job_again
from hiring.jobs.models import Job
from hiring.mail import actions as mail
from hiring.mail import queries as mail_queries
from hiring.mail.kinds import MailKind, ReaderGroup, shipped
from hiring.mail.models import Message
from hiring.mail.placeholders import MailWords
from hiring.openings.actions import WordsUnanswered
from hiring.openings.actions.outage import give_openings_time_back
from hiring.openings.wording import WordingRemark, grounds_of, remarks_in
from hiring.oversight import events
from hiring.reports import actions as reports
from hiring.reports.models import Report
from hiring.sittings.actions.outage import give_time_back
from hiring.timekeeping.actions import confirm_clock


@dataclass(frozen=True, slots=True)
class GivenBack:
    """How many sections and openings got back the time in which the system was away."""

    sections: int
    openings: int


def begin_anew(session: Session, backup_taken_at: datetime) -> GivenBack:
    """Make a restored database safe to serve: all sessions end, no worker takes a job, nobody loses time.

    The clocks of sections and openings are moved by what has passed since the
    backup was taken; `release` moves them once more by the time work was held.
    """
    accounts.end_all_user_sessions(session)
    given = _give_back(session, backup_taken_at)
    installation.hold_work(session, clock.now(), backup_taken_at)
    audit.record(session, events.BackupRestored(backup_taken_at.isoformat(timespec="minutes")), by=SYSTEM)
    return given


def release(session: Session, *, without_mails: bool) -> tuple[GivenBack, int]:
    """Let workers take jobs again; return what was given back, and how many mails were taken back.

    `without_mails` takes back every mail that was written before the backup was
    taken and had not gone out then: most of them did go out afterwards.
    """
    found = installation.held(session)
    if found is None:
        return GivenBack(0, 0), 0
    since, backup_taken_at = found
    given = _give_back(session, since)
    taken_back = mail.take_back_written_before(session, backup_taken_at) if without_mails else 0
    if taken_back:
        note_letters_taken_back(session)
    installation.release_work(session)
    audit.record(session, events.WorkReleased(taken_back), by=SYSTEM)
    return given, taken_back


def _give_back(session: Session, since: datetime) -> GivenBack:
    return GivenBack(give_time_back(session, since), give_openings_time_back(session, since))


def say_clock_is_right(session: Session, *, by: Doer) -> None:
    """Go by the clock on the wall from now on; where it was set forwards, nobody who writes loses time."""
    before = clock.now()
    if confirm_clock(session, by=by) > timedelta(0):
        give_time_back(session, before)


def run_again(session: Session, job: Job, *, by: Doer) -> None:
    """Give work that was given up a fresh start, and whatever it is for another chance.

    A mail or a report that failed has a state of its own: started alone, its job
    would find it final and do nothing. Raises NotFailed where the mail was taken
    back meanwhile.
    """
    if job.kind == mail.SEND_MAIL.name:
        mail.send_again(session, session.get_one(Message, job.payload["message_id"]), by=by)
    elif job.kind == reports.RENDER.name:
        wanted = joinedload(Report.application)
        reports.try_again(session, session.get_one(Report, job.payload["report_id"], options=[wanted]), by=by)
    else:
        run_job_again(session, job)
        audit.record(session, events.WorkStartedAgain(job.id, job.kind), by=by)


def mail_text_mark(session: Session, kind: MailKind, locale: str) -> str:
    """Return the mark of the text of a mail that counts: what the page that changes it shows."""
    return mark_of(mail_queries.own_words(session, kind.name).get(locale))


def change_mail_text(
    session: Session,
    kind: MailKind,
    locale: str,
    words: MailWords | None,
    *,
    seen: str | None,
    kept_because: str = "",
    by: Actor,
) -> None:
    """Have mails that are queued from now on say `words`; None: the default text again.

    `kept_because` says why words stay that may be unlawful. Raises StalePage when somebody else has changed
    the text since the page was shown (`seen` its mark), and WordsUnanswered.
    """
    standing = mail_queries.own_words(session, kind.name).get(locale)
    if standing == (asdict(words) if words else None):
        return
    if seen is not None and seen != mail_text_mark(session, kind, locale):
        raise StalePage
    remarks = mail_remarks(session, kind, locale, words) if words else []
    if remarks and not kept_because:
        raise WordsUnanswered
    mail.write_text(session, kind, locale, words, by_id=by.id)
    if remarks:
        kept = events.MailWordsKept(kind.name, locale, grounds_of(remarks), kept_because)
        audit.record(session, kept, by=by)
    deed = events.MailTextChanged if words else events.MailTextShipped
    audit.record(session, deed(kind.name, locale), by=by)


def mail_remarks(session: Session, kind: MailKind, locale: str, words: MailWords) -> list[WordingRemark]:
    """Return what only `words` would ask of candidates, not the text that stands: nobody is asked twice."""
    if kind.group is not ReaderGroup.CANDIDATES:
        return []
    own = mail_queries.own_words(session, kind.name).get(locale)
    standing = own or asdict(shipped(kind.name, locale))
    known = set(remarks_in(standing.items()))
    return [remark for remark in remarks_in(asdict(words).items()) if remark not in known]
