"""Send one mail of the outbox, and note on its row what became of it."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.jobs.lanes import MAIL
from hiring.jobs.registry import GiveUp, TryLater, job, when_resting
from hiring.mail.breaker import Breaker
from hiring.mail.delivery import OPEN, NotDelivered, deliver
from hiring.mail.letters import UnusableAddress, as_email, write
from hiring.mail.models import FINAL, Message, MessageState
from hiring.mail.rules import Trouble, is_hopeless, trouble_text, wait_when_unsure
from hiring.settings import Settings
from hiring.store import begin_writing

#: How soon a mail looks again whether the one before it is gone.
_NEXT_LOOK = timedelta(seconds=5)
_breaker = Breaker()


def _deliver(session: Session, *, message_id: int) -> bool:
    """Send the mail unless that is settled; return whether it went out just now."""
    begin_writing()
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    if message.state in FINAL:
        return False
    if _earlier_is_waiting(session, message):
        raise TryLater(trouble_text(Trouble.EARLIER_FIRST), after=_NEXT_LOOK)
    message.state, message.attempts = MessageState.SENDING, message.attempts + 1
    session.commit()  # the server may take its time: nobody must wait for this transaction
    settings: Settings = current_app.extensions["settings"]
    try:
        email = as_email(settings, message, write(current_app, message, show_link=True))
        deliver(settings, email, file_name=f"{message.id:06d}-{message.template}.eml")
    except UnusableAddress as error:
        raise GiveUp(trouble_text(Trouble.BAD_ADDRESS, str(error))) from error
    except NotDelivered as error:
        raise _what_follows(error, message, settings.mail_url) from error
    _breaker.note_answer(settings.mail_url)
    return True


def _what_follows(error: NotDelivered, message: Message, host: str) -> GiveUp | TryLater:
    pause = _breaker.note_time_out(host) if error.timed_out else None
    if not error.timed_out:
        _breaker.note_answer(host)
    hopeless = is_hopeless(message.created_at, message.attempts, clock.now(), unsure=error.unsure)
    if error.for_good or hopeless:
        return GiveUp(error.reason)
    after = wait_when_unsure(message.attempts) if error.unsure else None
    return TryLater(error.reason, after=after, pause=pause)


@when_resting(MAIL)
def hang_up() -> None:
    """Keep no connection to the mail server while there is nothing to send."""
    OPEN.close()


def _earlier_is_waiting(session: Session, message: Message) -> bool:
    """Say whether an older mail to the same person is on its way: they arrive in order."""
    earlier = select(Message.id).where(
        Message.to_email == message.to_email,
        Message.id < message.id,
        Message.state.in_({MessageState.QUEUED, MessageState.SENDING, MessageState.RETRYING}),
    )
    return session.scalar(earlier.limit(1)) is not None


def _note_retry(session: Session, reason: str, next_try: datetime, *, message_id: int) -> None:
    _note(session, message_id, state=MessageState.RETRYING, last_error=reason, next_try_at=next_try)


def _note_failure(session: Session, reason: str, *, message_id: int) -> None:
    _note(session, message_id, state=MessageState.FAILED, last_error=reason, next_try_at=None)


@job("mail.send", lane=MAIL, first=_deliver, put_off=_note_retry, given_up=_note_failure)
def note_sent(session: Session, went_out: bool, *, message_id: int) -> None:
    """Note that the mail is gone."""
    if went_out:
        _note(
            session,
            message_id,
            state=MessageState.SENT,
            sent_at=clock.now(),
            last_error=None,
            next_try_at=None,
        )


def _note(session: Session, message_id: int, **values: object) -> None:
    """Write on the mail's row, unless its story has ended."""
    session.execute(
        update(Message).where(Message.id == message_id, Message.state.not_in(FINAL)).values(**values)
    )
