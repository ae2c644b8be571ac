"""Loading a bank: all of it or nothing, and nothing twice."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from hiring.accounts.rules import SYSTEM
from hiring.audit.models import AuditEntry
from hiring.banks import queries
from hiring.banks.actions import load_bank
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.db.keyset import Cursor
from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.rubrics.queries import newest_of_bank


@pytest.fixture
def document(shipped):
    return shipped


def test_load_bank_brings_tasks_forms_and_a_published_rubric(session, document):
    bank = load_bank(session, document, by=SYSTEM)

    codes = session.scalars(select(BankItem.code).where(BankItem.kind == ItemKind.TASK)).all()
    weights = session.execute(
        select(Competency.code, Competency.weight)
        .join(Competency.version)
        .join(RubricVersion.rubric)
        .where(Rubric.bank_code == bank.code)
        .order_by(Competency.position)
    ).all()
    assert sorted(codes) == ["P00", *(f"T{n:02}" for n in range(1, 31))]
    assert session.scalars(select(RubricVersion.state)).all() == ["published"] * 9
    assert [tuple(row) for row in weights] == [
        ("COMW", 30),
        ("NETW", 25),
        ("EVNT", 30),
        ("ADAP", 15),
    ]
    assert bank.about["tasks"] == [task.code for task in document.tasks]
    assert bank.about["never_scored"]["en"].startswith("Never scored: accent")


def test_every_role_template_has_a_rubric_with_its_own_weights_and_the_anchors_of_the_bank(session, document):
    load_bank(session, document, by=SYSTEM)

    for template in document.about.templates:
        version = newest_of_bank(session, f"community-officer/{template.key}")
        assert {each.code: each.weight for each in version.competencies} == template.rubric.weights
        assert version.title == template.rubric.title
        for each in version.competencies:
            assert each.content().anchors == document.rubric.competency(each.code).anchors
    newest = session.scalars(select(RubricVersion).order_by(RubricVersion.id.desc())).first()
    assert newest == newest_of_bank(session, "community-officer")


def test_load_bank_a_second_time_changes_nothing(session, document):
    load_bank(session, document, by=SYSTEM)
    before = session.scalar(select(func.count(AuditEntry.id)))

    load_bank(session, document, by=SYSTEM)

    assert session.scalar(select(func.count(AuditEntry.id))) == before
    assert session.scalar(select(func.count(Bank.id))) == 1
    assert session.scalar(select(func.count(RubricVersion.id))) == 9


def test_load_bank_with_one_changed_task_adds_one_version_and_keeps_the_old(session, document):
    bank = load_bank(session, document, by=SYSTEM)
    first = document.tasks[1]
    changed = replace(document, tasks=(document.tasks[0], replace(first, minutes=99), *document.tasks[2:]))

    load_bank(session, changed, by=SYSTEM)

    versions = session.scalars(
        select(BankItem).where(BankItem.code == first.code).order_by(BankItem.id)
    ).all()
    assert [(item.content["minutes"], item.current) for item in versions] == [
        (first.minutes, False),
        (99, True),
    ]
    assert session.scalar(select(func.count(RubricVersion.id))) == 9
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.event == "bank.loaded").order_by(AuditEntry.id.desc())
    ).first()
    assert (entry.details["bank_id"], entry.details["new"]) == (bank.id, 1)


def test_a_bank_shows_its_tasks_in_the_order_of_their_codes(session, document):
    bank = load_bank(session, document, by=SYSTEM)

    contents = queries.contents_of(session, bank, Cursor())

    assert [line.task.code for line in contents.tasks.rows] == sorted(task.code for task in document.tasks)
    assert contents.references == document.references
    assert contents.interview == document.interview
