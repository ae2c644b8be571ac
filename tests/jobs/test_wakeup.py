"""A worker hears of work at once; cut off from the database's calls it looks by itself and listens again."""

import threading
from collections import Counter

import pytest
from sqlalchemy import text

from hiring.audit.models import AuditEntry
from hiring.db import db
from hiring.jobs import wakeup
from hiring.jobs.actions import enqueue
from hiring.jobs.wakeup import Listener
from tests.contributing import kind
from tests.postgres import on_postgresql
from tests.running import wait_until

_LISTENS = text(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN hiring_job'"
)


def listening() -> set[int]:
    """Return the backends that call workers."""
    with db.engine.connect() as connection:
        return set(connection.scalars(_LISTENS))


def cut(backend: int) -> None:
    """End a backend as an administrator or a broken network would."""
    with db.engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 30000)"), {"pid": backend})


@pytest.fixture
def listener(app):
    listener = Listener(db.engine, threading.Event())
    yield listener
    listener.close()


@on_postgresql
def test_a_listener_that_was_cut_off_sends_the_worker_to_look_and_hears_again(session, listener):
    assert listener.wait(0) is None  # now it listens, and what was called for before is to be looked for
    [first] = listening()
    cut(first)
    wait_until(lambda: listener.wait(0.1) is None, "the cut to be noticed")
    assert listener.wait(0) is None  # it listens again, and has missed what came in between
    [second] = listening()
    wakeup.call(session, "mail")
    session.commit()

    assert set(wait_until(lambda: listener.wait(1), "the call")) == {"mail"}
    assert second != first


@on_postgresql
def test_a_worker_that_is_cut_off_from_calls_goes_on_and_listens_again(running, tmp_path):
    system = running(lease_seconds=60)
    system.start_worker()
    with system.app.app_context():
        [first] = system.wait_for(listening, "the worker to listen")
        cut(first)
        ask("while it does not listen", tmp_path)
        system.wait_for(lambda: done() == Counter(["while it does not listen"]), "the work to be done")
        [second] = system.wait_for(listening, "the worker to listen again")
        ask("when it listens again", tmp_path)
        system.wait_for(lambda: done()["when it listens again"] == 1, "the next work to be done")

    assert second != first


def ask(name, folder):
    enqueue(db.session(), kind("test.trace"), key=name, name=name, path=str(folder / "trace"))
    db.session.commit()


def done():
    found = db.session.query(AuditEntry).filter_by(event="test.work_done").all()
    db.session.commit()
    return Counter(entry.details["name"] for entry in found)
