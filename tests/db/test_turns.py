"""Who waits for SQLite's write lock gets it soon, and pages get it before work in the background."""

import os
import signal
import subprocess
import sys
import time
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from hiring.db import db, open_database, writing
from hiring.db.turns import ROOM, WAITS, Pages
from hiring.settings import settings_of

#: For what is expected to happen: a wait ends as soon as it has.
PATIENCE = 30
A_PAGE_THAT_WAITS = """
import sys, time
from hiring.db.turns import Pages
with Pages(sys.argv[1]).waiting():
    print("waits", flush=True)
    time.sleep(300)
"""


@pytest.fixture
def database(tmp_path):
    with open_database(f"sqlite:///{tmp_path}/hiring.sqlite3") as engine:
        with writing(engine) as connection:
            connection.execute(text("CREATE TABLE seen (who TEXT)"))
        yield engine


def write(engine, who: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO seen VALUES (:who)"), {"who": who})


def seen(engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT who FROM seen ORDER BY rowid")))


def write_as_a_page(database) -> None:
    with Flask("page").test_request_context():
        write(database, "page")


def until(condition) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.005)


def test_a_page_that_waits_for_the_lock_says_so_and_goes_on_when_it_is_free(database):
    others = Pages(database.url.database)
    waits = Thread(target=write_as_a_page, args=(database,))
    with writing(database) as connection:
        connection.execute(text("INSERT INTO seen VALUES ('first')"))
        waits.start()
        until(others.somebody_waits)
    waits.join(PATIENCE)

    assert seen(database) == ["first", "page"]
    assert not others.somebody_waits()


def test_work_in_the_background_does_not_say_that_it_waits(database):
    others, tried = Pages(database.url.database), Event()
    waits = Thread(target=write, args=(database, "work"))
    event.listen(database, "before_cursor_execute", lambda *_: tried.set())
    with writing(database):
        waits.start()
        assert tried.wait(PATIENCE)
        heard = others.somebody_waits()
    waits.join(PATIENCE)

    assert (heard, seen(database)) == (False, ["work"])


def test_work_in_the_background_lets_a_waiting_page_go_first_but_not_for_ever(database):
    began = time.monotonic()
    with Pages(database.url.database).waiting():
        write(database, "work")

    assert time.monotonic() - began >= 0.2
    assert seen(database) == ["work"]


def test_work_in_the_background_leaves_room_between_its_transactions_where_a_page_had_to_wait(database):
    others = Pages(database.url.database)
    waits = Thread(target=write_as_a_page, args=(database,))
    with writing(database) as connection:
        connection.execute(text("INSERT INTO seen VALUES ('work')"))
        waits.start()
        until(others.somebody_waits)
        began = time.monotonic()
    waits.join(PATIENCE)
    for number in range(5):
        write(database, f"work {number}")

    assert time.monotonic() - began >= 4 * ROOM
    assert seen(database) == ["work", "page", *(f"work {number}" for number in range(5))]


def test_work_in_the_background_leaves_no_room_where_nobody_waits(database):
    pages = Pages(database.url.database)
    pages.leave_room()

    assert not pages.are_about()


@pytest.mark.process
def test_a_process_that_dies_while_it_waits_keeps_nobody_back(database):
    path = database.url.database
    with subprocess.Popen(
        [sys.executable, "-c", A_PAGE_THAT_WAITS, path], stdout=subprocess.PIPE, text=True
    ) as page:
        page.stdout.readline()
        while_it_waits = Pages(path).somebody_waits()
        os.kill(page.pid, signal.SIGKILL)

    assert (while_it_waits, Pages(path).somebody_waits()) == (True, False)


def test_two_pages_of_one_process_wait_independently_of_each_other(database):
    pages, others = Pages(database.url.database), Pages(database.url.database)
    with pages.waiting():
        with pages.waiting():
            pass
        one_left = others.somebody_waits()

    assert (one_left, others.somebody_waits()) == (True, False)


def test_nobody_waits_longer_than_they_may(database):
    database.update_execution_options(**{WAITS: 0.05})
    with open_database(database.url.render_as_string()) as other, writing(other) as connection:
        connection.execute(text("INSERT INTO seen VALUES ('other')"))
        with pytest.raises(OperationalError, match="locked"):
            write(database, "late")

    assert seen(database) == ["other"]


def test_a_save_that_stands_for_itself_waits_as_well(database):
    done = Event()

    def save():
        with database.connect().execution_options(begins=False, writes=True) as connection:
            connection.execute(text("INSERT INTO seen VALUES ('save')"))
        done.set()

    waits = Thread(target=save)
    with writing(database) as connection:
        connection.execute(text("INSERT INTO seen VALUES ('first')"))
        waits.start()
    assert done.wait(PATIENCE)
    waits.join(PATIENCE)

    assert seen(database) == ["first", "save"]


@pytest.mark.xdist_group("engine")
@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_finds_an_engine_as_patient_as_the_settings_say(app, turn):
    found = db.engine.get_execution_options()[WAITS]
    db.engine.update_execution_options(**{WAITS: 0.05})

    assert found == settings_of(app).lock_seconds
