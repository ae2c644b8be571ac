"""The application without pages, as a worker needs it: settings, database, languages, work.

`hiring.app` puts pages onto it. A worker that loaded them would hold them in its memory for nothing.
"""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from flask import Flask
from sqlalchemy import Engine

from hiring import capabilities
from hiring.audit.events import EVENTS, events_in
from hiring.audit.keys import keys_of, seal_with
from hiring.capability import Contribution, take_in
from hiring.db import Patience, db, prepare_engine
from hiring.i18n import choice
from hiring.jobs.kinds import JOBS, jobs_in
from hiring.mail.kinds import MAIL_KINDS
from hiring.paths import PACKAGE, TEMPLATES
from hiring.settings import Settings, load_settings, settings_of
from hiring.web import logs, templating


def create_background_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings` (read from the environment and the instance folder)."""
    settings = settings or load_settings()
    app = templating.HiringFlask(
        "hiring", template_folder=str(TEMPLATES), static_folder=None, instance_path=str(settings.instance)
    )
    app.extensions["settings"] = settings
    logs.configure(as_json=settings.log_json)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url, SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings)
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.globals["settings"] = settings
    choice.register(app, settings.zone)
    _open_database(app)
    return app


def _open_database(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        engine: Engine = db.engine
        prepare_engine(engine, _patience(settings_of(app)))
        seal_with(engine, keys_of(settings_of(app)))
        for one in capabilities.CAPABILITIES:
            take_in(app, engine, (*_of_rooms(one.name), *one.work()))


def _of_rooms(name: str) -> Iterator[Contribution]:
    """Contribute what stands in the rooms of a capability: every event, every kind of work, every mail."""
    if events := _room(name, "events"):
        yield EVENTS(*events_in(events))
    if jobs := _room(name, "jobs"):
        yield JOBS(*jobs_in(jobs))
    if mails := _room(name, "mails"):
        yield MAIL_KINDS(*mails.KINDS)


def _room(name: str, room: str) -> ModuleType | None:
    there = (PACKAGE / name / f"{room}.py").is_file()
    return import_module(f"hiring.{name}.{room}") if there else None


def _engine_options(settings: Settings) -> dict[str, object]:
    always: dict[str, object] = {
        "max_overflow": 8,
        "hide_parameters": True,  # logs must hold no answers
        "pool_timeout": settings.connect_seconds,
        "connect_args": _patience(settings).connect_args(settings.database_url),
    }
    if settings.database_url.startswith("sqlite"):
        return {"pool_size": settings.threads + 4, **always}
    return {"pool_size": settings.threads + 2, "pool_pre_ping": True, **always}


def _patience(settings: Settings) -> Patience:
    return Patience(settings.connect_seconds, settings.lock_seconds, settings.statement_seconds)
