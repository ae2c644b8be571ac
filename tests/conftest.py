"""What every test starts with: an empty database, a careful client, people."""

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import jinja2
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts import passwords
from hiring.app import create_app
from hiring.banks.bank import BankDocument
from hiring.db import Writing, db, prepare_engine, schema, set_writing, writing
from hiring.db.turns import WAITS
from hiring.fingerprints import canonical_hash, text_hash
from hiring.organisation.models import Organisation
from hiring.organisation.standing import KnownOrganisation
from hiring.paths import CHECKOUT
from hiring.privacy.impact_text import shipped_hash
from hiring.privacy.models import ImpactSignature
from hiring.settings import Settings, load_settings
from hiring.web.limits import limiter
from tests.factories import use_session
from tests.factories.banks import shipped_bank
from tests.page import CarefulClient


def compiled_templates() -> FileSystemBytecodeCache:
    """Keep compiled templates for all tests of all processes, and for the next run.

    A template that changes is compiled anew. What compiles it are filters of ours, too: they are
    applied to what is constant. When any of our modules changes, all begin anew.
    """
    stamps = [(str(path), path.stat().st_mtime_ns) for path in sorted((CHECKOUT / "hiring").rglob("*.py"))]
    folder = CHECKOUT / ".pytest_cache" / "templates" / canonical_hash([jinja2.__version__, stamps])
    for other in folder.parent.glob("*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


COMPILED = compiled_templates()

# Tests travel in time: here the clock has no witness. tests/timekeeping has one.
clock.MACHINE = clock.SteadyClock(elapsed=time.time)
clock.MACHINE.compared = True

# A guess at a password costs a fifth of a second, on purpose. tests/accounts asks for the real price.
passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

pytest_plugins = ["tests.postgres", "tests.running", "tests.browsing", "tests.contributing", "tests.slowness"]


@pytest.fixture(autouse=True)
def writing_freely() -> None:
    """Let a test make its things without asking; requests, jobs and commands must ask (see `asking`)."""
    set_writing(Writing.ALWAYS)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what has been imported and collected."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session")
def shipped() -> BankDocument:
    """The question bank that is shipped: values that nobody can change, read once."""
    return shipped_bank()


#: An installation whose first day is over: openings can be opened. tests/organisation begins before that.
FIRST_DAY_OVER = {"name": "PT Contoh Nusantara", "links_by_hand": True, "first_day_over": True}
#: The impact assessment of that installation was signed on the command line, for good.
SIGNED = {
    "public_id": "signature-of-all-tests",
    "shipped_hash": shipped_hash(365),
    "text": "",
    "text_hash": text_hash(""),
    "assessed_by": "HR",
    "officer": "none",
    "review_on": date(2100, 1, 1),
}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables: copying it is much faster than making them for every test."""
    path = tmp_path_factory.mktemp("empty") / "hiring.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    prepare_engine(engine)
    schema.all_metadata().create_all(engine)
    with writing(engine) as connection:
        connection.execute(insert(Organisation).values(**FIRST_DAY_OVER))
        connection.execute(insert(ImpactSignature).values(**SIGNED))
    engine.dispose()
    return path


#: A busy machine may take its time over every example.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: Of `make test-fast`, which is to be done before one forgets what one wanted.
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("patient"), max_examples=20)
hypothesis.settings.load_profile("patient")

SECRET = "a secret of the tests, long enough"
#: On a slow machine a page may wait longer than people should; tests of the waiting itself set their own.
PATIENT = {"connect_seconds": 30, "lock_seconds": 30, "statement_seconds": 60}


def new_app(settings: Settings) -> Flask:
    """Make an application that counts no knocks and reads its own pages carefully."""
    app = create_app(settings)
    app.config["RATELIMIT_ENABLED"] = limiter.enabled = False
    app.jinja_env.bytecode_cache = COMPILED
    app.test_client_class = CarefulClient
    return app


@pytest.fixture(scope="session")
def app_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all tests of a process, on a name that `app` lets point to each test's file.

    Making an application takes longer than most tests do.
    """
    folder = tmp_path_factory.mktemp("app")
    url = f"sqlite:///{folder / 'hiring.sqlite3'}"
    return new_app(load_settings({}, instance=folder, database_url=url, secret_key=SECRET, **PATIENT))


