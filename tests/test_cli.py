"""The command line: what is wrong is said in one sentence, and scripts can tell by the status."""

import contextlib
import getpass
import os
import stat
import subprocess
import sys

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from hiring import __version__, cli
from hiring.accounts.rules import SHORTEST_PASSWORD
from hiring.db import Writing, set_writing
from hiring.jobs.lanes import LANES
from tests.factories.accounts import PASSWORD
from tests.migrated import migrate_file


@pytest.fixture
def connections(tmp_path):
    """Keep the connections to databases in `tmp_path` that are open: Python 3.13 complains of one left so.

    A thread that an earlier test has left behind in this process may open others at any time.
    """
    left_open = set()

    def opened(connection, _record):
        files = [row[2] for row in connection.execute("PRAGMA database_list")]
        if any(file.startswith(str(tmp_path.resolve())) for file in files):
            left_open.add(id(connection))

    def closed(connection, _record):
        left_open.discard(id(connection))

    event.listen(Pool, "connect", opened)
    event.listen(Pool, "close", closed)
    yield left_open
    event.remove(Pool, "connect", opened)
    event.remove(Pool, "close", closed)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, connections):
    """Return a function that runs `hiring ...` and returns its status, output and complaint.

    No command may leave a connection open behind it.
    """
    before = os.umask(0o077)  # which the command sets for the whole process
    for name in ("HIRING_PORT", "HIRING_HOST", "HIRING_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HIRING_INSTANCE", str(tmp_path))

    def run(*arguments, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["hiring", *arguments])
        set_writing(Writing.ASKED)  # as in a process of its own
        try:
            cli.main()
            status = 0
        except SystemExit as ended:
            status = ended.code or 0
        finally:
            set_writing(Writing.ALWAYS)
        assert connections == set(), arguments
        said = capsys.readouterr()
        return status, said.out, said.err

    yield run
    os.umask(before)


@pytest.fixture
def migrated(run, tmp_path):
    """A database that `hiring migrate` has made, most of it beforehand."""
    migrate_file(tmp_path / "hiring.sqlite3")
    assert run("migrate")[0] == 0


@pytest.fixture
def password(tmp_path):
    path = tmp_path / "password"
    path.write_text(PASSWORD + "\n", "utf-8")
    return str(path)


def test_the_version_is_told(run):
    assert run("--version") == (0, f"hiring {__version__}\n", "")


def test_every_command_of_the_list_can_be_asked_for_help(run):
    for command in cli.COMMANDS:
        status, out, _ = run(command, "--help")
        assert (command, status) == (command, 0)
        assert "Usage: hiring" in out


def test_an_unknown_command_is_a_wrong_use(run):
    assert run("dance")[0] == 2


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HIRING_PORT", "eighty", "HIRING_PORT must be a whole number from 0 to 65535; not 'eighty'.\n"),
        ("HIRING_ZONE", "Mars", "HIRING_ZONE must be a time zone such as Asia/Jakarta; not 'Mars'.\n"),
        (
            "HIRING_MAIL_URL",
            "http://user:rahasia@x",
            (
                "HIRING_MAIL_URL must be an address that starts with smtp:// or smtps://; "
                "it was given another value.\n"
            ),
        ),
        *(
            (
                "HIRING_MAIL_FROM",
                value,
                (
                    "HIRING_MAIL_FROM must be one sender, such as Recruitment <jobs@example.org>, a name "
                    f"with commas in quotes; not {value!r}.\n"
                ),
            )
            for value in (
                "Rekrutmen PT Contoh",
                "PT Contoh, Tbk. <rekrutmen@contoh.example>",
                "a@contoh.example, b@contoh.example",
                "Rekrutmen <rekrutmen@contöh.example>",
                "rekrutmen@",
                "",
            )
        ),
        (
            "HIRING_SECRET_KEY",
            "rahasia",
            "HIRING_SECRET_KEY must be a secret of at least 32 characters; it was given another value.\n",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence_that_names_it(run, name, value, sentence):
    assert run("migrate", **{name: value}) == (2, "", sentence)


def test_a_setting_nobody_knows_is_named(run):
    status, _, err = run("migrate", HIRING_COLOUR="red")

    assert status == 2
    assert err.startswith("HIRING_COLOUR is not a setting; the settings are audit_former_keys, ")
    assert err.count("\n") == 1


def test_a_wrong_line_in_the_settings_file_names_the_file(run, tmp_path):
    (tmp_path / "settings.toml").write_text("threads = 0\n", "utf-8")

    assert run("migrate") == (
        2,
        "",
        f"threads in {tmp_path / 'settings.toml'} must be a whole number from 1 to 256; not 0.\n",
    )


def test_migrating_twice_changes_nothing_the_second_time(run, tmp_path):
    from hiring.db import schema

    at = f"The database {tmp_path / 'hiring.sqlite3'} is at revision {schema.head()}"
    assert run("migrate") == (0, f"{at}, up from nothing.\n", "")
    assert run("migrate") == (0, f"{at}.\n", "")


@pytest.mark.process
def test_what_is_written_is_readable_by_the_owner_only(tmp_path):
    environment = {**os.environ, "HIRING_INSTANCE": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "hiring.cli", "migrate"], env=environment, check=True)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"hiring.sqlite3": 0o600, "secret_key": 0o600}


