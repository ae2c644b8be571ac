"""Send one mail of the outbox, and note on its row what became of it."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Connection, bindparam, exists, select, update
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.dml import ReturningUpdate

from hiring import clock
from hiring.jobs.kinds import GiveUp, TryLater, job
from hiring.mail.actions import SEND_MAIL
from hiring.mail.breaker import Breaker
from hiring.mail.delivery import OPEN, NotDelivered, deliver
from hiring.mail.letters import UnusableAddress, as_email, write
from hiring.mail.models import FINAL, Message, MessageState
from hiring.mail.rules import Trouble, is_hopeless, trouble_text, wait_when_unsure
from hiring.settings import current_settings

#: How soon a mail looks again whether the one before it is gone.
_NEXT_LOOK = timedelta(seconds=5)
_breaker = Breaker()


def _deliver(session: Session, message: Message | None, *, message_id: int) -> bool:
    """Send the mail unless that is settled; return whether it went out just now.

    Raises TryLater while an older mail to the same person is on its way: they arrive in order.
    """
    if message is None:
        if session.scalar(_STATE, {"message": message_id}) in FINAL:
            return False
        raise TryLater(trouble_text(Trouble.EARLIER_FIRST), after=_NEXT_LOOK)
    settings = current_settings()
    try:
        email = as_email(settings, message, write(current_app, message, show_link=True))
        deliver(settings, email, file_name=f"{message.id:06d}-{message.template}.eml")
    except UnusableAddress as error:
        raise GiveUp(trouble_text(Trouble.BAD_ADDRESS, str(error))) from error
    except NotDelivered as error:
        raise _what_follows(error, message, settings.mail_url) from error
    _breaker.note_answer(settings.mail_url)
    return True


def _claim(connection: Connection, *, message_id: int) -> Message | None:
    """Note that the mail is being sent, and return a copy of its row; None where it is not its turn.

    The server may take its time, so nothing is held while it is spoken with.
    """
    row = connection.execute(_CLAIM, {"message": message_id}).one_or_none()
    return None if row is None else Message(**row._mapping)


def _what_follows(error: NotDelivered, message: Message, host: str) -> GiveUp | TryLater:
    pause = _breaker.note_time_out(host) if error.timed_out else None
    if not error.timed_out:
        _breaker.note_answer(host)
    hopeless = is_hopeless(message.created_at, message.attempts, clock.now(), unsure=error.unsure)
    if error.for_good or hopeless:
        return GiveUp(error.reason)
    after = wait_when_unsure(message.attempts) if error.unsure else None
    return TryLater(error.reason, after=after, pause=pause)


def hang_up() -> None:
    """Keep no connection to the mail server while there is nothing to send."""
    OPEN.close()


def _note_retry(session: Session, reason: str, next_try: datetime, *, message_id: int) -> None:
    _note(session, message_id, MessageState.RETRYING, trouble=reason, next_try=next_try)


def _note_failure(session: Session, reason: str, *, message_id: int) -> None:
    _note(session, message_id, MessageState.FAILED, trouble=reason)


@job(SEND_MAIL, first=_deliver, ahead=_claim, put_off=_note_retry, given_up=_note_failure)
def note_sent(session: Session, went_out: bool, *, message_id: int) -> None:
    """Note that the mail is gone."""
    if went_out:
        _note(session, message_id, MessageState.SENT, sent=clock.now())


def _note(
    session: Session,
    message_id: int,
    state: MessageState,
    *,
    trouble: str | None = None,
    next_try: datetime | None = None,
    sent: datetime | None = None,
) -> None:
    """Write on the mail's row, unless its story has ended."""
    values = {"message": message_id, "now": state, "trouble": trouble, "next_try": next_try, "sent": sent}
    session.connection().execute(_NOTE, values)


def _claiming() -> ReturningUpdate[Any]:
    """Return the statement that takes a mail whose turn it is."""
    earlier = aliased(Message)
    waits = exists().where(
        earlier.to_email == Message.to_email,
        earlier.id < Message.id,
        earlier.state.in_({MessageState.QUEUED, MessageState.SENDING, MessageState.RETRYING}),
    )
    return (
        update(Message)
        .where(Message.id == bindparam("message"), Message.state.not_in(FINAL), ~waits)
        .values(state=MessageState.SENDING, attempts=Message.attempts + 1)
        .returning(*Message.__table__.c)
    )


# Put together once: building them anew for each mail would cost more than running them.
_CLAIM = _claiming()
_STATE = select(Message.state).where(Message.id == bindparam("message"))
_NOTE = (
    update(Message)
    .where(Message.id == bindparam("message"), Message.state.not_in(FINAL))
    .values(
        state=bindparam("now"),
        last_error=bindparam("trouble"),
        next_try_at=bindparam("next_try"),
        sent_at=bindparam("sent"),
    )
)
