"""The bank that is shipped: whole, sound, and true to its own figures."""

from decimal import Decimal

import pytest

from hiring.banks.answers import answer_problems, answered
from hiring.banks.kinds import KINDS
from hiring.banks.kinds.aids_declaration.shape import AidsDeclaration
from hiring.banks.kinds.table.cells import table_sums
from hiring.banks.rules import ExemplarLevel, MeasureWeight


def test_the_bank_holds_its_five_tasks_and_the_practice(shipped):
    assert [(task.code, task.minutes, task.practice) for task in shipped.tasks] == [
        ("P00", 3, True),
        ("T01", 35, False),
        ("T02", 30, False),
        ("T04", 6, False),
        ("T05", 25, False),
        ("T07", 15, False),
    ]


def test_the_rubric_weighs_what_the_tasks_measure(shipped):
    assert {each.code: each.weight for each in shipped.rubric.competencies} == {
        "COMW": 30,
        "NETW": 25,
        "EVNT": 30,
        "ADAP": 15,
    }
    assert [each.code for each in shipped.rubric.other_competencies] == [
        "COMO",
        "SOCM",
        "CMOD",
        "ANLZ",
        "KOLN",
        "TWTM",
    ]


def test_every_task_measures_what_the_matrix_says(shipped):
    primary = {
        task.code: [each.competency for each in task.measures if each.weight is MeasureWeight.PRIMARY]
        for task in shipped.tasks
    }

    assert primary == {
        "P00": [],
        "T01": ["COMW", "CMOD", "NETW"],
        "T02": ["EVNT", "ANLZ"],
        "T04": ["CMOD"],
        "T05": ["NETW", "COMW"],
        "T07": ["EVNT", "ADAP"],
    }


def test_the_practice_and_the_tasks_show_every_kind(shipped):
    assert {part.kind for task in shipped.tasks for part in task.parts} == {kind.name for kind in KINDS}


@pytest.mark.parametrize("locale", ["id", "en"])
def test_every_example_answers_every_part_of_its_task_but_the_declaration(shipped, locale):
    for task in shipped.tasks:
        for example in task.exemplars:
            for part in task.parts:
                if isinstance(part, AidsDeclaration):
                    continue
                value = example.parts[part.key].value(locale)
                assert answer_problems(part, value) == ()
                assert answered(part, value), (task.code, example.level, part.key)


def test_every_task_that_counts_has_a_weak_a_medium_and_a_strong_example(shipped):
    levels = [ExemplarLevel.WEAK, ExemplarLevel.MEDIUM, ExemplarLevel.STRONG]

    for task in shipped.tasks:
        assert [each.level for each in task.exemplars] == ([] if task.practice else levels)


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_budget_examples_add_up_as_the_key_says(shipped, locale):
    task = shipped.task("T02")
    table = task.part("budget")

    totals = {
        example.level: table_sums(table, example.parts["budget"].value(locale))["amount"]
        for example in task.exemplars
    }

    assert {level: (each.total, each.unread) for level, each in totals.items()} == {
        ExemplarLevel.WEAK: (Decimal(69_350_000), ()),
        ExemplarLevel.MEDIUM: (Decimal(75_295_000), ()),
        ExemplarLevel.STRONG: (Decimal(74_965_000), ()),
    }


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_draft_budget_adds_up_to_more_than_the_draft_says(shipped, locale):
    table = shipped.task("T02").part("budget")
    rows = [{key: cell.text(locale) for key, cell in row.items()} for row in table.rows]

    assert table_sums(table, {"rows": rows})["amount"].total == 64_850_000


def test_the_reference_form_is_whole(shipped):
    form = shipped.references
    items = [item.code for section in form.sections for item in section.items]

    assert items == [
        *("R0a", "R0b", "R0c", "R0d", "R0e", "R0f", "RV1", "RV2", "RV3", "RV4", "RV5"),
        *("R1a", "R1b", "R2a", "R2b", "R3a", "R3b", "R4a", "R4b", "R5a", "R5b", "R6", "R7", "R8", "R9"),
        *("R10a", "R10b", "RX1", "RX2", "RX3", "RX4", "RX5"),
    ]
    assert [code for code in items if (item := form.item(code)) and item.reversed] == ["R1b", "R5b"]
    assert form.item("RV1").claims == ("title", "start", "end")
    assert form.reminders.after_days == (3, 7)
    assert len(form.do_not_ask) == 8


def test_the_interview_guide_is_whole(shipped):
    guide = shipped.interview

    assert len(guide.questions) == 14
    assert len(guide.probes) == 5
    assert [question.code for question in guide.questions if question.competency is None] == ["V1"]
    assert guide.core_set.questions == ("I-COMO1", "I-NETW1", "I-NETW2", "I-EVNT1", "I-ADAP1", "V1")
