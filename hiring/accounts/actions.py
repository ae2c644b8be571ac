"""Add staff, change what they may do, open and end sessions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, update
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts import events, queries
from hiring.accounts.models import User, UserRole, UserSession
from hiring.accounts.rules import Actor, Audience, Role, normalised_email
from hiring.accounts.tokens import new_token, token_hash
from hiring.audit.actions import STRANGER, Doer, note_refusal
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_

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


class AddressTaken(HiringError):
    """Another account has this address."""

    sentence = N_("There is already an account with this address.")


class LastAdministrator(HiringError):
    """Without an administrator nobody could add one."""

    sentence = N_("At least one active administrator must remain.")


def add_user(
    session: Session,
    *,
    email: str,
    name: str,
    password_hash: str,
    roles: Iterable[Role],
    by: Doer,
    locale: str = "id",
) -> User:
    """Add a member of staff. Raises AddressTaken."""
    if queries.user_by_email(session, email) is not None:
        raise AddressTaken
    chosen = sorted(set(roles))
    user = User(
        email=normalised_email(email),
        name=name.strip(),
        password_hash=password_hash,
        locale=locale,
        roles=[UserRole(role=role) for role in chosen],
    )
    session.add(user)
    session.flush()
    audit.record(session, events.UserAdded(user.id, user.name, [str(role) for role in chosen]), by=by)
    return user


def standing_mark(user: User) -> str:
    """Return the mark of what an administrator sets about `user`; needs `roles` loaded."""
    return mark_of([sorted(role.role for role in user.roles), user.active])


def change_standing(
    session: Session, user: User, roles: Iterable[Role], *, active: bool, seen: str | None = None, by: Doer
) -> bool:
    """Give `user` exactly these roles and let them sign in or not; return whether that was a change.

    `seen` is the mark of what the sender's page showed; None = whatever there is. Raises StalePage when
    a change would undo what somebody else has saved since, and LastAdministrator.
    """
    queries.lock_account_and_administrators(session, user.id)
    session.refresh(user, ["active"])
    session.refresh(user, ["roles"])
    chosen = sorted(set(roles))
    if chosen == sorted(role.role for role in user.roles) and active == user.active:
        return False
    if seen is not None and seen != standing_mark(user):
        raise StalePage
    change_roles(session, user, chosen, by=by)
    allow_sign_in(session, user, active, by=by)
    return True


def change_roles(session: Session, user: User, roles: Iterable[Role], *, by: Doer) -> None:
    """Give `user` exactly these roles; where that is a change their open sessions end at once."""
    chosen = sorted(set(roles))
    if chosen == sorted(role.role for role in user.roles):
        return
    if Role.ADMIN not in chosen:
        _require_other_administrator(session, user)
    session.execute(delete(UserRole).where(UserRole.user_id == user.id))
    session.add_all(UserRole(user_id=user.id, role=role) for role in chosen)
    session.flush()
    session.refresh(user, ["roles"])
    end_user_sessions(session, Audience.STAFF, user.id)
    audit.record(session, events.RolesChanged(user.id, user.name, [str(role) for role in chosen]), by=by)


def allow_sign_in(session: Session, user: User, allowed: bool, *, by: Doer) -> None:
    """Let `user` sign in, or not any more: then every open session ends."""
    if user.active == allowed:
        return
    if not allowed:
        _require_other_administrator(session, user)
        end_user_sessions(session, Audience.STAFF, user.id)
    user.active = allowed
    deed = events.SignInAllowed if allowed else events.SignInStopped
    audit.record(session, deed(user.id, user.name), by=by)


def change_password(session: Session, user: User, password_hash: str, *, by: Doer) -> None:
    """Set a new password; every open session of `user` ends."""
    user.password_hash = password_hash
    end_user_sessions(session, Audience.STAFF, user.id)
    audit.record(session, events.PasswordChanged(user.id, user.name), by=by)


def sign_in(session: Session, email: str, proven: str | None) -> str | None:
    """Return the token of a new session, or None where nobody may come in.

    `proven` is the hash that the password was found to match, before this transaction
    began: it must still be the one of that account.
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
    return token


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


def choose_locale(session: Session, user_id: int, locale: str) -> None:
    session.execute(update(User).where(User.id == user_id).values(locale=locale))


def _staff(user: User) -> Actor:
    return Actor(Audience.STAFF, user.id, user.name, user.locale, frozenset(Role(r.role) for r in user.roles))


def _require_other_administrator(session: Session, user: User) -> None:
    queries.lock_account_and_administrators(session, user.id)
    others = [u for u in queries.users_with_role(session, Role.ADMIN) if u.id != user.id]
    if not others and any(r.role == Role.ADMIN for r in user.roles):
        raise LastAdministrator
