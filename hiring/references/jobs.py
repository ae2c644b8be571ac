"""What the worker does about references: ask after handing in, remind, let links expire, forget browsers."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.jobs.kinds import GiveUp, job
from hiring.references import actions
from hiring.references.actions.asking import ASK, EXPIRE, REMIND
from hiring.settings import current_settings
from hiring.timekeeping.actions import require_trusted


@job(ASK)
def ask(session: Session, *, application_id: int) -> None:
    """Write to the referees of a candidate who has handed in."""
    settings = current_settings()
    try:
        actions.ask_referees(session, application_id, secret_key=settings.secret_key)
    except actions.NoReferenceForm as error:
        raise GiveUp(error.sentence) from error


@job(REMIND)
def remind(session: Session, *, request_id: int, generation: int, number: int) -> None:
    """Remind a referee who has neither answered nor declined."""
    require_trusted(session)
    actions.remind_when_due(session, request_id, generation=generation, number=number)


@job(EXPIRE)
def expire(session: Session, *, request_id: int, generation: int) -> None:
    """End a request that nobody answered."""
    require_trusted(session)
    actions.expire_when_due(session, request_id, generation=generation)


@job(actions.FORGET_BROWSERS, every=timedelta(days=1))
def forget_browsers(session: Session) -> None:
    """Forget which referees were in a candidate's browser, once that is of no use any more."""
    require_trusted(session)
    actions.forget_browsers(session)
