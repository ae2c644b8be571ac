"""Open and end the sessions of everybody who comes in."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts import events, queries
from hiring.accounts.mails import NEW_SIGN_IN
from hiring.accounts.models import KnownBrowser, User, UserSession
from hiring.accounts.rules import Actor, Audience, Role
from hiring.accounts.tokens import new_token, token_hash
from hiring.audit.actions import STRANGER, note_refusal
from hiring.db.once import insert_once
from hiring.mail.actions import Recipient, send

#: How long a session lives, from its start, and without a sign of life.
SESSION_LENGTH = {
    Audience.STAFF: timedelta(hours=12),
    Audience.CANDIDATE: timedelta(days=30),
    Audience.REFEREE: timedelta(days=30),
}
STAFF_IDLE = timedelta(hours=2)
_SEEN_EVERY = timedelta(minutes=5)
_SEEN = (
    update(UserSession.__table__)  # type: ignore[arg-type]  # typed as any selectable
    .where(UserSession.id == bindparam("user_session"))
    .values(seen_at=bindparam("seen"))
)


def sign_in(session: Session, email: str, proven: str | None, *, browser: str) -> str | None:
    """Return the token of a new session, or None where nobody may come in.

    `proven` is the hash that the password was found to match, before this transaction
    began: it must still be the one of that account. `browser` is a secret of the browser: where it is
    not known for this account, its owner is told by mail.
    """
    user = queries.user_by_email(session, email)
    if user is None or not user.active or proven is None or user.password_hash != proven:
        if user is None:
            note_refusal(session, events.UnknownSignInRefused())
        else:
            audit.record(session, events.SignInRefused(user.id, user.name), by=STRANGER)
        return None
    token = open_user_session(session, Audience.STAFF, user.id)
    audit.record(session, events.SignedIn(user.id, user.name), by=_staff(user))
    _note_browser(session, user, token_hash(browser))
    return token


def _note_browser(session: Session, user: User, browser_hash: str) -> None:
    """Remember the browser; tell its owner of a new one, unless it is their very first."""
    known, now = queries.browser_of(session, user.id, browser_hash), clock.now()
    if known is not None:
        known.seen_at = now
        return
    if queries.has_signed_in_before(session, user.id):
        key = f"new_sign_in:{user.id}:{browser_hash}"
        send(session, NEW_SIGN_IN, Recipient(user.name, user.email, user.locale), key=key, at=now)
    row = {"user_id": user.id, "browser_hash": browser_hash, "seen_at": now}
    session.execute(insert_once(session, KnownBrowser, "user_id", "browser_hash").values(row))


def open_user_session(session: Session, audience: Audience, subject_id: int) -> str:
    """Open a session for one browser and return its token, of which only the hash is kept."""
    token = new_token()
    user_session = UserSession(
        token_hash=token_hash(token),
        audience=audience,
        subject_id=subject_id,
        expires_at=clock.now() + SESSION_LENGTH[audience],
    )
    session.add(user_session)
    session.flush()
    return token


def must_be_noted(seen_at: datetime) -> bool:
    """Say whether a session's last sign of life is long enough ago to be written down anew."""
    return clock.now() - seen_at > _SEEN_EVERY


def note_seen(connection: Session | Connection, user_session_id: int) -> None:
    """Write down that a session is alive."""
    connection.execute(_SEEN, {"user_session": user_session_id, "seen": clock.now()})


def end_user_session(session: Session, user_session: UserSession) -> None:
    user_session.ended_at = user_session.ended_at or clock.now()
    if user_session.audience == Audience.STAFF:
        user = queries.user_by_id(session, user_session.subject_id)
        if user is not None:
            audit.record(session, events.SignedOut(user.id, user.name), by=_staff(user))
    session.flush()


def end_user_sessions(session: Session, audience: Audience, *subject_ids: int) -> int:
    """End every open session of these people at one door, in whatever browser; return how many there were."""
    ended = 0
    for start in range(0, len(subject_ids), 500):
        some = subject_ids[start : start + 500]
        ended += len(
            session.scalars(
                update(UserSession)
                .where(
                    UserSession.audience == audience,
                    UserSession.subject_id.in_(some),
                    UserSession.ended_at.is_(None),
                )
                .values(ended_at=clock.now())
                .returning(UserSession.id)
            ).all()
        )
    session.flush()
    return ended


def end_all_user_sessions(session: Session) -> None:
    """End every open session of everybody: what a restored database believes of them is old."""
    session.execute(update(UserSession).where(UserSession.ended_at.is_(None)).values(ended_at=clock.now()))


def _staff(user: User) -> Actor:
    return Actor(Audience.STAFF, user.id, user.name, user.locale, frozenset(Role(r.role) for r in user.roles))
