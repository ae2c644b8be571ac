"""Workers are rung for what is committed, and for nothing else; no ring is worth a failure."""

import sqlite3

import pytest
from structlog.testing import capture_logs

from hiring.jobs.actions import enqueue
from hiring.jobs.bell import MOST_RINGS, Bell
from hiring.settings import load_settings
from hiring.store import db


@pytest.fixture
def rings(app):
    def rings():
        path = app.extensions["settings"].instance / "queue.db"
        if not path.exists():
            return 0
        connection = sqlite3.connect(path)
        try:
            return connection.execute("SELECT count(*) FROM task").fetchone()[0]
        finally:
            connection.close()

    return rings


def test_a_ring_goes_out_after_the_commit(session, rings):
    enqueue(session, "test.none", key="x")
    with session.begin_nested():
        enqueue(session, "test.none", key="y")
    assert rings() == 0

    session.commit()

    assert rings() == 2


def test_what_is_rolled_back_rings_for_nobody(session, rings):
    enqueue(session, "test.none", key="x")
    session.rollback()
    session.commit()

    assert rings() == 0


def test_thousands_of_jobs_do_not_ring_thousands_of_times(session, rings):
    from hiring.jobs.actions import enqueue_all

    enqueue_all(session, "test.none", {str(number): {} for number in range(MOST_RINGS + 20)})
    session.commit()

    assert rings() == MOST_RINGS


def test_a_bell_that_cannot_be_rung_stops_no_commit(app, session):
    (app.extensions["settings"].instance / "queue.db").mkdir()
    wanted = enqueue(session, "test.none", key="x")

    with capture_logs() as log:
        session.commit()

    assert db.session.get_one(type(wanted), wanted.id).state == "queued"
    assert [line["event"] for line in log] == ["bell_not_heard"]


def test_a_ring_of_the_web_process_is_understood_by_a_worker(tmp_path):
    settings = load_settings({}, instance=tmp_path)
    heard: list[int] = []
    worker = Bell(settings, answer=heard.append)

    Bell(settings).ring(7)
    worker.queue.execute(worker.queue.dequeue())

    assert heard == [7]
