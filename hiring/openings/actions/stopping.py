"""The data of a candidate are no longer used, as the candidate wants: nothing is erased by that."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.audit.erasing import require_unerased
from hiring.mail.actions import take_back
from hiring.mail.models import Message
from hiring.openings import events
from hiring.openings.models import Application
from hiring.openings.rules import NOT_BEGUN, Stage


def stop_use(session: Session, application: Application, *, by: Doer) -> None:
    """Have the data be used no more from now on, whatever stage the application has reached.

    Nothing more is stored or scored, mails that wait are taken back. The candidate stays signed in: to read
    what became of it, and to take it back. Stopping twice is stopping once. Raises PersonErased.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    require_unerased(session, application.id)
    if application.stage == Stage.STOPPED:
        return
    application.stopped_from, application.stage, application.stage_at = (
        application.stage,
        Stage.STOPPED,
        clock.now(),
    )
    application.awaits_letter = False
    session.flush()
    take_back(session, Message.application_id == application.id)
    audit.record(session, events.UseStopped(application.opening_id, application.id), by=by)


def resume_use(session: Session, application: Application, *, by: Doer) -> None:
    """Have the application go on where it stood, as its candidate wants; one that runs stays as it is.

    Who had not begun when the opening closed meanwhile has expired. Needs `opening` and `allowance` loaded.
    Raises PersonErased.
    """
    session.refresh(application, ["stage", "stopped_from"], with_for_update={"key_share": True})
    require_unerased(session, application.id)
    if application.stage != Stage.STOPPED or application.stopped_from is None:
        return
    stage, now = Stage(application.stopped_from), clock.now()
    if stage in NOT_BEGUN and not application.may_begin_at(now):
        stage = Stage.EXPIRED
    application.stage, application.stage_at, application.stopped_from = stage, now, None
    session.flush()
    audit.record(session, events.UseResumed(application.opening_id, application.id), by=by)
