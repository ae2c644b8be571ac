"""The migrations lead to the models' tables and back, on both databases, whole or not at all."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import JSON, DateTime, column, create_engine, insert, inspect, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hiring.accounts.events import SignedIn
from hiring.audit.actions import record
from hiring.audit.keys import keys_from, seal_with
from hiring.db import open_database, prepare_engine, schema, writing
from hiring.db.append_only import protected_tables, protecting, releasing, wanted_tables
from hiring.db.migrations import protection
from hiring.jobs.models import Job
from hiring.paths import PACKAGE
from hiring.standings.actions import COMPUTE_EARLIER
from hiring.standings.models import StandingsRun
from hiring.standings.rules import VERSION
from tests.factories import use_session
from tests.factories.openings import OpeningFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory

pytestmark = pytest.mark.thorough


LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


class Somebody:
    label = "staff:1"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request, tmp_path):
    """An empty database of either kind."""
    if request.param == "postgresql":
        yield request.getfixturevalue("postgres_engine")
        return
    engine = create_engine(f"sqlite:///{tmp_path / 'a b%.sqlite3'}")
    prepare_engine(engine)
    yield engine
    engine.dispose()


def seed(engine):
    """Write one candidate's answer and one audit entry with everything they hang on."""
    seal_with(engine, keys_from("a key of the trail"))
    with Session(engine) as session:
        use_session(session)
        sitting = SittingFactory()
        task = sitting.assessment_version.sections[0].tasks[0]
        AnswerRevisionFactory(sitting=sitting, item=task.item)
        record(session, SignedIn(1, "Sari"), by=Somebody())
        session.commit()


def numbers_of_rows(engine):
    with engine.connect() as connection:
        names = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in names}


def test_a_database_is_at_head_only_after_the_migrations(engine):
    assert (schema.current(engine), schema.at_head(engine)) == (None, False)

    schema.upgrade(engine)

    assert (schema.current(engine), schema.at_head(engine)) == (schema.head(), True)


def test_the_migrations_lead_exactly_to_the_models(engine):
    schema.upgrade(engine)

    assert schema.differences(engine) == []


def test_an_empty_database_goes_up_down_and_up_again(engine):
    schema.upgrade(engine)
    schema.downgrade(engine, "base")
    assert (schema.current(engine), numbers_of_rows(engine)) == (None, {})

    schema.upgrade(engine)

    assert schema.differences(engine) == []


def test_a_seeded_database_keeps_its_rows_and_can_be_emptied(engine):
    schema.upgrade(engine)
    seed(engine)
    before = numbers_of_rows(engine)
    assert before["answer_revision"] == before["audit_entry"] == 1

    schema.upgrade(engine)
    assert numbers_of_rows(engine) == before
    schema.downgrade(engine, "base")

    assert numbers_of_rows(engine) == {}


@pytest.mark.parametrize("combined", ["mean", "median"])
def test_openings_in_which_medians_count_are_computed_anew_once(engine, combined):
    schema.upgrade(engine)
    with Session(engine) as session:
        use_session(session)
        opening = OpeningFactory(levels_combined=combined)
        same = {"input_hash": "0" * 64, "top": 1, "candidates": 0, "listed": 1, "bands": [], "studies": {}}
        session.add(StandingsRun(opening_id=opening.id, number=1, **same))
        session.commit()
    schema.downgrade(engine, "0075")

    schema.upgrade(engine)

    with Session(engine) as session:
        asked = session.scalars(select(Job).where(Job.kind == COMPUTE_EARLIER.name)).all()
        assert [(job.state, job.payload) for job in asked] == (
            [("queued", {})] if combined == "median" else []
        )
        version = session.scalars(select(StandingsRun.version)).one()
        assert version == (VERSION if combined == "mean" else 1)
    schema.downgrade(engine, "0075")
    with Session(engine) as session:
        assert session.scalars(select(Job.id).where(Job.kind == COMPUTE_EARLIER.name)).all() == []


def insert_mails(engine, rows):
    columns = ("public_id", "key", "template", "to_name", "to_email", "locale", "state", "attempts")
    message = table("message", *map(column, columns), column("values", JSON), column("created_at", DateTime))
    same = {"to_name": "", "to_email": "", "locale": "en", "state": "queued", "attempts": 0}
    with writing(engine) as connection:
        for number, (template, values) in enumerate(rows):
            own = {"public_id": f"p{number}", "key": f"k{number}", "created_at": LONG_AGO}
            connection.execute(
                insert(message).values({**same, **own, "template": template, "values": values})
            )


def mails(engine):
    message = table("message", column("id"), column("template"), column("values", JSON))
    wanted = select(message.c.template, message.c["values"]).order_by(message.c.id)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(wanted)]


def test_mails_that_went_by_one_name_go_by_two_and_back(engine):
    schema.upgrade(engine, "0038")
    rows = [("password_link", {"is_new": new}) for new in (True, False)]
    rows += [("privacy_erased", {"is_referee": referee}) for referee in (True, False)]
    rows += [("privacy_erased", {})]
    insert_mails(engine, rows)

    schema.upgrade(engine)
    apart = [template for template, _ in mails(engine)]
    schema.downgrade(engine, "0038")

    assert apart == ["account_made", "password_link", "referee_erased", "privacy_erased", "privacy_erased"]
    assert mails(engine) == rows


