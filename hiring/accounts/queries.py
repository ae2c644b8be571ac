"""Find accounts and live sessions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring import clock
from hiring.accounts.models import KnownBrowser, PasswordLink, User, UserRole, UserSession
from hiring.accounts.rules import Actor, Audience, Role, normalised_email
from hiring.db.keyset import Cursor, Key, Page, read_page, read_text, read_whole
from hiring.mail.models import Message


def user_by_public_id(session: Session, public_id: str) -> User | None:
    return session.scalar(select(User).where(User.public_id == public_id).options(selectinload(User.roles)))


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(
        select(User).where(User.email == normalised_email(email)).options(selectinload(User.roles))
    )


def password_hash_of(session: Session, email: str) -> str | None:
    """Return what a password typed with this address must match; None = nobody may come in by it."""
    known = select(User.password_hash).where(User.email == normalised_email(email), User.active)
    return session.scalar(known) or None


def user_by_id(session: Session, user_id: int) -> User | None:
    return session.scalar(select(User).where(User.id == user_id).options(selectinload(User.roles)))


def actor_of_user(session: Session, user_id: int) -> Actor:
    """Return a member of staff as whoever has asked for work that is done later, without roles."""
    user = session.get_one(User, user_id)
    return Actor(Audience.STAFF, user.id, user.name, user.locale)


def all_users(session: Session) -> list[User]:
    return list(session.scalars(select(User).options(selectinload(User.roles)).order_by(User.name, User.id)))


def active_administrators(session: Session) -> list[User]:
    """Return the administrators who may sign in, in the order in which they were added."""
    admins = select(UserRole.user_id).where(UserRole.role == Role.ADMIN)
    return list(session.scalars(select(User).where(User.active, User.id.in_(admins)).order_by(User.id)))


#: Members of staff on one page of the list.
_ON_A_PAGE = 50


def users_page(session: Session, search: str, cursor: Cursor) -> Page[User]:
    """Return one page of the staff by name; `search` is part of a name or an address."""
    total = session.scalars(_found(select(func.count(User.id)), search)).one()
    keys = [Key(User.name, read_text), Key(User.id, read_whole)]
    wanted = _found(select(User), search).options(selectinload(User.roles))
    page = read_page(session, wanted, keys, cursor, size=_ON_A_PAGE, total=total)
    return page.of([row[0] for row in page.rows])


def _found(statement: Select[*tuple[Any, ...]], search: str) -> Select[*tuple[Any, ...]]:
    if not search:
        return statement
    matches = (text.icontains(search, autoescape=True) for text in (User.name, User.email))
    return statement.where(or_(*matches))


def users_with_role(session: Session, role: Role) -> list[User]:
    """Return the active members of staff who hold `role`, by name."""
    return list(
        session.scalars(
            select(User)
            .join(UserRole, UserRole.user_id == User.id)
            .where(UserRole.role == role, User.active)
            .options(selectinload(User.roles))
            .order_by(User.name, User.id)
        )
    )


def staff_with_role(session: Session, role: Role, *, search: str, most: int) -> list[User]:
    """Return `most` active members of staff with `role` at most, by name; `search` as in `users_page`."""
    wanted = _found(select(User), search).where(*_active_with(role))
    return list(session.scalars(wanted.order_by(User.name, User.id).limit(most)))


def staff_among(session: Session, role: Role, ids: Sequence[int]) -> list[User]:
    """Return those of a few accounts that are active and hold `role`."""
    return list(session.scalars(select(User).where(User.id.in_(ids), *_active_with(role))))


def _active_with(role: Role) -> tuple[ColumnElement[bool], ...]:
    holds = exists().where(UserRole.user_id == User.id, UserRole.role == role)
    return (User.active.is_(True), holds)


def lock_account_and_administrators(session: Session, user_id: int) -> None:
    """Hold one account and every administrator's until the transaction ends.

    In one statement and always in the same order: two administrators who dismiss each
    other would otherwise wait for each other for ever.
    """
    administrators = select(UserRole.user_id).where(UserRole.role == Role.ADMIN)
    session.execute(
        select(User.id)
        .where(or_(User.id == user_id, User.id.in_(administrators)))
        .order_by(User.id)
        .with_for_update(key_share=True)
    )


def lock_account(session: Session, user_id: int) -> None:
    """Hold one account until the transaction ends."""
    session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def password_link_by_hash(session: Session, token_hash: str, *, lock: bool = False) -> PasswordLink | None:
    """Return the link with this secret, and whose it is; `lock` holds both until the transaction ends."""
    wanted = select(PasswordLink).where(PasswordLink.token_hash == token_hash)
    if lock:
        wanted = wanted.with_for_update(key_share=True)
    owner = joinedload(PasswordLink.user, innerjoin=True)
    return session.scalar(wanted.options(owner).execution_options(populate_existing=lock))


def password_links_since(session: Session, user_id: int, since: datetime) -> int:
    """Return how many links to set a password were made for somebody lately."""
    return session.scalars(
        select(func.count(PasswordLink.id)).where(
            PasswordLink.user_id == user_id, PasswordLink.created_at > since
        )
    ).one()


def last_password_link(session: Session, user_id: int) -> int:
    """Return the number of the newest link made for somebody; 0 = there was none."""
    newest = select(func.max(PasswordLink.generation)).where(PasswordLink.user_id == user_id)
    return session.scalar(newest) or 0


def password_mail_of(session: Session, user: User) -> Message | None:
    """Return the newest mail by which somebody was to set their password."""
    generation = last_password_link(session, user.id)
    return session.scalar(select(Message).where(Message.key == password_mail_key(user.id, generation)))


def password_mail_key(user_id: int, generation: int) -> str:
    """Return the key under which the outbox knows such a mail."""
    return f"password:{user_id}:{generation}"


def browser_of(session: Session, user_id: int, browser_hash: str) -> KnownBrowser | None:
    """Return what is kept of a browser in which somebody has signed in before."""
    return session.scalar(
        select(KnownBrowser).where(KnownBrowser.user_id == user_id, KnownBrowser.browser_hash == browser_hash)
    )


def has_signed_in_before(session: Session, user_id: int) -> bool:
    """Say whether any browser of somebody is known."""
    return session.scalar(select(KnownBrowser.id).where(KnownBrowser.user_id == user_id).limit(1)) is not None


def names_of_users(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(User.id, User.name).where(User.id.in_(set(ids))))
    return {row.id: row.name for row in rows}


def browsers_inside(session: Session, audience: Audience, subject_id: int) -> int:
    """Return in how many browsers somebody is signed in."""
    return session.scalars(
        select(func.count(UserSession.id)).where(
            UserSession.audience == audience,
            UserSession.subject_id == subject_id,
            UserSession.ended_at.is_(None),
            UserSession.expires_at > clock.now(),
        )
    ).one()


class LiveUserSession(NamedTuple):
    """A session that lives: columns, not an entity, as every page begins with it."""

    id: int
    audience: Audience
    subject_id: int
    seen_at: datetime
    staff: Actor | None
    """Whose it is, where that is an active member of staff."""


def live_user_session(session: Session, token_hash: str) -> LiveUserSession | None:
    """Return the session with this token's hash while it has neither ended nor expired."""
    asked = {"token_hash": token_hash, "now": clock.now()}
    rows = session.connection().execute(_LIVE, asked).all()
    if not rows:
        return None
    first = rows[0]
    staff = None
    if first.name is not None:
        roles = frozenset(Role(row.role) for row in rows if row.role is not None)
        staff = Actor(Audience.STAFF, first.subject_id, first.name, first.locale, roles)
    return LiveUserSession(first.id, Audience(first.audience), first.subject_id, first.seen_at, staff)


def lives(token_hash: Any, now: Any) -> tuple[ColumnElement[bool], ...]:
    """Return what makes a session a live one; both arguments may be bound later."""
    return UserSession.token_hash == token_hash, UserSession.ended_at.is_(None), UserSession.expires_at > now


#: Every page begins with this: put together once, as to build it anew takes longer than to ask it.
_LIVE = (
    select(
        UserSession.id,
        UserSession.audience,
        UserSession.subject_id,
        UserSession.seen_at,
        User.name,
        User.locale,
        UserRole.role,
    )
    .outerjoin(
        User,
        and_(UserSession.audience == Audience.STAFF.value, User.id == UserSession.subject_id, User.active),
    )
    .outerjoin(UserRole, UserRole.user_id == User.id)
    .where(*lives(bindparam("token_hash"), bindparam("now")))
)
