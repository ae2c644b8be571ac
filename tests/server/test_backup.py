"""A backup is whole or is none; a restored system sends nothing twice and takes nobody's time."""

import json
import os
import stat
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts import actions as accounts
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.app import create_app
from hiring.db import Writing, begin_writing, db, installation, open_database, schema, set_writing
from hiring.db.models import Installation
from hiring.db.transactions import writing, writing_always
from hiring.files.actions import keep_file
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.i18n.localised import Localised
from hiring.jobs.actions import enqueue
from hiring.jobs.worker import run_due
from hiring.mail import actions as mail
from hiring.mail.models import Message
from hiring.openings.models import Opening
from hiring.oversight import actions as oversight
from hiring.server import archive, backup
from hiring.server.archive import BackupRefused
from hiring.server.doctor import examine
from hiring.server.restore import bring_back
from hiring.settings import load_settings
from hiring.sittings.actions.closing import CLOSE_OVERDUE
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting
from tests.chain import chain_break
from tests.factories import use_session
from tests.factories.accounts import UserFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.migrated import migrate
from tests.postgres import on_both, on_postgresql

CV = b"%PDF-1.7 a life in one page"
OUTAGE = timedelta(hours=3)


@pytest.fixture(autouse=True)
def asked_to_write(writing_freely):
    """Let transactions write when they were asked to, as in a command."""
    set_writing(Writing.ASKED)
    yield
    set_writing(Writing.ALWAYS)


