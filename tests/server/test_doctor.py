"""The doctor says what is well and what to do about the rest, one line each."""

import ast
import inspect
import re
import resource
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.events import SignedIn
from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.keys import keys_of, seal_with
from hiring.db import installation, schema
from hiring.db.append_only import protecting, releasing
from hiring.files.actions import keep_file
from hiring.files.folder import FileFolder
from hiring.jobs.models import Job, WorkerSeen
from hiring.oversight import health
from hiring.server import belongings, doctor
from hiring.server.doctor import examine
from hiring.server.forwarding import Forwarding
from hiring.settings import load_settings
from tests.migrated import migrate
from tests.smtp import Mailbox, free_port, listening


@pytest.fixture
def examined(tmp_path, monkeypatch):
    """Return what the doctor finds, by part; without the PDF, which has a test of its own."""
    monkeypatch.setattr(doctor, "_pango", lambda: doctor.Finding("pdf", True, "not examined here"))

    def examined(**settings):
        found = examine(load_settings({}, instance=tmp_path, **settings))
        return {finding.part: finding for finding in found}

    return examined


@pytest.fixture
def database(tmp_path):
    """A migrated database with a worker that was just seen."""
    engine = create_engine(load_settings({}, instance=tmp_path).database_url)
    migrate(engine)
    seal_with(engine, keys_of(load_settings({}, instance=tmp_path)))
    with Session(engine) as session:
        installation.note_key(session, load_settings({}, instance=tmp_path).secret_key)
        session.add(WorkerSeen(name="host:1", lanes="clock,events,mail,reports,batches", seen_at=clock.now()))
        session.commit()
        yield session
    engine.dispose()


def trouble(found):
    return {part: finding.says for part, finding in found.items() if not finding.well}


def test_a_healthy_installation_has_no_trouble(examined, database):
    found = examined()

    assert trouble(found) == {}
    assert list(found) == [
        *("database", "migrations", "worker", "work", "clock", "append-only", "key", "audit trail", "files"),
        *("organisation", "invitations", "backup"),
        *("processes", "rate limits", "mail", "fonts", "pdf", "disk", "address", "proxy", "open files"),
    ]
    assert str(found["organisation"]).startswith("TO DO    organisation no name yet")
    assert str(found["migrations"]) == f"ok       migrations  at revision {schema.head()}, the newest"


def test_a_new_installation_is_told_to_migrate(examined, tmp_path):
    file = tmp_path / "hiring.sqlite3"
    assert trouble(examined()) == {"database": f"none at {file}: run `hiring migrate`"}
    assert not file.exists()

    file.touch()

    assert trouble(examined()) == {
        "migrations": f"at revision none, not {schema.head()}: run `hiring migrate`",
        "worker": "cannot be asked for before `hiring migrate`",
        "work": "cannot be counted before `hiring migrate`",
    }


def test_a_database_that_does_not_answer_ends_the_questions_about_it(examined):
    found = examined(database_url="postgresql://hr:rahasia@127.0.0.1:9/hiring")

    assert not found["database"].well
    assert "rahasia" not in found["database"].says
    assert {"migrations", "worker", "work", "clock"} & found.keys() == set()


def test_work_that_waits_too_long_is_trouble(examined, database):
    since = clock.now() - timedelta(minutes=16)
    database.add(Job(lane="events", kind="x", key="x", payload={}, run_after=since))
    database.commit()

    assert trouble(examined())["work"].startswith("1 due, 0 given up, the oldest due since ")


def test_a_clock_that_went_back_is_trouble(examined, database):
    record(database, SignedIn(1, "Sari"), by=SYSTEM)
    database.commit()

    with time_machine.travel(clock.now() - timedelta(days=400)):
        found = examined()

    assert "but entries of" in trouble(found)["clock"]


def test_a_mail_server_is_greeted(examined, database):
    with listening(Mailbox()) as mailbox:
        says = examined(mail_url=mailbox.url)["mail"].says
    assert says == "the server answers, lets us sign in and accepts our sender"

    found = examined(mail_url=f"smtp://127.0.0.1:{free_port()}")
    assert not found["mail"].well
    assert "refused" in found["mail"].says


def test_a_redis_that_does_not_answer_is_trouble_but_loses_nothing(examined, database):
    found = examined(broker_url=f"redis://127.0.0.1:{free_port()}/0")

    assert trouble(found)["rate limits"].startswith("Redis does not answer (")
    assert trouble(found)["rate limits"].endswith("until it does, each process counts for itself")


def test_an_address_that_people_reach_without_encryption_is_trouble(examined, database):
    assert examined(base_url="https://rekrut.contoh.example")["address"].well
    assert trouble(examined(base_url="http://rekrut.contoh.example")) == {
        "address": "http://rekrut.contoh.example: people must come over https://, set HIRING_BASE_URL"
    }


