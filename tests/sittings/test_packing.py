"""Once a sitting is over, what came before the texts that count is packed, and nothing of it is lost."""

import json
import lzma
import os
import signal
import subprocess
import sys
import uuid
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.db import db, schema
from hiring.jobs.actions import enqueue
from hiring.openings.rules import Stage
from hiring.sittings import actions, histories, queries
from hiring.sittings.commands import answers
from hiring.sittings.histories import REST, PartOfSitting, bundles, examine, revisions_of, sittings_to_pack
from hiring.sittings.jobs import PACK
from hiring.sittings.models import AnswerPack, AnswerRevision, Sitting
from hiring.sittings.packing import Revision, pack, unpack
from tests.factories.drafts import rows_of_a_sitting
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.postgres import on_both

LONG_AGO = timedelta(hours=3)
SMALL = {"tasks": 2, "saves": 12, "words": 60}


def item_of(sitting):
    return sitting.assessment_version.sections[0].tasks[0].item_id


def typed(session, seed=1, *, hand_in=True, **size):
    """A sitting in which somebody typed, three hours ago, and handed in."""
    with clock.held_at(clock.now() - LONG_AGO):
        sitting = SittingFactory()
        rows = rows_of_a_sitting(seed, sitting.id, item_of(sitting), clock.now(), **(SMALL | size))
        session.execute(insert(AnswerRevision), list(rows))
        if hand_in:
            actions.hand_in(session, sitting, by=SYSTEM, by_clock=True)
    session.commit()
    return sitting


def kept(sitting, revision, **values):
    """One revision more."""
    item = sitting.assessment_version.sections[0].tasks[0].item
    AnswerRevisionFactory(sitting=sitting, item=item, revision=revision, **values)


def everything(session, sitting):
    """Every revision of a sitting, by part, with its whole row."""
    return {place.part: revisions_of(session, place) for place in histories.parts_of(session, sitting.id)}


def in_place(session, sitting):
    rows = session.query(AnswerRevision).filter_by(sitting_id=sitting.id)
    return sorted((row.part, row.revision) for row in rows)


@pytest.fixture
def packed(session, work):
    """Return a function that has a worker pack whatever is over."""

    def packed():
        enqueue(session, PACK, key=str(uuid.uuid4()))
        work()

    return packed


def test_a_pack_gives_back_what_went_into_it():
    given = [
        Revision(n, n, str(uuid.uuid4()), {"text": text}, "0" * 64, n, clock.now(), n == 2)
        for n, text in enumerate(("satu", "satu\ndua", "", "“tiga”\u2028 \U0001f600"), 1)
    ]

    assert unpack(pack(given)) == given
    other = [replace(each, operation_id=f"{each.operation_id[:-4].upper()}{each.words}") for each in given]
    assert unpack(pack(other)) == other
    assert unpack(packed_by_line(given)) == given
    assert unpack(packed_by_line(given[:1])) == given[:1]


