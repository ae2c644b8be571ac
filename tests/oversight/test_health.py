"""Health is told truthfully, to machines and to administrators."""

import os
import resource
import sqlite3
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.db import db, installation, schema
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JOBS
from hiring.jobs.models import Job, WorkerSeen
from hiring.oversight.health import database, processes, readiness, worker
from hiring.oversight.restarts import Restarts
from tests.contributing import kind
from tests.factories.accounts import UserFactory, actor_of
from tests.migrated import migrate
from tests.postgres import on_both, on_postgresql


@pytest.fixture
def migrated(app):
    """The application with tables that were migrated, as on a server."""
    db.drop_all()
    migrate(db.engine)
    return app


def seen(session, ago, *, name="host:1", lanes="clock,events,mail,reports,batches"):
    session.merge(WorkerSeen(name=name, lanes=lanes, seen_at=clock.now() - timedelta(seconds=ago)))
    session.commit()


@contextmanager
def no_file_longer_than(length):
    """Let this process write no further, as where the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_healthz_says_that_the_process_answers(client):
    reply = client.get("/healthz")

    assert (reply.status_code, reply.json) == (200, {"up": True})


@on_both
def test_readyz_is_ready_when_database_tables_and_worker_are(migrated, client, session):
    seen(session, ago=5)

    reply = client.get("/readyz")

    assert reply.status_code == 200
    assert reply.json == {
        "ready": True,
        "database": "well",
        "migrations": "well",
        "worker": "well",
        "processes": "well",
    }


def test_readyz_is_not_ready_without_a_worker_for_a_minute(migrated, client, session):
    assert client.get("/readyz").json["worker"] == "trouble"
    seen(session, ago=70)

    reply = client.get("/readyz")

    assert (reply.status_code, reply.json["ready"], reply.json["worker"]) == (503, False, "trouble")


def test_readyz_is_not_ready_while_a_part_of_the_work_has_nobody_who_does_it(
    migrated, client, session, signed_in
):
    seen(session, ago=5, name="one:1", lanes="clock,events,batches")
    seen(session, ago=70, name="two:1", lanes="mail,reports")
    reply, finding = client.get("/readyz"), worker(session)
    page = signed_in(UserFactory(roles=[Role.ADMIN], locale="en")).get("/system").text
    seen(session, ago=5, name="two:1", lanes="mail,reports")

    assert (reply.status_code, reply.json["worker"], finding.well) == (503, "trouble", False)
    assert finding.says == "last seen 5 seconds ago, but nobody takes mail, reports"
    assert "start one without --lanes, or one for the rest" in page
    assert client.get("/readyz").json["worker"] == "well"


def test_readyz_is_not_ready_while_the_disk_is_full_and_says_what_to_do(migrated, client, session):
    seen(session, ago=5)
    with no_file_longer_than(60_000):
        reply, finding = client.get("/readyz"), database(db.engine)

    assert (reply.status_code, reply.json) == (503, {"ready": False, "database": "trouble"})
    assert finding.remedy == "The disk is full: free some space. Until then nothing can be saved."
    assert client.get("/readyz").status_code == 200


@pytest.fixture
def administrator(session, signed_in):
    admin = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))
    assert admin.get("/system").status_code == 200  # its session has been noted and need not be written again
    return admin


def test_the_page_of_the_system_says_what_to_do_while_the_disk_is_full(migrated, session, administrator):
    seen(session, ago=5)
    with no_file_longer_than(60_000):
        page = administrator.get("/system")

    assert page.status_code == 200
    assert "The disk is full: free some space. Until then nothing can be saved." in page.text
    assert page.text.count("not known") == 2


def test_the_page_of_the_system_says_what_to_do_while_another_program_holds_the_database(
    migrated, session, administrator, impatient
):
    seen(session, ago=5)
    with sqlite3.connect(db.engine.url.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        page = administrator.get("/system")
        other.rollback()
    other.close()

    assert page.status_code == 200
    assert "Another program has been holding the database for seconds" in page.text


@on_postgresql
def test_the_page_of_the_system_says_what_to_do_while_the_database_can_only_be_read(
    migrated, session, administrator
):
    seen(session, ago=5)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    db.engine.dispose()

    page = administrator.get("/system")

    assert page.status_code == 200
    assert "The database can only be read" in page.text


def test_a_worker_that_was_last_seen_tomorrow_is_trouble(migrated, client, session, signed_in):
    """Two machines whose clocks differ: what the other writes down cannot be believed."""
    seen(session, ago=-14_385)

    reply = client.get("/readyz")
    finding = worker(session)

    assert (reply.status_code, reply.json["worker"]) == (503, "trouble")
    assert (finding.well, finding.says) == (False, "last seen 14385 seconds from now")
    page = signed_in(UserFactory(roles=[Role.ADMIN], locale="en")).get("/system").text
    assert "The clocks of the machines differ: set them by the network (NTP)" in page


def test_readyz_is_not_ready_before_the_migrations(client, session):
    seen(session, ago=5)

    reply = client.get("/readyz")

    assert reply.status_code == 503
    assert reply.json["migrations"] == "trouble"


@on_postgresql
def test_readyz_is_not_ready_while_the_database_can_only_be_read(migrated, client, session):
    seen(session, ago=5)
    name = db.engine.url.database
    with db.engine.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    db.engine.dispose()

    reply = client.get("/readyz")

    assert reply.status_code == 503
    assert reply.json == {"ready": False, "database": "trouble"}
    assert database(db.engine).says.endswith("the database only lets itself be read")


def test_readyz_is_not_ready_while_the_database_cannot_be_opened(migrated, client, session, tmp_path):
    seen(session, ago=5)
    db.session.remove()
    db.engine.dispose()
    for path in tmp_path.glob("hiring.sqlite3*"):
        path.unlink()
    (tmp_path / "hiring.sqlite3").mkdir()

    reply = client.get("/readyz")

    assert reply.status_code == 503
    assert reply.json == {"ready": False, "database": "trouble"}  # not a word of where it should be


def test_the_administrator_sees_given_up_work_and_starts_it_again(app, session, signed_in, work, job):
    @job("test.fails")
    def fails(session):
        raise ZeroDivisionError("<b>by nought</b>")

    wanted = enqueue(session, kind("test.fails"), key="x")
    for _ in range(5):
        work()
        wanted.run_after = clock.now() - timedelta(seconds=1)
    assert wanted.state == "dead"

    admin = UserFactory(roles=[Role.ADMIN])
    client = signed_in(admin)
    page = client.get("/system").text
    assert "ZeroDivisionError: &lt;b&gt;by nought&lt;/b&gt;" in page
    client.send(f"/system/work/{wanted.public_id}/run-again")

    assert (wanted.state, wanted.attempts, wanted.error) == ("queued", 0, None)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "job.started_again")).one()
    assert (entry.actor, entry.details) == (
        actor_of(admin).label,
        {"job_id": wanted.id, "kind": "test.fails"},
    )
    assert client.send(f"/system/work/{wanted.public_id}/run-again").status_code == 404


def test_work_that_waits_for_a_quarter_of_an_hour_raises_an_alarm(migrated, session, signed_in):
    seen(session, ago=5)
    client = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))
    assert "All is well." in client.get("/system").text
    session.add(
        Job(lane="mail", kind="mail.send", key="x", payload={}, run_after=clock.now() - timedelta(minutes=16))
    )

    page = client.get("/system").text

    assert "Work has been waiting since" in page
    assert "E-mails and reports are not being worked on." in client.get("/").text


@pytest.mark.parametrize(("locale", "word"), [("en", "hiring release"), ("id", "dipulihkan")])
def test_held_work_is_told_to_the_administrator_and_to_hr(migrated, session, signed_in, locale, word):
    seen(session, ago=5)
    installation.note_key(session, "k" * 40)
    admin = signed_in(UserFactory(roles=[Role.ADMIN], locale=locale))
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))
    held = {"en": "Background work is held", "id": "Pekerjaan latar belakang ditahan"}[locale]
    assert word not in admin.get("/system").text
    assert held not in admin.get("/").text + hr.get("/").text

    installation.hold_work(session, clock.now(), clock.now() - timedelta(hours=3))
    session.commit()

    assert word in admin.get("/system").text
    assert held in admin.get("/").text
    assert held in hr.get("/").text


def test_readyz_is_not_ready_while_a_process_does_not_stay(migrated, client, session):
    seen(session, ago=5)
    instance = migrated.extensions["settings"].instance
    Restarts(instance).note("web-2")

    reply = client.get("/readyz")

    assert (reply.status_code, reply.json["processes"]) == (503, "trouble")
    assert "web-2" not in reply.text
    assert processes(instance).says == "web-2 ends again and again"


def test_a_process_that_did_not_stay_is_forgotten_once_it_has(migrated, client, session):
    seen(session, ago=5)
    instance = migrated.extensions["settings"].instance
    Restarts(instance).note("web-2")
    before = clock.now().timestamp() - 100
    os.utime(instance / "process_does_not_stay", (before, before))

    assert client.get("/readyz").json["processes"] == "well"


@on_both
def test_readyz_is_not_ready_on_tables_of_a_newer_program(migrated, client, session):
    seen(session, ago=5)
    session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    session.commit()

    reply = client.get("/readyz")

    assert reply.status_code == 503
    assert reply.json["migrations"] == "trouble"
    found = {
        finding.part: finding
        for finding in readiness(session, db.engine, migrated.extensions["settings"].instance)
    }
    assert found["migrations"].says.startswith("at revision 9999, newer than this program")


def test_readyz_is_not_ready_once_another_version_was_installed_over_the_running_one(
    migrated, client, session, monkeypatch
):
    seen(session, ago=5)
    installed = (*schema.revisions(), "9999")
    monkeypatch.setattr(schema, "revisions_on_disk", lambda: installed)

    reply = client.get("/readyz")

    assert reply.status_code == 503
    assert reply.json["migrations"] == "trouble"
    found = {
        finding.part: finding
        for finding in readiness(session, db.engine, migrated.extensions["settings"].instance)
    }
    assert found["migrations"].says.endswith("another version was installed over this program: start it anew")


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_but_an_administrator_finds_the_page_of_the_system(session, signed_in, role):
    assert signed_in(UserFactory(roles=[role])).get("/system").status_code == 404


def test_every_kind_of_work_has_a_name_for_people(app):
    assert [work.kind.name for work in JOBS.of(app) if not work.kind.title] == []
