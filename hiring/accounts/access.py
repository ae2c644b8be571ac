"""The door in front of every page: who is this, and may they."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts import actions, queries
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Actor, Audience, Permission
from hiring.accounts.tokens import token_hash
from hiring.capability import ExtensionPoint
from hiring.db import check_before_writing, current_session, db, writing_unless_busy
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.web.destinations import Destination
from hiring.web.scripts import asked_by_script

#: In the cookie: the names of the permissions that a limited session is good for.
_ONLY = "only"
_SAFE = {"GET", "HEAD", "OPTIONS"}

ActorLoader = Callable[[Session, int], Actor | None]
LocaleChooser = Callable[[Session, int, str], None]


@dataclass(frozen=True, slots=True)
class Entrance:
    """How the people of one audience are known again."""

    audience: Audience
    load: ActorLoader | None
    """From the id that a session keeps to the one who acts; None where sessions are read with their owner."""
    choose_locale: LocaleChooser
    sign_in: str
    """Endpoint of the page where they come in again."""


ENTRANCES: ExtensionPoint[Entrance] = ExtensionPoint("the ways in, one for each audience")
#: What staff see first.
STAFF_HOME = Destination("the first page of staff")


def entrance_of(audience: Audience) -> Entrance:
    """Return the way in of an audience."""
    return next(each for each in ENTRANCES.here() if each.audience is audience)


class SignInNeeded(HiringError):
    """Nobody is signed in, or the session has ended."""

    status = 401
    sentence = N_("Your session has ended. Please sign in again; what you wrote is kept.")


class Visitor(UserMixin):
    """What Flask-Login carries around: one live session and who it belongs to."""

    def __init__(self, token: str, user_session: queries.LiveUserSession, actor: Actor) -> None:
        self.token, self.user_session, self.actor = token, user_session, actor

    def get_id(self) -> str:
        """Return the random session token: not a user id, so that ending the row ends the session."""
        return self.token


def current_actor() -> Actor | None:
    """Return whoever sent this request, or None."""
    return getattr(current_user, "actor", None)


def last_here() -> tuple[Actor, datetime] | None:
    """Return who is signed in in this browser, and when they were last on a page of their own."""
    actor = current_actor()
    return None if actor is None else (actor, current_user.user_session.seen_at)


def session_hash() -> str | None:
    """Return the hash of this browser's session token, without asking whether that session still lives."""
    token = session.get("_user_id")
    return token_hash(token) if isinstance(token, str) else None


def start_session(token: str, *, only: Iterable[Permission] = ()) -> None:
    """Give the browser the session `token` that an action just opened and committed.

    With `only` it opens nothing but what needs one of these permissions. That stands in the signed cookie,
    beside the token: nobody has the one without the other.
    """
    session.clear()  # an id or token planted before signing in is never adopted
    visitor = _load_visitor(token)
    if visitor is None:
        raise SignInNeeded
    login_user(visitor)
    if limits := [permission.name for permission in only]:
        session[_ONLY] = limits


def session_is_limited() -> bool:
    """Say whether this browser's session opens some pages only."""
    return _ONLY in session


def session_covers(permission: Permission) -> bool:
    """Say whether this browser's session is good for what needs `permission`, whoever it belongs to."""
    return not session_is_limited() or permission.name in session[_ONLY]


def end_session() -> None:
    """End this browser's session, in the database first."""
    if current_actor() is not None:
        user_session = current_session().get(UserSession, current_user.user_session.id)
        if user_session is not None:
            actions.end_user_session(current_session(), user_session)
    logout_user()
    session.clear()


def guarded(
    permission: Permission, *, load: Callable[[Session, str], Any] | None = None, arg: str = "public_id"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Load what the address names and let the view see it only if `permission` allows.

    The view gets `(actor, thing, **rest)`, or `(actor, **rest)` without `load`.
    Missing and forbidden look the same from outside (404), so that a stranger
    cannot learn what exists.
    """

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded_view(**url_args: Any) -> Any:
            actor = current_actor()
            known = actor is not None and actor.audience is permission.audience
            if actor is None or not known or not session_covers(permission):
                return _to_sign_in(permission.audience)
            _note_alive()
            if load is None:
                if not permission.allows(actor):
                    abort(404)
                check_before_writing(current_session(), _ask_again(permission))
                return view(actor, **url_args)
            name = url_args.pop(arg)
            thing = load(current_session(), name) if name.isprintable() else None  # PostgreSQL chokes on NUL
            if thing is None or not permission.allows(actor, thing):
                abort(404)
            if request.method not in _SAFE:
                check_before_writing(current_session(), _ask_again(permission, load, name), loads_again=True)
            return view(actor, thing, **url_args)

        guarded_view.permission = permission  # type: ignore[attr-defined]  # functions take attributes
        return guarded_view

    return guard


def _ask_again(
    permission: Permission, load: Callable[[Session, str], Any] | None = None, name: str = ""
) -> Callable[[Session], None]:
    """Return the check that whoever was let in to read may still act: the answer may be old by now."""

    def check(session_: Session) -> None:
        with Session(session_.connection()) as other:  # what the page has loaded stays as it is
            visitor = _visitor_by(other, current_user.token)
        if visitor is None or visitor.actor.id != current_user.actor.id:
            raise SignInNeeded
        things = () if load is None else (load(session_, name),)
        if None in things or not permission.allows(visitor.actor, *things):
            abort(404)

    return check


def _to_sign_in(audience: Audience) -> ResponseReturnValue:
    if request.method == "GET" and not asked_by_script():
        return redirect(url_for(entrance_of(audience).sign_in, next=request.full_path.rstrip("?")))
    raise SignInNeeded


def own_path(target: str | None) -> str | None:
    """Return `target` if it is a path on this site, so that a link cannot lead people away."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(ord(character) < 33 or character == "\\" for character in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None


def _load_visitor(token: str) -> Visitor | None:
    return _visitor_by(current_session(), token)


def _visitor_by(session_: Session, token: str) -> Visitor | None:
    user_session = queries.live_user_session(session_, token_hash(token))
    if user_session is None:
        return None
    actor = _owner(session_, user_session)
    return None if actor is None else Visitor(token, user_session, actor)


def _owner(session_: Session, user_session: queries.LiveUserSession) -> Actor | None:
    load = entrance_of(user_session.audience).load
    if load is not None:
        return load(session_, user_session.subject_id)
    idle = clock.now() - user_session.seen_at > actions.STAFF_IDLE
    return None if idle else user_session.staff


def _note_alive() -> None:
    """Write the sign of life on a connection of its own, if that needs no waiting: the next page will do.

    Only pages of one's own count: whoever opens the link of somebody else in this browser is somebody else.
    """
    user_session = current_user.user_session
    if actions.must_be_noted(user_session.seen_at):
        with suppress(DBAPIError), writing_unless_busy(db.engine) as connection:
            actions.note_seen(connection, user_session.id)


def register(app: Flask) -> None:
    """Attach Flask-Login; its cookie carries only the random token of a server-side session."""
    manager = LoginManager(app)
    manager.session_protection = None  # phones change their address between two requests
    manager.user_loader(_load_visitor)

    @app.context_processor
    def actor_for_templates() -> dict[str, Any]:
        return {"actor": None if g.get("failsafe") else current_actor()}