@pytest.fixture(autouse=True)
def no_settings_of_this_shell(programs_of_postgres, monkeypatch):
    for name in [name for name in os.environ if name.startswith("HIRING_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path, database_url):
    """An installation with a candidate who is writing, a mail and a job that wait, and a CV."""
    instance = tmp_path / "instance"
    instance.mkdir()
    if database_url.startswith("postgresql"):
        (instance / "settings.toml").write_text(f"database_url = {database_url!r}\n", "utf-8")
    settings = load_settings({}, instance=instance)
    with open_database(settings.database_url) as engine:
        migrate(engine)
        with writing_always(), Session(engine) as session:
            use_session(session)
            installation.note_key(session, settings.secret_key)
            seed(session, settings)
            session.commit()
    return settings


def seed(session, settings):
    sitting = SittingFactory(closes_in=timedelta(minutes=20))
    sitting.application.opening.closes_at = clock.now() + timedelta(hours=1)
    AnswerRevisionFactory(sitting=sitting, item=sitting.assessment_version.sections[0].tasks[0].item)
    [first, *_] = sitting.sections
    session.flush()
    enqueue(session, CLOSE_OVERDUE, key="clock", run_after=first.closes_at, clock_id=first.id)
    accounts.open_user_session(session, Audience.STAFF, UserFactory().id)
    folder = FileFolder(settings.instance / "files")
    session.add(keep_file(folder, CV, name="cv.pdf", media_type="application/pdf", purpose="cv", largest=999))
    send(session, "ayu@surel.example")


def send(session, address):
    mail.send(
        session,
        "fresh_link",
        mail.Recipient("Ayu", address, "id"),
        key=address,
        link=mail.SecretLink("invitation", 1, 1, "/i/{token}"),
        title=Localised(id="Petugas Komunitas", en="Community Officer"),
        place="Bekasi",
        closes_at=clock.now() + timedelta(days=7),
        zone="Asia/Jakarta",
    )


def elsewhere(tmp_path, settings, request):
    """Return an empty instance folder whose settings name an empty database of the same kind."""
    instance = tmp_path / "new"
    instance.mkdir()
    if settings.database_file is None:
        url = request.getfixturevalue("new_postgres")()
        (instance / "settings.toml").write_text(f"database_url = {url!r}\n", "utf-8")
    return instance


def counted(engine):
    tables = sorted(schema.all_metadata().tables)
    with engine.connect() as connection:
        return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in tables}


def test_a_backup_and_its_restore_say_how_far_they_are_and_come_to_the_end(settings, tmp_path, request):
    saving, restoring = [], []

    backup.take(settings, tmp_path / "backup", lambda *far: saving.append(far))
    instance = elsewhere(tmp_path, settings, request)
    bring_back(tmp_path / "backup", instance, lambda *far: restoring.append(far))

    # the database and one stored file are written and read again, the key is read again
    assert saving == [(done, 5) for done in (1, 2, 3, 4, 5)]
    assert restoring == [(done, 4) for done in (1, 2, 3, 4)]


@on_both
def test_a_restored_system_has_everything_and_nothing_goes_out_or_closes_before_it_is_released(
    settings, tmp_path, request
):
    with open_database(settings.database_url) as engine:
        before = counted(engine)
    taken = backup.take(settings, tmp_path / "backup")
    instance = elsewhere(tmp_path, settings, request)

    with clock.held_at(taken.moment + OUTAGE):
        manifest, restored, given = bring_back(tmp_path / "backup", instance)

        assert (manifest, given) == (taken, oversight.GivenBack(sections=1, openings=1))
        assert restored.secret_key == settings.secret_key
        app = create_app(restored)
        with app.app_context():
            session = db.session()
            assert counted(db.engine) == before | {
                "audit_entry": before["audit_entry"] + 3,
                "audit_head": 1,
                "job": before["job"] + 1,  # the opening closes later
            }
            assert chain_break(session) is None
            assert session.scalars(select(UserSession.ended_at)).all() == [clock.now()]
            assert files_of(session, restored) == [CV]
            assert [left(each) for each in session.scalars(select(SectionClock))] == [20]
            assert session.scalars(select(Opening.closes_at)).one() > clock.now()
            session.rollback()
        assert run_due(app) == 0
        assert not (instance / "mail").exists()

    with clock.held_at(taken.moment + 2 * OUTAGE):
        with app.app_context():
            session = db.session()
            given, taken_back = oversight.release(begin_writing(), without_mails=False)
            session.commit()
            assert (given.sections, given.openings, taken_back) == (1, 1, 0)
            assert [left(each) for each in session.scalars(select(SectionClock))] == [20]
            session.rollback()
        assert run_due(app) > 0
        with app.app_context():
            session = db.session()
            assert session.scalars(select(Message.state)).one() == "sent"
            assert session.scalars(select(Sitting.state)).one() == "running"
            assert session.scalars(select(SectionClock.finished_at)).all() == [None]
            session.rollback()
            db.engine.dispose()


def left(section):
    return round((section.closes_at - clock.now()).total_seconds() / 60)


def files_of(session, settings):
    folder = FileFolder(settings.instance / "files")
    return [folder.read(sha256) for sha256 in session.scalars(select(StoredFile.sha256))]


@on_both
def test_the_doctor_finds_a_restored_system_in_order_but_held(settings, tmp_path, request, monkeypatch):
    from hiring.server import doctor

    monkeypatch.setattr(doctor, "_pango", lambda: doctor.Finding("pdf", True, "not examined here"))
    backup.take(settings, tmp_path / "backup")
    _, restored, _ = bring_back(tmp_path / "backup", elsewhere(tmp_path, settings, request))

    found = {finding.part: finding for finding in examine(restored)}

    assert {part for part, finding in found.items() if not finding.well} == {"work", "worker"}
    assert found["work"].says.endswith("after a restore: check, then `hiring release`")
    assert found["key"].says == "the one of this database"
    assert found["files"].says == "1 stored files are there and have their hashes"
    assert found["append-only"].well


@on_both
def test_mails_that_may_have_gone_out_can_be_taken_back_at_the_release(settings, tmp_path, request):
    taken = backup.take(settings, tmp_path / "backup")
    _, restored, _ = bring_back(tmp_path / "backup", elsewhere(tmp_path, settings, request))
    app = create_app(restored)
    with app.app_context():
        session = begin_writing()
        send(session, "budi@surel.example")
        session.commit()

        _, taken_back = oversight.release(begin_writing(), without_mails=True)
        session.commit()
    run_due(app)

    with app.app_context():
        states = db.session.execute(select(Message.to_email, Message.state).order_by(Message.id)).all()
        db.session.remove()
        db.engine.dispose()
    assert taken.moment < clock.now()
    assert taken_back == 1
    assert states == [("ayu@surel.example", "cancelled"), ("budi@surel.example", "sent")]


def test_a_backup_is_readable_by_its_owner_only_and_lists_every_file_of_it(settings, tmp_path):
    before = os.umask(0o022)
    try:
        backup.take(settings, tmp_path / "backup")
    finally:
        os.umask(before)
    paths = sorted((tmp_path / "backup").rglob("*"))
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in [tmp_path / "backup", *paths]}
    listed = json.loads((tmp_path / "backup" / "backup.json").read_text("utf-8"))["sha256"]

    assert modes == {(True, 0o700), (False, 0o600)}
    files = {str(path.relative_to(tmp_path / "backup")) for path in paths if path.is_file()}
    assert files == {*listed, "backup.json"}
    assert {"hiring.sqlite3", "secret_key"} < files


def test_the_database_knows_of_which_moment_its_newest_backup_is(settings, tmp_path):
    taken = backup.take(settings, tmp_path / "backup")

    with open_database(settings.database_url) as engine, engine.connect() as connection:
        assert connection.scalar(select(Installation.backed_up_at)) == taken.moment


def test_a_backup_waits_for_nobody_who_writes_and_holds_what_was_committed(settings, tmp_path):
    with open_database(settings.database_url) as engine, writing(engine) as others:
        others.execute(text("DELETE FROM message"))

        backup.take(settings, tmp_path / "backup")

        others.rollback()
    with (
        open_database(f"sqlite:///{tmp_path / 'backup' / 'hiring.sqlite3'}") as engine,
        Session(engine) as kept,
    ):
        assert kept.scalar(select(func.count()).select_from(Message)) == 1
        assert kept.scalar(select(func.count()).select_from(AnswerRevision)) == 1