def packed_by_line(revisions):
    """A pack as it was made first, with a line for each revision."""
    rows = [asdict(each) | {"saved_at": each.saved_at.isoformat()} for each in revisions]
    return lzma.compress("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())


@pytest.mark.parametrize("spoiled", [b"", b"nothing", pack([])[:-9], pack([])])
def test_a_damaged_pack_is_told_from_a_sound_one(spoiled):
    with pytest.raises(ValueError, match=r"a pack is damaged|Expecting value"):
        unpack(spoiled)


@on_both
def test_what_came_before_the_texts_that_count_is_packed_and_every_revision_stays(app, session, packed):
    sitting = typed(session)
    before, counts = everything(session, sitting), queries.answers_of(session, sitting.id)
    assert [len(revisions) for revisions in before.values()] == [12, 12]

    packed()

    assert in_place(session, sitting) == [("a", 12), ("b", 12)]
    assert everything(session, sitting) == before
    assert all(each.sound for revisions in before.values() for each in revisions)
    assert queries.answers_of(session, sitting.id) == counts
    assert session.get_one(Sitting, sitting.id).packed_at is not None
    assert examine(session) == histories.Examined(1, 24, [])


@on_both
def test_long_histories_go_in_several_packs(app, session, packed, monkeypatch):
    monkeypatch.setattr(histories, "MOST_IN_A_PACK", 5)
    sitting = typed(session, tasks=1)
    before = everything(session, sitting)

    packed()

    spans = session.execute(select(AnswerPack.first_revision, AnswerPack.last_revision))
    assert sorted(tuple(span) for span in spans) == [(1, 5), (6, 10), (11, 11)]
    assert everything(session, sitting) == before


def test_only_what_is_over_for_an_hour_is_packed(app, session):
    over = typed(session, 1)
    typed(session, 2, hand_in=False)
    ended = typed(session, 3, hand_in=False)
    ended.application.stage = Stage.WITHDRAWN
    lately = typed(session, 4)
    lately.handed_in_at = clock.now() - REST + timedelta(minutes=1)
    session.flush()

    assert sittings_to_pack(session, most=9) == [over.id, ended.id]
    assert sittings_to_pack(session, most=1) == [over.id]


def test_a_worker_goes_on_until_nothing_is_left(app, session, packed, monkeypatch):
    monkeypatch.setattr("hiring.sittings.jobs.PACKED_AT_ONCE", 2)
    sittings = [typed(session, number, tasks=1, saves=3) for number in range(5)]

    packed()

    assert [in_place(session, each) for each in sittings] == [[("a", 3)]] * 5
    assert sittings_to_pack(session, most=9) == []


@on_both
def test_what_came_late_or_was_put_aside_last_stays_where_it_is_read(app, session, packed):
    sitting = typed(session, tasks=1, saves=6)
    kept(sitting, 7, superseded=True, value={"text": "dari tab lain"})
    kept(sitting, 8, late=True, value={"text": "terlambat"})
    before = everything(session, sitting)

    packed()

    assert in_place(session, sitting) == [("a", 6), ("a", 7), ("a", 8)]
    assert everything(session, sitting) == before
    assert [answer.value["text"] for answer in queries.late_answers(session, sitting.id)] == ["terlambat"]


def sent(sitting, text, operation=None):
    task = sitting.assessment_version.sections[0].tasks[0].public_id
    return actions.SentAnswer(task, "a", operation or str(uuid.uuid4()), 0, {"text": text})


def save(session, sitting, answer):
    return actions.save_answer(session, sitting.id, answer, arrived=clock.now(), grace=timedelta(0))


@on_both
def test_a_text_that_comes_late_while_its_part_is_packed_is_kept(app, session):
    sitting = typed(session, tasks=1, saves=6)
    before = everything(session, sitting)["a"]
    [bundle] = bundles(session, sitting.id)

    late = save(session, sitting, sent(sitting, "Masih sempat?"))
    session.commit()
    assert actions.keep_pack(session, bundle)
    session.commit()

    assert (late.outcome, late.revision) == (actions.SaveOutcome.LATE, 7)
    assert everything(session, sitting)["a"][:6] == before
    assert [answer.value["text"] for answer in queries.late_answers(session, sitting.id)] == ["Masih sempat?"]


@on_both
def test_a_save_repeated_after_packing_is_answered_as_the_first_time(app, session, packed):
    sitting = typed(session, tasks=1, saves=6)
    third = everything(session, sitting)["a"][2]
    packed()

    again = save(session, sitting, sent(sitting, third.value["text"], third.operation_id))

    assert (again.outcome, again.revision, again.saved_at) == (actions.SaveOutcome.SAVED, 3, third.saved_at)
    with pytest.raises(actions.saving.OperationReused):
        save(session, sitting, sent(sitting, "lain", third.operation_id))
    assert in_place(session, sitting) == [("a", 6)]


@on_both
def test_of_two_workers_at_one_part_the_second_changes_nothing(app, session):
    sitting = typed(session, tasks=1, saves=6)
    before = everything(session, sitting)
    [bundle] = bundles(session, sitting.id)

    assert [actions.keep_pack(session, bundle) for _ in range(2)] == [True, False]
    session.commit()

    assert session.scalar(select(func.count(AnswerPack.id))) == 1
    assert everything(session, sitting) == before


def test_a_part_with_a_text_that_is_not_what_its_hash_names_is_left_for_somebody_to_look_at(
    app, session, packed
):
    sitting = typed(session, tasks=1, saves=6)
    kept(sitting, 1, part="z", sha256="f" * 64)
    kept(sitting, 2, part="z")

    packed()

    assert in_place(session, sitting) == [("a", 6), ("z", 1), ("z", 2)]
    code = sitting.application.code
    assert examine(session) == histories.Examined(1, 8, [f"{code}, part z, revision 1: another text"])


def a_pack(session, sitting, first, last):
    place = PartOfSitting(sitting.id, item_of(sitting), "a")
    row = {**place._asdict(), "first_revision": first, "last_revision": last, "packed": b"x"}
    session.execute(insert(AnswerPack), row)


NO_PACK, OF_OTHERS, HELD = "no pack", "a pack of other revisions", "a pack that holds it"


@on_both
@pytest.mark.parametrize(
    ("statement", "packs"),
    [
        ("DELETE FROM answer_revision WHERE revision = 2", NO_PACK),
        ("DELETE FROM answer_revision WHERE revision = 2", OF_OTHERS),
        ("DELETE FROM answer_revision WHERE revision = 4", HELD),
        ("DELETE FROM answer_revision WHERE revision = 5", HELD),
        ("DELETE FROM answer_revision", HELD),
        ("UPDATE answer_revision SET value = '{}' WHERE revision = 2", HELD),
        ("UPDATE answer_revision SET saved_at = saved_at WHERE revision = 2", HELD),
    ],
)
def test_the_database_itself_refuses_whatever_is_not_packing(app, session, statement, packs):
    sitting = typed(session, tasks=1, saves=4)
    kept(sitting, 5, late=True)
    if packs is not NO_PACK:
        a_pack(session, sitting, *((1, 5) if packs is HELD else (3, 3)))
    session.commit()

    with pytest.raises(DBAPIError, match="answer_revision is append-only"):
        session.execute(text(statement))
    session.rollback()

    assert in_place(session, sitting) == [("a", number) for number in (1, 2, 3, 4, 5)]


@on_both
@pytest.mark.parametrize("statement", ["UPDATE answer_pack SET packed = packed", "DELETE FROM answer_pack"])
def test_the_database_itself_refuses_to_change_a_pack(app, session, packed, statement):
    typed(session, tasks=1, saves=4)
    packed()

    with pytest.raises(DBAPIError, match="answer_pack is append-only"):
        session.execute(text(statement))
    session.rollback()


KILLED = """
import os, signal, sys
from flask import Flask
from hiring.app import create_app
from hiring.jobs.worker import run_due
from hiring.settings import load_settings
from hiring.sittings import actions, jobs
from pathlib import Path

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "in the middle of one":
    jobs.Session.expunge = die
else:
    jobs.let_others_write = die
settings = load_settings(
    {}, instance=Path(os.environ["PLACE"]), database_url=os.environ["DATABASE"], secret_key="k" * 40
)
run_due(create_app(settings))
"""


@pytest.mark.process
@on_both
@pytest.mark.parametrize("moment", ["in the middle of one", "between two packs"])
def test_a_worker_killed_while_it_packs_loses_nothing_and_the_next_one_goes_on(
    app, session, packed, tmp_path, moment
):
    sitting = typed(session)
    before = everything(session, sitting)
    enqueue(session, PACK, key="killed")
    session.commit()
    url = db.engine.url.render_as_string(hide_password=False)
    environment = {**os.environ, "DATABASE": url, "PLACE": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", KILLED, moment], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    left = 24 if moment == "in the middle of one" else 13
    assert (len(in_place(session, sitting)), everything(session, sitting)) == (left, before)

    packed()

    assert in_place(session, sitting) == [("a", 12), ("b", 12)]
    assert everything(session, sitting) == before


@pytest.mark.thorough
@on_both
def test_a_database_goes_down_to_the_version_before_with_every_revision_in_its_place(app, session, packed):
    sitting = typed(session)
    earlier = typed(session, seed=2, tasks=1, saves=4)
    before, ids = everything(session, sitting), session.scalars(select(AnswerRevision.id)).all()
    before_earlier = everything(session, earlier)
    counts = queries.answers_of(session, sitting.id)
    [bundle] = bundles(session, earlier.id)
    actions.keep_pack(session, replace(bundle, packed=packed_by_line(unpack(bundle.packed))))
    packed()
    enqueue(session, PACK, key="waits")
    session.commit()
    app_tables(db.engine)

    schema.downgrade(db.engine, "0008")

    with db.engine.connect() as connection:
        found = connection.execute(text("SELECT id FROM answer_revision ORDER BY id")).scalars().all()
        assert found == sorted(ids)
        assert connection.scalar(text("SELECT count(*) FROM job WHERE key = 'waits'")) == 0
    schema.upgrade(db.engine)
    assert everything(session, sitting) == before
    assert everything(session, earlier) == before_earlier
    assert queries.answers_of(session, sitting.id) == counts


def app_tables(engine):
    """Tables of a test are made from the models: have them stand where migrations lead to."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.head()})


@pytest.mark.thorough
@on_both
def test_a_database_whose_pack_is_not_what_was_put_into_it_does_not_go_down(app, session):
    sitting = typed(session, tasks=1, saves=4)
    [bundle] = bundles(session, sitting.id)
    spoiled = [replace(each, value={"text": "lain"}) for each in unpack(bundle.packed)]
    actions.keep_pack(session, replace(bundle, packed=pack(spoiled)))
    session.commit()
    faults = examine(session).faults
    session.commit()
    app_tables(db.engine)

    with pytest.raises(schema.MigrationFailed, match=r"^pack 1 does not hold what was put into it"):
        schema.downgrade(db.engine, "0008")

    assert [fault.rpartition(", ")[2] for fault in faults] == [
        f"revision {number}: another text" for number in (1, 2, 3)
    ]
    assert schema.current(db.engine) == schema.head()


def test_hiring_answers_verify_reads_every_revision_and_names_what_is_not_what_was_saved(
    app, session, packed
):
    sitting = typed(session, tasks=1, saves=4)
    packed()
    verified = CliRunner().invoke(answers, ["verify"], obj=ScriptInfo(create_app=lambda: app))
    said = "Everything is as it was saved: 4 revisions, 1 sittings.\n"
    assert (verified.exit_code, verified.output) == (0, said)

    a_pack(session, sitting, 5, 5)
    session.commit()
    verified = CliRunner().invoke(answers, ["verify"], obj=ScriptInfo(create_app=lambda: app))

    assert verified.exit_code == 1
    code = sitting.application.code
    assert verified.output.startswith(f"{code}, part a: a pack is damaged: ")
    assert verified.output.endswith("Error: Some of it is not what was saved. Faults: 1.\n")


def used_bytes(session):
    """What the rows of the answers take, with their indexes; dead ones left out."""
    session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if db.engine.dialect.name == "sqlite":
            pages, free = (
                connection.scalar(text(f"PRAGMA {name}")) for name in ("page_count", "freelist_count")
            )
            return (pages - free) * connection.scalar(text("PRAGMA page_size"))
        tables = ("answer_revision", "answer_pack")
        for table in tables:
            connection.execute(text(f"VACUUM FULL {table}"))
        size = text("SELECT pg_total_relation_size(CAST(:table AS regclass))")
        return sum(connection.scalar(size, {"table": table}) for table in tables)


@pytest.mark.thorough
@on_both
@pytest.mark.parametrize(
    "size", [{"saves": 200, "words": 520}, {"saves": 80, "words": 220}], ids=["90 minutes", "short answers"]
)
def test_what_is_packed_takes_less_than_three_tenths_of_its_text(app, session, packed, size):
    empty = used_bytes(session)
    sittings = [typed(session, seed, tasks=6, **size) for seed in range(3)]
    revisions = [one for each in sittings for part in everything(session, each).values() for one in part]
    texts = sum(len(one.value["text"].encode()) for one in revisions)
    unpacked = used_bytes(session) - empty

    packed()

    stored = used_bytes(session) - empty
    assert stored <= 0.3 * texts
    assert stored <= 0.3 * unpacked