@pytest.fixture
def app(
    tmp_path: Path, database_url: str, empty_database: Path, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """An application with an empty database of its own, mails as files."""
    settings = load_settings({}, instance=tmp_path, database_url=database_url, secret_key=SECRET, **PATIENT)
    if on_sqlite := database_url.startswith("sqlite"):
        app: Flask = request.getfixturevalue("app_on_sqlite")
        point(app, shutil.copyfile(empty_database, database_url.removeprefix("sqlite:///")))
    else:
        app = new_app(settings)
    app.extensions["settings"] = app.jinja_env.globals["settings"] = settings
    app.extensions["organisation"] = KnownOrganisation(
        settings, read_at=time.monotonic()
    )  # nothing was set beside it
    loader, filters = app.jinja_env.loader, app.jinja_env.filters.copy()
    with app.app_context():
        # What a test sets on the engine can only be set back, never taken away: the next has the same engine.
        db.engine.update_execution_options(**{WAITS: settings.lock_seconds})
        options = db.engine.get_execution_options()
        if not on_sqlite:
            db.create_all()
            db.session.add_all([Organisation(**FIRST_DAY_OVER), ImpactSignature(**SIGNED)])
            db.session.commit()
        use_session(db.session, empty_database)
        yield app
        db.session.remove()
        db.engine.dispose()
        left = db.engine.get_execution_options().keys() - options.keys()
        assert not left, f"this test leaves to the next what cannot be taken from the engine: {left}"
        db.engine.update_execution_options(**options)
    app.jinja_env.loader, app.jinja_env.filters = loader, filters


def point(app: Flask, database: Path) -> None:
    """Have the application's database be that file."""
    name = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    name.unlink(missing_ok=True)
    name.symlink_to(database)


@pytest.fixture
def impatient(app: Flask) -> None:
    """Wait for the lock of SQLite for a moment only: nobody here will let it go."""
    db.engine.update_execution_options(**{WAITS: 0.05})


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def troubled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages answer that something is wrong on our side."""
    monkeypatch.setattr(CarefulClient, "may_fail", True)


@pytest.fixture
def signed_in(app: Flask, session: Session) -> Callable[..., CarefulClient]:
    """Return a client in which `user` is signed in (also a candidate or referee, by door and id)."""
    from tests.people import sign_in

    return lambda who, audience=None: sign_in(app, session, who, audience)


@pytest.fixture(scope="session", autouse=True)
def scores_wait_to_be_computed() -> Iterator[None]:
    """Have nobody's scores computed with their errors: a process of its own would do it.

    Tests of it set the time back that has to pass before.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hiring.standings.actions.wait_before", lambda _candidates: timedelta(days=36_500))
        yield


@pytest.fixture
def work(app: Flask, session: Session) -> Callable[[], int]:
    """Return what a worker does: commit, do every job that is due, and see what they changed."""
    from hiring.jobs.worker import run_due
    from tests.page import forget_columns

    def work() -> int:
        session.commit()
        set_writing(Writing.ASKED)
        done = run_due(app)
        set_writing(Writing.ALWAYS)
        forget_columns()
        return done

    return work


@pytest.fixture
def on_day(session: Session, work: Callable[[], int]) -> Callable[..., None]:
    """Return a function that has work of a kind done `days` from now, with all that follows."""
    from hiring.jobs.actions import enqueue

    def on_day(kind: Any, days: int = 0) -> None:
        with clock.held_at(clock.now() + timedelta(days=days)):
            enqueue(session, kind, key=f"{kind} {days}")
            work()

    return on_day
