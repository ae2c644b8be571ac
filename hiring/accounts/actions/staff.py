"""Add staff, change what they may do and how they sign in."""

from collections.abc import Iterable

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts import events, queries
from hiring.accounts.actions.sessions import end_user_sessions
from hiring.accounts.models import PasswordLink, User, UserRole
from hiring.accounts.rules import Audience, Role, normalised_email
from hiring.audit.actions import Doer
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.persons import Correction


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
    """Add a member of staff; an empty `password_hash` lets nobody in. Raises AddressTaken."""
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


def person_mark(user: User) -> str:
    """Return the mark of name and address: what the page that corrects them shows."""
    return mark_of([user.name, user.email])


def correct_user(
    session: Session, user: User, name: str, email: str, *, seen: str | None = None, by: Doer
) -> Correction:
    """Have a member of staff be called so and be written to there; return what came of it.

    With another address every session ends, and no link to set a password works any more: they went to
    the former one. Raises AddressTaken, and StalePage (see `change_standing`).
    """
    session.refresh(user, ["name", "email"], with_for_update={"key_share": True})
    former, email = (user.name, user.email), normalised_email(email)
    if (name, email) == former:
        return Correction.UNCHANGED
    if seen is not None and seen != person_mark(user):
        raise StalePage
    moved = email != user.email
    if moved and queries.user_by_email(session, email) is not None:
        raise AddressTaken
    user.name, user.email = name, email
    if moved:
        _use_up_links(session, user)
        end_user_sessions(session, Audience.STAFF, user.id)
    session.flush()
    audit.record(session, events.UserCorrected(user.id, user.name, *former), by=by)
    return Correction.MOVED if moved else Correction.DONE


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
    """Set a new password; every open session of `user` ends, and every link to set one is used up."""
    user.password_hash = password_hash
    _use_up_links(session, user)
    end_user_sessions(session, Audience.STAFF, user.id)
    audit.record(session, events.PasswordChanged(user.id, user.name), by=by)


def _use_up_links(session: Session, user: User) -> None:
    waiting = update(PasswordLink).where(PasswordLink.user_id == user.id, PasswordLink.used_at.is_(None))
    session.execute(waiting.values(used_at=clock.now()))


def choose_locale(session: Session, user_id: int, locale: str) -> None:
    session.execute(update(User).where(User.id == user_id).values(locale=locale))


def _require_other_administrator(session: Session, user: User) -> None:
    queries.lock_account_and_administrators(session, user.id)
    others = [u for u in queries.users_with_role(session, Role.ADMIN) if u.id != user.id]
    if not others and any(r.role == Role.ADMIN for r in user.roles):
        raise LastAdministrator


def choose_digest(session: Session, user: User, *, wanted: bool, by: Doer) -> None:
    """Have a mail a day tell `user` what waits for them, or not."""
    session.refresh(user, ["wants_digest"], with_for_update={"key_share": True})
    if user.wants_digest == wanted:
        return
    user.wants_digest = wanted
    session.flush()
    audit.record(session, events.DigestChosen(user.id, "on" if wanted else "off"), by=by)
