"""Send one mail of the outbox, and note on its row what became of it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Connection, Row, bindparam, exists, literal_column, or_, select, update
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.dml import ReturningUpdate

from hiring import clock
from hiring.db import UtcDateTime
from hiring.jobs.kinds import GiveUp, TryLater, job
from hiring.mail.actions import SEND_MAIL
from hiring.mail.breaker import Breaker
from hiring.mail.delivery import OPEN, NotDelivered, deliver
from hiring.mail.headers import UnusableAddress
from hiring.mail.letters import addressed, write
from hiring.mail.models import FINAL, Message, MessageState
from hiring.mail.rules import Trouble, is_hopeless, trouble_text, wait_when_unsure
from hiring.settings import current_settings

#: How soon a mail looks again whether the one before it is gone.
_NEXT_LOOK = timedelta(seconds=5)
_breaker = Breaker()


def _deliver(claimed: Row[Any] | MessageState | None, *, message_id: int) -> bool | None:
    """Send the mail; return whether a mail server took it on, or None where its story had ended before.

    Raises TryLater while an older mail to the same person is on its way: they arrive in order.
    """
    if not isinstance(claimed, Row):
        if claimed is None or claimed in FINAL:
            return None
        raise TryLater(trouble_text(Trouble.EARLIER_FIRST), after=_NEXT_LOOK)
    settings = current_settings()
    try:
        email = addressed(settings, claimed, write(current_app, claimed, show_link=True))
        deliver(settings, email, file_name=f"{message_id:06d}-{claimed.template}.eml")
    except UnusableAddress as error:
        raise GiveUp(trouble_text(Trouble.BAD_ADDRESS, str(error))) from error
    except NotDelivered as error:
        raise _what_follows(error, claimed, settings.mail_url) from error
    _breaker.note_answer(settings.mail_url)
    return settings.sends_mail


def _claim(connection: Connection, *, message_id: int) -> Row[Any] | MessageState | None:
    """Note that the mail is being sent, and return what it is made of; its state where it is not its turn.

    None where the mail is gone altogether.

    The server may take its time, so nothing is held while it is spoken with.
    """
    row = connection.execute(_CLAIM, {"message": message_id, "now": clock.now()}).one_or_none()
    if row is not None:
        return row
    state = connection.scalar(_STATE, {"message": message_id})
    return None if state is None else MessageState(state)


def _what_follows(error: NotDelivered, claimed: Row[Any], host: str) -> GiveUp | TryLater:
    pause = _breaker.note_time_out(host) if error.timed_out else None
    if not error.timed_out:
        _breaker.note_answer(host)
    since = claimed.not_before or claimed.created_at
    hopeless = is_hopeless(since, claimed.attempts, clock.now(), unsure=error.unsure)
    if error.for_good or hopeless:
        return GiveUp(error.reason)
    after = wait_when_unsure(claimed.attempts) if error.unsure else None
    return TryLater(error.reason, after=after, pause=pause)


def hang_up() -> None:
    """Keep no connection to the mail server while there is nothing to send."""
    OPEN.close()


def _note_retry(session: Session, reason: str, next_try: datetime, *, message_id: int) -> None:
    _note(session.connection(), message_id, MessageState.RETRYING, trouble=reason, next_try=next_try)


def _note_failure(session: Session, reason: str, *, message_id: int) -> None:
    _note(session.connection(), message_id, MessageState.FAILED, trouble=reason)


@job(SEND_MAIL, first=_deliver, ahead=_claim, put_off=_note_retry, given_up=_note_failure, light=True)
def note_sent(connection: Connection, by_server: bool | None, *, message_id: int) -> None:
    """Note that the mail is gone, and whether a mail server took it on."""
    if by_server is not None:
        _note(connection, message_id, MessageState.SENT, sent=clock.now(), by_server=by_server)


def _note(
    connection: Connection,
    message_id: int,
    state: MessageState,
    *,
    trouble: str | None = None,
    next_try: datetime | None = None,
    sent: datetime | None = None,
    by_server: bool | None = None,
) -> None:
    """Write on the mail's row, unless its story has ended."""
    values = {
        "message": message_id,
        "now": state,
        "trouble": trouble,
        "next_try": next_try,
        "sent": sent,
        "by_server": by_server,
    }
    connection.execute(_NOTE, values)


_NEEDED = (
    Message.public_id,
    Message.template,
    Message.values,
    Message.link,
    Message.words,
    Message.to_name,
    Message.to_email,
    Message.locale,
    Message.attempts,
    Message.created_at,
    Message.not_before,
)


def _literal(states: Collection[MessageState]) -> list[ColumnElement[str]]:
    """Return the states as they stand in a statement: parameters would be written into it for each mail."""
    return [literal_column(f"'{state}'") for state in sorted(states)]


def _claiming() -> ReturningUpdate[Any]:
    """Return the statement that takes a mail whose turn it is."""
    earlier = aliased(Message)
    waits = exists().where(
        earlier.to_email == Message.to_email,
        earlier.id < Message.id,
        earlier.state.in_(_literal({MessageState.QUEUED, MessageState.SENDING, MessageState.RETRYING})),
        or_(earlier.not_before.is_(None), earlier.not_before <= bindparam("now", type_=UtcDateTime)),
    )
    return (
        update(Message)
        .where(Message.id == bindparam("message"), Message.state.not_in(_literal(FINAL)), ~waits)
        .values(state=MessageState.SENDING, attempts=Message.attempts + 1)
        .returning(*_NEEDED)
    )


# Put together once: building them anew for each mail would cost more than running them.
_CLAIM = _claiming()
_STATE = select(Message.state).where(Message.id == bindparam("message"))
_NOTE = (
    update(Message)
    .where(Message.id == bindparam("message"), Message.state.not_in(_literal(FINAL)))
    .values(
        state=bindparam("now"),
        last_error=bindparam("trouble"),
        next_try_at=bindparam("next_try"),
        sent_at=bindparam("sent"),
        by_server=bindparam("by_server"),
    )
)
