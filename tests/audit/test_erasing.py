"""What is personal goes once the trail says so, and not before; whose it is not stays refused."""

import re

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.details import personal_of
from hiring.audit.erasing import NotBegun, begin_erasure, erase_beside
from hiring.audit.models import AuditDetail, AuditEntry, AuditHead
from hiring.audit.rules import GENESIS, about_application, seal_of
from hiring.db import schema
from hiring.db.append_only import wanted_tables
from hiring.scoring.events import FewerRatingsAccepted
from hiring.sittings.models import AnswerRevision
from tests.chain import chain_break
from tests.factories.openings import ApplicationFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.postgres import on_both

REASON = "Penilai kedua berhalangan."


@pytest.fixture
def answer(session):
    sitting = SittingFactory()
    return AnswerRevisionFactory(sitting=sitting, item=sitting.assessment_version.sections[0].tasks[0].item)


@pytest.fixture
def application(answer):
    return answer.sitting.application


@pytest.fixture
def other(session):
    return ApplicationFactory()


def told(session, *applications):
    for each in applications:
        record(session, FewerRatingsAccepted(each.opening_id, each.id, REASON), by=SYSTEM)
    session.commit()


def begun(session, application):
    whose = about_application(application.id)
    begin_erasure(session, whose, opening_id=application.opening_id, application_id=application.id, by=SYSTEM)
    session.commit()
    return whose


@on_both
def test_names_and_reasons_go_with_their_salt_and_those_of_others_stay(session, application, other):
    told(session, application, other)
    whose = begun(session, application)

    assert erase_beside(session, whose) == 1
    session.commit()
    assert erase_beside(session, whose) == 0

    rows = session.execute(select(AuditDetail.about, AuditDetail.content, AuditDetail.salt.is_(None))).all()
    assert sorted(map(tuple, rows)) == sorted(
        [(whose, None, True), (about_application(other.id), {"reason": REASON}, False)]
    )
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert personal_of(session, entries) == {2: {"reason": REASON}}
    assert chain_break(session) is None


@on_both
def test_the_database_refuses_what_no_entry_erases(session, application, other):
    told(session, application, other)
    begun(session, application)

    for statement in (
        f"UPDATE audit_detail SET content = NULL, salt = NULL WHERE about = 'application:{other.id}'",
        f"UPDATE audit_detail SET salt = 'x' WHERE about = 'application:{application.id}'",
        "UPDATE audit_detail SET content = NULL, salt = NULL, entry_id = 9 WHERE entry_id = 1",
        "DELETE FROM audit_detail",
        "UPDATE audit_entry SET details = '{}' WHERE id = 1",
    ):
        with pytest.raises(DBAPIError, match="is append-only"):
            session.execute(text(statement))
        session.rollback()


@on_both
def test_answers_go_only_once_the_trail_says_so(session, answer, application):
    session.commit()
    with pytest.raises(DBAPIError, match="answer_revision is append-only"):
        session.execute(text("DELETE FROM answer_revision"))
    session.rollback()

    begun(session, application)
    session.execute(text("DELETE FROM answer_revision"))

    assert session.scalar(select(func.count(AnswerRevision.id))) == 0


def test_nothing_is_erased_before_an_entry_says_so(session, application):
    with pytest.raises(NotBegun):
        erase_beside(session, about_application(application.id))


def test_to_begin_twice_is_to_begin_once(session, application):
    begun(session, application)
    begun(session, application)

    assert session.scalar(select(func.count(AuditEntry.id))) == 1


@on_both
def test_an_entry_of_the_old_chain_loses_its_names_and_the_new_chain_goes_on_behind_it(session, application):
    content = {
        "id": 1,
        "event": "FewerRatingsAccepted",
        "details": {"opening_id": application.opening_id, "application_id": application.id, "reason": REASON},
        "actor": "system",
        "opening_id": application.opening_id,
        "application_id": application.id,
        "at": clock.now(),
        "previous": GENESIS,
    }
    session.add(AuditEntry(**content, seal=seal_of(**content), version=1))
    session.flush()
    session.add(AuditHead(id=1, entry_id=1, seal=seal_of(**content), version=1))
    session.commit()

    whose = begun(session, application)
    events = session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)).all()
    assert events == ["FewerRatingsAccepted", "audit.chain_begun", "erasure.begun"]
    assert chain_break(session) is None

    assert erase_beside(session, whose) == 1
    session.commit()
    session.expire_all()
    assert REASON not in str(session.scalars(select(AuditEntry.details)).all())


@pytest.mark.parametrize("table", ["audit_detail", "audit_entry", "excused_task"])
def test_what_may_be_emptied_says_of_every_other_column_that_it_stays(table):
    condition = wanted_tables(schema.all_metadata())[table].emptied
    named = set(re.findall(r"NEW\.(\w+)", condition))
    columns = {column.name for column in schema.all_metadata().tables[table].columns}

    assert columns - named <= {"details"}