def test_a_command_before_the_migration_says_what_to_do(run, tmp_path):
    (tmp_path / "hiring.sqlite3").touch()
    assert run("user", "list") == (1, "", "The database is not up to date: run `hiring migrate` first.\n")
    assert run("serve", "--no-worker") == (
        1,
        "",
        "Error: The database is not up to date: run `hiring migrate` first.\n",
    )


def test_a_database_that_does_not_answer_is_named_without_a_trace(run):
    status, out, err = run("migrate", HIRING_DATABASE_URL="postgresql://hr:rahasia@127.0.0.1:9/hiring")

    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("The database PostgreSQL hiring on 127.0.0.1 cannot be used: ")
    assert "rahasia" not in err


def test_staff_are_added_listed_and_given_other_roles(run, migrated, password):
    added = run(
        *("user", "add", "Sari@Contoh.example", "--name", "Sari Wulan", "--role", "admin", "--role", "hr"),
        *("--password-from", password),
    )
    changed = run("user", "role", "sari@contoh.example", "admin", "reviewer")

    assert added == (0, "Sari Wulan may sign in as sari@contoh.example.\n", "")
    assert changed == (0, "Sari Wulan is now: Administrator, Reviewer.\n", "")
    assert run("user", "list") == (0, "sari@contoh.example  Sari Wulan  Administrator, Reviewer\n", "")
    status, verified, _ = run("audit", "verify")
    assert status == 0
    assert verified.startswith("The audit trail holds: 2 entries, each sealed to the one before it.\n")


def test_the_help_of_a_worker_names_every_lane(run):
    said = " ".join(run("worker", "--help")[1].split())

    assert f"all: {', '.join(sorted(LANES))}." in said


def test_what_the_trade_refuses_is_said_in_its_words(run, migrated, password, tmp_path):
    add = ("user", "add", "sari@contoh.example", "--name", "Sari", "--role", "admin")
    (tmp_path / "short").write_text("short", "utf-8")

    assert run(*add, "--password-from", str(tmp_path / "short")) == (
        1,
        "",
        f"A password has at least {SHORTEST_PASSWORD} characters; a short sentence is best.\n",
    )
    assert run(*add, "--password-from", password)[0] == 0
    assert run(*add, "--password-from", password) == (
        1,
        "",
        "There is already an account with this address.\n",
    )
    assert run("user", "role", "sari@contoh.example", "hr") == (
        1,
        "",
        "At least one active administrator must remain.\n",
    )
    assert run("user", "role", "nobody@contoh.example", "hr") == (
        1,
        "",
        "Error: There is no account nobody@contoh.example.\n",
    )
    assert run("user", "add", "not an address", "--name", "x", "--role", "hr")[0] == 2


@pytest.mark.thorough
def test_migrate_goes_back_to_a_revision_and_forth_again(run, tmp_path):
    from hiring.db import schema

    first, head, file = schema.revisions()[0], schema.head(), tmp_path / "hiring.sqlite3"
    run("migrate")

    assert run("migrate", "--to", first, "--yes")[:2] == (
        0,
        f"The database {file} is at revision {first}"
        + (f", back from {head}.\n" if first != head else ".\n"),
    )
    assert run("migrate", "--to", "8888") == (
        1,
        "",
        f"Error: There is no revision 8888; this version knows {first} to {head}. Nothing was changed.\n",
    )
    assert run("migrate")[0] == 0


