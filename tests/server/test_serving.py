"""The server starts only on a good footing, keeps what it has acknowledged, and stops cleanly."""

import contextlib
import http.cookiejar
import itertools
import re
import signal
import socket
import sqlite3
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, select

from hiring.accounts import actions
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import SYSTEM, Role
from hiring.app import create_app
from hiring.db import db, schema
from hiring.server.listening import NotFit, bound_sockets
from hiring.server.serving import require_fitness
from hiring.settings import load_settings
from hiring.web.headers import HEADERS
from tests.factories.accounts import PASSWORD
from tests.migrated import migrate
from tests.running import PATIENCE, System


@pytest.fixture
def settings(tmp_path):
    return load_settings({}, instance=tmp_path, port=0)


@pytest.fixture
def made(settings):
    """An application on a migrated database."""
    engine = create_engine(settings.database_url)
    migrate(engine)
    engine.dispose()
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_database_that_was_never_migrated_is_refused_with_what_to_do(settings):
    app = create_app(settings)

    with pytest.raises(NotFit, match="run `hiring migrate` first"):
        require_fitness(app)

    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "fault"),
    [
        ("synchronous = NORMAL", "synchronous is 1, must be 2 or 3"),
        ("synchronous = OFF", "synchronous is 0, must be 2 or 3"),
        ("journal_mode = DELETE", "journal_mode is delete, must be wal"),
        ("foreign_keys = OFF", "foreign_keys is 0, must be 1"),
    ],
)
def test_a_database_that_could_lose_what_was_saved_is_refused(made, pragma, fault):
    from sqlalchemy import event

    with made.app_context():
        engine = db.engine
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA {pragma}").close())

    with pytest.raises(NotFit, match=fault):
        require_fitness(made)


@pytest.mark.postgres
def test_a_postgresql_that_could_lose_what_was_saved_is_refused(tmp_path, postgres_url):
    settings = load_settings({}, instance=tmp_path, database_url=postgres_url)
    engine = create_engine(settings.database_url)
    schema.upgrade(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {engine.url.database} SET synchronous_commit = off")
    engine.dispose()
    app = create_app(settings)

    with pytest.raises(NotFit, match="synchronous_commit is off, must be on"):
        require_fitness(app)

    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("shared", [False, True])
def test_a_port_that_is_taken_is_named_with_what_to_do(tmp_path, shared):
    """Also one that another server of ours shares among its processes: nobody comes in beside it unasked."""
    with socket.socket() as other:
        if shared:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings = load_settings({}, instance=tmp_path, port=port)

        with pytest.raises(NotFit, match=f"port {port} .*: choose another with HIRING_PORT"):
            bound_sockets(settings)


def test_every_web_process_has_a_socket_of_its_own_on_the_same_address(tmp_path):
    found = bound_sockets(load_settings({}, instance=tmp_path, port=0, processes=3))
    try:
        addresses = {each.getsockname() for sockets in found for each in sockets}
        assert (len(found), len(addresses)) == (3, 1)
    finally:
        for each in itertools.chain(*found):
            each.close()


class Browser:
    """Somebody who is signed in and posts forms."""

    def __init__(self, system: System) -> None:
        self._url = system.url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        with self._opener.open(self._url + path, timeout=PATIENCE) as reply:
            return reply.read().decode()

    def post(self, path: str, page: str, **values: str) -> str:
        """Send the form of `page`; return the address one is led to."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token
        sent = urllib.parse.urlencode({"csrf_token": token[1], **values}).encode()
        with self._opener.open(self._url + path, sent, timeout=PATIENCE) as reply:
            reply.read()
            return str(reply.geturl())


def test_what_a_killed_server_had_acknowledged_is_there_when_it_is_back(running):
    """Twice the server dies while somebody saves; each of its answers was true."""
    system = running()
    with system.app.app_context():
        actions.add_user(
            db.session(),
            email="admin@contoh.example",
            name="Wira",
            password_hash=hash_password(PASSWORD),
            roles=[Role.ADMIN],
            by=SYSTEM,
        )
        db.session.commit()
    acknowledged: list[str] = []
    for life in range(2):
        system.start_web()
        browser = Browser(system)
        browser.post("/sign-in", browser.get("/sign-in"), email="admin@contoh.example", password=PASSWORD)
        with ThreadPoolExecutor(1) as somebody:
            saving = somebody.submit(_save_until_the_end, browser, life, acknowledged)
            enough = len(acknowledged) + 3
            try:
                system.wait_for(lambda enough=enough: len(acknowledged) >= enough, "answers")
            finally:
                system.kill(system.web)
            saving.result()

    with system.app.app_context():
        kept = set(db.session.scalars(select(User.email)))
    path = system.instance / "hiring.sqlite3"
    assert set(acknowledged) - kept == set()
    assert len(kept) - 1 - len(acknowledged) <= 2  # one per life may be kept without its answer
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _save_until_the_end(browser: Browser, life: int, acknowledged: list[str]) -> None:
    number = 0
    with contextlib.suppress(OSError):
        page = browser.get("/users/new")
        while True:
            number += 1
            email = f"baru-{life}-{number}@contoh.example"
            led_to = browser.post(
                "/users/new", page, email=email, name=f"Baru {number}", password=PASSWORD, roles="reviewer"
            )
            if led_to.endswith("/users"):
                acknowledged.append(email)


def test_a_running_server_says_who_it_is_only_where_it_must(running):
    system = running()
    system.start_web()

    with urllib.request.urlopen(system.url + "/sign-in", timeout=PATIENCE) as reply:
        page, headers = reply.read().decode(), reply.headers
    asset = re.search(r'href="(/assets/[^"]+/site.css)"', page)
    assert asset
    request = urllib.request.Request(system.url + asset[1], headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
        style = reply.headers

    assert "Server" not in headers
    assert style["Content-Encoding"] == "br"
    assert style["Cache-Control"].endswith("public, immutable")
    assert "Access-Control-Allow-Origin" not in style
    assert {name: style[name] for name in HEADERS} == HEADERS
    assert int(style["Content-Length"]) < 10_000
    refusals = (
        ("TRACE", "/sign-in", 405),
        ("GET", "/instance/secret_key", 404),
        ("GET", "/.git/config", 404),
    )
    for method, path, status in refusals:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(system.url + path, method=method), timeout=PATIENCE)
        assert refused.value.code == status
        refused.value.close()
    assert system.stop(system.web, signal.SIGTERM) == 0
    assert "Stopped." in system.log()