def test_a_full_disk_is_trouble(examined, database, monkeypatch):
    monkeypatch.setattr(doctor, "_LEAST_DISK", 1 << 62)

    found = examined()

    assert "GB free for" in trouble(found)["disk"]
    assert found["disk"].remedy.startswith("Free some space, or move HIRING_INSTANCE")


def test_a_file_that_is_no_database_is_named_so(examined, tmp_path):
    (tmp_path / "hiring.sqlite3").write_text("minutes of a meeting, put here by mistake\n" * 20, "utf-8")

    found = examined()["database"]

    assert (found.well, found.says) == (False, "file is not a database")
    assert found.remedy.startswith("This file is damaged, or it is no database: restore the newest backup")


#: What a finding may say itself after a colon, instead of having a remedy.
_ADVICE = re.compile(
    r"(before `hiring migrate`)|(: |; |, so no opening opens: |remedy = ['\"])"
    r"(run|set|look|pip install|put|start|raise|restore|behind a|people must)"
)


def test_the_doctor_names_nothing_without_saying_what_to_do():
    """Read off the source: where something may not be well, a remedy is given, or the words hold one."""
    bare = []
    for module in (doctor, belongings, health):
        for function in ast.parse(inspect.getsource(module)).body:
            if isinstance(function, ast.FunctionDef) and any(_may_be_bad(call) for call in _found(function)):
                without = [call for call in _found(function) if _may_be_bad(call) and not _has_remedy(call)]
                if without and not _ADVICE.search(ast.unparse(function)):
                    bare.append(f"{module.__name__}.{function.name}")

    assert bare == []


def _found(function):
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return [call for call in calls if getattr(call.func, "id", "") == "Finding"]


def _may_be_bad(call):
    return not (isinstance(call.args[1], ast.Constant) and call.args[1].value is True)


def _has_remedy(call):
    return len(call.args) > 3 or any(each.arg == "remedy" for each in call.keywords)


@pytest.mark.process
def test_a_pdf_is_made_for_real():
    assert str(doctor._pango()) == "ok       pdf         Pango is installed, PDFs can be made"


def test_a_forgotten_proxy_is_named_and_a_stranger_cannot_play_one(examined, database, tmp_path):
    Forwarding(tmp_path).note("36.66.0.9")
    assert examined()["proxy"].says == "none expected, none seen"

    for address in ("127.0.0.1", "10.0.0.7", "fd00::7"):
        Forwarding(tmp_path).forget()
        Forwarding(tmp_path).note(address)
        assert "HIRING_PROXIES is 0" in trouble(examined())["proxy"]

    assert examined(proxies=1)["proxy"].well


def test_what_was_seen_of_a_proxy_is_written_once(tmp_path):
    forwarding = Forwarding(tmp_path)
    forwarding.note("127.0.0.1")
    forwarding.forget()

    forwarding.note("127.0.0.1")

    assert forwarding.last_seen() is None


def test_too_few_open_files_are_named_with_what_to_do(examined, database):
    assert examined()["open files"].says == "2000 connections fit"
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]

    assert trouble(examined(connections=100_000)) == {
        "open files": f"{allowed} allowed, 100512 needed for 100000 connections: raise `ulimit -n` "
        "(LimitNOFILE= in the unit), or set HIRING_CONNECTIONS"
    }


def test_a_key_that_is_not_the_one_of_this_database_is_trouble(examined, database, tmp_path):
    assert examined()["key"].says == "the one of this database"

    assert trouble(examined(secret_key="another key " * 4))["key"].startswith(
        "not the secret key this database was used with, so links in mails do not work"
    )


def test_a_stored_file_that_is_gone_or_changed_is_trouble(examined, database, tmp_path):
    folder = FileFolder(tmp_path / "files")
    rows = [
        keep_file(folder, content, name="cv.pdf", media_type="x/y", purpose="cv", largest=99)
        for content in (b"one", b"two", b"three")
    ]
    database.add_all(rows)
    database.commit()
    assert examined()["files"].says == "3 stored files are there and have their hashes"

    gone, changed = (folder.path_of(row.sha256) for row in rows[:2])
    gone.unlink()
    changed.write_bytes(b"another")

    said = trouble(examined())["files"]
    assert said.startswith("2 of 3 are wrong: ")
    assert {f"{gone} is missing", f"{changed} is not what was stored"} == set(said[18:].split("; "))


def test_a_table_whose_triggers_are_gone_is_trouble(examined, database):
    for statement in releasing("sqlite", "audit_entry"):
        database.execute(text(statement))
    database.commit()

    assert trouble(examined())["append-only"].startswith(
        "audit_entry can be changed: their triggers are gone"
    )


def test_a_table_whose_triggers_let_too_much_go_is_trouble(examined, database):
    assert examined()["append-only"].well
    for statement in (
        *releasing("sqlite", "answer_revision"),
        *protecting("sqlite", "answer_revision", until="OLD.revision > 0"),
    ):
        database.execute(text(statement))
    database.commit()

    assert trouble(examined())["append-only"].startswith(
        "answer_revision can be changed: their triggers are gone or others"
    )