@pytest.mark.parametrize(
    ("name", "damage", "sentence"),
    [
        ("hiring.sqlite3", b"not what it was", "has changed since it was written"),
        ("secret_key", None, "secret_key is missing"),
        ("backup.json", b"{}", "does not belong to a backup of this program"),
        ("backup.json", None, "There is no complete backup in"),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_written(settings, tmp_path, name, damage, sentence):
    backup.take(settings, tmp_path / "backup")
    spoiled = tmp_path / "backup" / name
    spoiled.unlink()
    if damage is not None:
        spoiled.write_bytes(damage)

    with pytest.raises(BackupRefused, match=sentence):
        bring_back(tmp_path / "backup", tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_nothing_is_overwritten(settings, tmp_path):
    backup.take(settings, tmp_path / "backup")

    with pytest.raises(BackupRefused, match=r"is not empty: a backup needs a folder of its own"):
        backup.take(settings, tmp_path / "backup")
    with pytest.raises(BackupRefused, match=r"is not empty, it holds .*: a backup needs an empty folder"):
        bring_back(tmp_path / "backup", settings.instance)

    archive.verify(tmp_path / "backup", archive.read_list(tmp_path / "backup"))


@on_postgresql
def test_a_restored_database_knows_how_large_its_tables_are(settings, tmp_path, request):
    """A dump does not say, and until PostgreSQL has counted for itself its plans can be very slow ones."""
    backup.take(settings, tmp_path / "backup")
    _, restored, _ = bring_back(tmp_path / "backup", elsewhere(tmp_path, settings, request))

    with open_database(restored.database_url) as engine, engine.connect() as connection:
        known = connection.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'audit_entry'"))

    assert known is not None
    assert known >= 0  # -1 is what it has not looked at


@on_postgresql
def test_a_database_with_tables_in_it_is_not_restored_into(settings, tmp_path):
    backup.take(settings, tmp_path / "backup")
    instance = tmp_path / "new"
    instance.mkdir()
    (instance / "settings.toml").write_text(f"database_url = {settings.database_url!r}\n", "utf-8")

    with pytest.raises(
        BackupRefused, match=r"^The database PostgreSQL .* is not empty: nothing is overwritten"
    ):
        bring_back(tmp_path / "backup", instance)

    assert [path.name for path in instance.iterdir()] == ["settings.toml"]


def test_another_key_in_the_settings_is_refused_before_anything_is_written(settings, tmp_path):
    backup.take(settings, tmp_path / "backup")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "settings.toml").write_text(f'secret_key = "{"k" * 40}"\n', "utf-8")

    with pytest.raises(BackupRefused, match="The secret key in the settings is not the one in the backup"):
        bring_back(tmp_path / "backup", tmp_path / "new")

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.toml"]


def test_a_backup_of_a_newer_version_is_refused(settings, tmp_path):
    taken = backup.take(settings, tmp_path / "backup")
    listed = tmp_path / "backup" / "backup.json"
    listed.write_text(listed.read_text("utf-8").replace(taken.revision, "9999"), "utf-8")

    with pytest.raises(BackupRefused, match="newer than this program: install that version"):
        bring_back(tmp_path / "backup", tmp_path / "new")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.unlink(), "is missing"),
        (lambda path: path.write_bytes(b"x"), "its content has changed"),
    ],
)
def test_a_stored_file_that_is_wrong_is_named_and_no_backup_is_left(settings, tmp_path, spoil, sentence):
    [stored] = [path for path in (settings.instance / "files").rglob("*") if path.is_file()]
    spoil(stored)

    with pytest.raises(BackupRefused, match=sentence):
        backup.take(settings, tmp_path / "backup")

    assert list((tmp_path / "backup").iterdir()) == []


@pytest.mark.process
def test_the_password_of_the_database_stands_on_no_command_line(tmp_path, monkeypatch):
    from hiring.server import dumping

    told = tmp_path / "told"
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(f'#!{sys.executable}\nimport os, sys\nopen({str(told)!r}, "w").write('
                       'f"{sys.argv[1:]}\\n{os.environ[\'PGPASSWORD\']}")\n', "utf-8")  # fmt: skip
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))

    dumping.dump_postgres("postgresql+psycopg://hr:rahasia%40@db.example:5433/hiring", tmp_path / "dump")

    arguments, password = told.read_text("utf-8").splitlines()
    assert "postgresql://hr@db.example:5433/hiring" in arguments
    assert "rahasia" not in arguments
    assert password == "rahasia@"


def test_a_machine_without_the_programs_of_postgres_is_told_what_to_install(tmp_path, monkeypatch):
    from hiring.server import dumping

    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupRefused, match="pg_dump, which is missing: apt-get install postgresql-client"):
        dumping.dump_postgres("postgresql+psycopg://hr@db.example/hiring", tmp_path / "dump")
