"""Put the application together. Reading order: background, settings of the web, doors, pages, errors."""

from contextlib import suppress

from flask import Flask, before_render_template, g, has_request_context, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from hiring import capabilities, clock
from hiring.accounts import access
from hiring.background import create_background_app
from hiring.capability import take_in
from hiring.db import Writing, current_session, db, set_writing, stop_writing
from hiring.organisation.standing import follow
from hiring.settings import Settings, load_settings
from hiring.timekeeping.queries import compared
from hiring.web import (
    assets,
    blueprints,
    bodies,
    compression,
    error_pages,
    fragments,
    headers,
    markdown,
)
from hiring.web.cookies import TimelessCookies
from hiring.web.limits import limiter, storage
from hiring.web.tokens import TokenInHead

#: Requests that only look: nothing they begin may write.
_SAFE = {"GET", "HEAD", "OPTIONS"}


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings` (read from the environment and the instance folder)."""
    settings = settings or load_settings()
    app = create_background_app(settings)
    _configure(app, settings)
    _use_the_database(app)
    _register_web(app, settings)
    _take_in_pages(app)
    blueprints.register(app)
    error_pages.register(app)
    return app


def _take_in_pages(app: Flask) -> None:
    """Take in what every capability contributes to pages, beside its work."""
    with app.app_context():
        for one in capabilities.CAPABILITIES:
            take_in(app, db.engine, one.pages())


def _configure(app: Flask, settings: Settings) -> None:
    app.session_interface = TimelessCookies()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=_trusted_hosts(settings),
        SESSION_COOKIE_NAME="__Host-hiring" if settings.secure else "hiring",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # an hour is shorter than a sitting; the session is the limit
        WTF_CSRF_SSL_STRICT=False,  # we send no Referer; Sec-Fetch-Site is checked instead
        RATELIMIT_STORAGE_URI=storage(settings),
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,  # a door opens without Redis or room on the disk, too
    )
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask's own way


def _trusted_hosts(settings: Settings) -> list[str]:
    own = settings.base_url.split("://", 1)[1].split("/")[0].rsplit(":", 1)[0]
    return list({own, "127.0.0.1", "localhost", *settings.trusted_hosts})


def _use_the_database(app: Flask) -> None:
    @app.before_request
    def read_first() -> None:
        set_writing(Writing.NEVER if request.method in _SAFE else Writing.ASKED)

    @app.before_request
    def go_by_the_organisation() -> None:
        """Read name, contact and look of the organisation again where they were changed."""
        if request.endpoint not in {"oversight.healthz", "asset"}:
            follow(app)

    @app.before_request
    def compare_the_clock() -> None:
        """Learn where this machine's other processes are, and whether somebody has spoken meanwhile."""
        if request.endpoint == "oversight.healthz" or (clock.MACHINE.compared and not clock.MACHINE.step()):
            return
        with (
            suppress(SQLAlchemyError),
            Session(db.engine) as session,
        ):  # else it will do later
            compared(session)

    before_render_template.connect(_let_others_write, app)


def _let_others_write(app: Flask, **drawn: object) -> None:
    """Drawing a page takes long: whatever was refused before holds no lock meanwhile."""
    if has_request_context() and request.method not in _SAFE and not g.get("failsafe"):
        stop_writing(current_session())


def _register_web(app: Flask, settings: Settings) -> None:
    headers.register(app, secure=settings.secure)
    compression.register(app)
    bodies.register(app)
    limiter.init_app(app)
    TokenInHead(app)
    access.register(app)
    assets.register(app)
    markdown.register(app)
    fragments.register(app)