@pytest.mark.parametrize("table", ["audit_entry", "answer_revision"])
def test_the_database_itself_refuses_to_change_or_remove_what_is_append_only(engine, table):
    schema.upgrade(engine)
    seed(engine)

    for statement in (f"UPDATE {table} SET id = id + 1", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match=f"{table} is append-only"), engine.begin() as connection:
            connection.execute(text(statement))

    assert numbers_of_rows(engine)[table] == 1


def test_tables_made_for_tests_are_protected_like_migrated_ones(engine):
    schema.all_metadata().create_all(engine)

    assert schema.differences(engine) == []


KILLED = """
import os, signal
from sqlalchemy import create_engine
from hiring.db import schema
from hiring.db.migrations import protection

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

protection.protecting = die
schema.upgrade(create_engine(os.environ["DATABASE"]))
"""


@pytest.mark.process
def test_a_migration_killed_in_the_middle_leaves_nothing_behind(engine):
    environment = {**os.environ, "DATABASE": engine.url.render_as_string(hide_password=False)}
    killed = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL

    assert (schema.current(engine), numbers_of_rows(engine)) == (None, {})
    schema.upgrade(engine)

    assert schema.at_head(engine)


def test_a_migration_that_would_leave_rows_pointing_nowhere_is_taken_back(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    prepare_engine(engine)
    schema.upgrade(engine)
    raw = sqlite3.connect(tmp_path / "broken.sqlite3")
    raw.execute("INSERT INTO user_role (user_id, role) VALUES (99, 'hr')")
    raw.commit()
    raw.close()

    with pytest.raises(schema.BrokenReferences, match="rows of user_role would point nowhere"):
        schema.downgrade(engine, schema.head())

    engine.dispose()


@pytest.mark.parametrize(
    ("revision", "standing", "sentence"),
    [
        (None, "older", "The database is not up to date: run `hiring migrate` first."),
        ("9999", "newer", "The database is at revision 9999, newer than this program: "),
    ],
)
def test_a_database_that_is_too_new_is_told_apart_from_one_that_is_too_old(
    tmp_path, revision, standing, sentence
):
    with open_database(f"sqlite:///{tmp_path / 'other.sqlite3'}") as engine:
        if revision is not None:
            schema.upgrade(engine)
            with engine.begin() as connection:
                connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})

        assert schema.standing(schema.current(engine)) == standing
        assert schema.misfit(engine).startswith(sentence)


def test_the_revisions_make_one_chain_and_every_file_is_in_it():
    written = list((PACKAGE / "db" / "migrations" / "versions").glob("[0-9]*.py"))

    assert len(schema.revisions()) == len(written)
    assert list(schema.revisions()) == sorted(path.name.partition("_")[0] for path in written)


@pytest.mark.parametrize("table", sorted(wanted_tables(schema.all_metadata())))
def test_a_table_that_sqlite_rebuilds_stays_append_only(tmp_path, table):
    with open_database(f"sqlite:///{tmp_path / 'rebuilt.sqlite3'}") as engine:
        schema.upgrade(engine)
        seed(engine)
        before = numbers_of_rows(engine)

        with schema.migrating(engine) as connection:
            operations = Operations(MigrationContext.configure(connection))
            with operations.batch_alter_table(table, recreate="always"):
                pass

        with engine.connect() as connection:
            assert protected_tables(connection) == wanted_tables(schema.all_metadata())
        assert schema.differences(engine) == []
        assert numbers_of_rows(engine) == before


def test_a_table_of_which_one_trigger_is_gone_does_not_pass_for_append_only(engine):
    schema.upgrade(engine)
    [_, *some] = releasing(engine.dialect.name, "consent")
    with engine.begin() as connection:
        for statement in some:
            connection.execute(text(statement))

    assert schema.differences(engine) == [("protect_table", "consent")]


def test_triggers_that_let_more_go_than_they_should_do_not_pass_for_the_right_ones(engine):
    schema.upgrade(engine)
    with engine.begin() as connection:
        for statement in (
            *releasing(engine.dialect.name, "answer_revision"),
            *protecting(engine.dialect.name, "answer_revision", until="OLD.revision > 0"),
            *releasing(engine.dialect.name, "audit_entry"),
            *idle(engine.dialect.name, "audit_entry"),
        ):
            connection.execute(text(statement))

    assert sorted(schema.differences(engine)) == [
        ("protect_table", "answer_revision"),
        ("protect_table", "audit_entry"),
        ("release_table", "answer_revision"),
    ]


def idle(dialect, table):
    """Triggers with the right names that refuse nothing."""
    if dialect == "sqlite":
        deeds = ("update", "delete")
        return [
            f"CREATE TRIGGER {table}_keeps_{deed} BEFORE {deed} ON {table} BEGIN SELECT 1; END"
            for deed in deeds
        ]
    function = "CREATE FUNCTION idle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
    row = f"CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    every = f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
    return [function, *(f"{trigger} EXECUTE FUNCTION idle()" for trigger in (row, every))]


def test_a_migration_that_fails_says_why_and_changes_nothing(engine, monkeypatch):
    def fail(*_):
        raise RuntimeError("the disk is\nfull")

    monkeypatch.setattr(protection, "protecting", fail)

    with pytest.raises(schema.MigrationFailed, match=r"^the disk is full$"):
        schema.upgrade(engine)

    assert (schema.current(engine), numbers_of_rows(engine)) == (None, {})