def test_a_database_of_a_newer_version_is_not_touched_and_the_way_back_is_told(run, migrated, tmp_path):
    import sqlite3

    from hiring.db import schema

    with contextlib.closing(sqlite3.connect(tmp_path / "hiring.sqlite3")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    newer = f"The database is at revision 9999, newer than this program: hiring {__version__} knows up to "

    migrated, served = run("migrate"), run("serve", "--no-worker")

    assert migrated[:2] == served[:2] == (1, "")
    assert migrated[2] == (
        f"Error: {newer}{schema.head()}. Nothing was changed. Go back with the version that migrated it: "
        f"`hiring migrate --to {schema.head()}`.\n"
    )
    assert served[2].startswith(f"Error: {newer}{schema.head()}. Start the version that migrated it, ")


def test_a_migration_that_fails_is_one_sentence_that_says_nothing_was_changed(run, monkeypatch):
    from hiring.db import schema
    from hiring.db.migrations import protection

    def fail(*_):
        raise RuntimeError("a rule that no row fits")

    monkeypatch.setattr(protection, "protecting", fail)

    assert run("migrate") == (
        1,
        "",
        (
            f"Error: The migration to revision {schema.head()} failed, and nothing was changed: "
            "a rule that no row fits.\n"
        ),
    )


def test_no_command_but_migrate_makes_a_database(run, tmp_path):
    said = f"There is no database {tmp_path / 'hiring.sqlite3'}: `hiring migrate` makes it.\n"

    assert run("user", "list") == run("serve", "--no-worker") == run("bank", "load") == (1, "", said)
    assert not (tmp_path / "hiring.sqlite3").exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(run, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    folder = tmp_path / "file" / "instance"

    status, out, err = run("migrate", HIRING_INSTANCE=str(folder))

    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(
        f"The instance folder {folder} cannot be used (Not a directory). As root: `install "
    )


def test_an_installed_command_without_a_folder_asks_for_one_instead_of_making_it(run, monkeypatch, tmp_path):
    from hiring import instance

    monkeypatch.delenv("HIRING_INSTANCE")
    monkeypatch.setattr(instance, "is_checkout", lambda: False)
    monkeypatch.setattr(instance, "ON_A_SERVER", tmp_path / "missing")
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())

    status, out, err = run("migrate")

    assert (status, out) == (1, "")
    assert err.startswith(
        f"There is no instance folder: create {tmp_path / 'missing'} (as root: `install -d "
    )
    assert set(tmp_path.iterdir()) == before


def test_a_folder_of_somebody_else_is_left_alone_and_the_right_command_is_told(run, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4242)

    status, out, err = run("user", "list")

    assert (status, out) == (1, "")
    assert f"{tmp_path} belongs to {getpass.getuser()}, and {os.getuid() + 4242} would leave files" in err
    assert err.endswith(f"`sudo -u {getpass.getuser()} hiring user list`.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_root_left_behind_is_named_with_what_to_do(run, monkeypatch, tmp_path):
    left, me = tmp_path / "secret_key", getpass.getuser()
    left.write_text("x" * 40, "utf-8")
    monkeypatch.setattr(os, "access", lambda path, _: path != left)

    assert run("migrate") == (1, "", f"{me} may not write {left}. As root: `chown -R {me}: {tmp_path}`.\n")


def test_a_system_is_saved_restored_elsewhere_and_released(run, migrated, tmp_path, password):
    instance, folder = tmp_path / "new", tmp_path / "backup"
    run("user", "add", "sari@contoh.example", "--name", "Sari", "--role", "hr", "--password-from", password)

    saved = run("backup", str(folder))
    restored = run("restore", str(folder), HIRING_INSTANCE=str(instance))
    listed, again = run("user", "list"), run("restore", str(folder))
    waiting, released, nothing = run("release", "--list"), run("release", "--yes"), run("release")

    assert saved[0] == restored[0] == waiting[0] == released[0] == 0
    assert saved[1].startswith(f"Saved in {folder} as of ")
    assert ": sqlite, 0 stored files, key. All of it was read back and is complete.\n" in saved[1]
    assert f"{instance / 'hiring.sqlite3'}, at {instance}.\nEverybody is signed out." in restored[1]
    assert "Workers are on hold: nothing is sent and nothing closes." in restored[1]
    assert listed[1] == "sari@contoh.example  Sari  HR\n"
    assert (again[0], again[2].startswith(f"{instance} is not empty, it holds ")) == (1, True)
    assert waiting[1].startswith("On hold since ")
    assert released[1].endswith("Released. Mails cancelled: 0.\n")
    assert nothing == (0, "Workers are not on hold.\n", "")


@pytest.mark.process
def test_a_changed_key_is_accepted_only_when_that_is_said(run, tmp_path):
    run("migrate")
    (tmp_path / "secret_key").write_text("k" * 40, "utf-8")

    run("migrate")
    before = run("doctor")[1]
    run("migrate", "--new-key")
    after = run("doctor")[1]

    assert "TROUBLE  key         not the secret key this database was used with" in before
    assert "ok       key         the one of this database" in after
