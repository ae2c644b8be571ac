"""What the role asks for, and where the bank measures it."""

import re

import pytest

from hiring.accounts.rules import SYSTEM, Role
from hiring.banks.actions import load_bank
from hiring.banks.models import BankItem
from hiring.banks.problems import BankFaults
from hiring.banks.reading import read_bank
from tests.factories.accounts import UserFactory
from tests.page import words

#: Lines that nothing measures. Each says why in coverage.yaml; the list may only become shorter.
EMPTY = ["A14b", "A36", "B0d"]

COVERAGE = """\
sources: [{key: A, title: {id: Peran, en: The role}}]
rows:
  - {line: A1, says: {id: Menulis, en: Writes}, competencies: [COMW], tasks: [T01], references: [R1]}
  - {line: A2, says: {id: Berjejaring, en: Keeps contact}, competencies: [NETW], tasks: [T02]}
  - {line: A3, says: {id: Bepergian, en: Travels}, unmeasured: {id: Syarat, en: A requirement}}
"""


@pytest.fixture
def cover(folder):
    """Lay a coverage into the small bank, with one place changed, and return what is wrong with it."""

    def faults(old="", new=""):
        assert not old or COVERAGE.count(old) == 1
        (folder / "coverage.yaml").write_text(COVERAGE.replace(old, new) if old else COVERAGE, "utf-8")
        try:
            read_bank(folder)
        except BankFaults as error:
            return [str(fault) for fault in error.faults]
        return []

    return faults


def test_every_line_of_both_descriptions_is_measured_or_stands_in_the_list_of_those_that_are_not(shipped):
    lines = [row.line for row in shipped.coverage.rows]

    assert (len(lines), lines[0], lines[-1]) == (98, "A0", "B15")
    assert [row.line for row in shipped.coverage.empty] == EMPTY


def test_every_task_question_and_reference_item_about_work_is_named_in_some_line(shipped):
    rows = shipped.coverage.rows
    items = [item for section in shipped.references.sections for item in section.items if item.competency]

    assert {code for row in rows for code in row.tasks} == {
        task.code for task in shipped.tasks if not task.practice
    }
    assert {code for row in rows for code in row.interview} == {
        question.code for question in shipped.interview.questions
    }
    assert {item.code for item in items} <= {code for row in rows for code in row.references}


def test_a_coverage_that_names_what_there_is_has_no_fault(cover, folder):
    assert cover() == []
    assert [row.measured for row in read_bank(folder).coverage.rows] == [True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("tasks: [T01]", "tasks: [T09]", "3:79: expected one of these: T01, T02; T09 is not one"),
        ("[COMW]", "[NETW]", "3:64: expected a task, question or item in this row that tells about NETW"),
        ("line: A2", "line: A1", "4:12: expected every line once; A1 stands here a second time"),
        (
            "line: A2",
            "line: Z2",
            "4:12: expected a line that begins with the key of a source: A; Z2 does not",
        ),
        (
            ", unmeasured: {id: Syarat, en: A requirement}",
            "",
            "5:5: expected either what measures this line, or under unmeasured why nothing does",
        ),
    ],
)
def test_each_fault_of_a_coverage_is_named_with_its_place(cover, old, new, fault):
    assert f"coverage.yaml:{fault}" in cover(old, new)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "en",
            [
                "95 of 98 lines are measured",
                "Not measured, because",
                "B0b Adding knowledge and skills through training",
                "This is no ability: the bank has a rubric and an assessment of its own for that role.",
                "A24 Place, time, budget and other needs",
                "Event management and organisation",
                "T30 One field, many timetables",
                "I-NETW1 Describe a partnership you started",
                "Education",
            ],
        ),
        (
            "id",
            [
                "95 dari 98 baris diukur",
                "Tidak diukur, karena",
                "Ini bukan kemampuan: bank soal memiliki rubrik dan asesmen tersendiri untuk peran itu.",
                "A24 Tempat, waktu, anggaran, dan kebutuhan lain",
                "T30 Satu lapangan, banyak jadwal",
                "Pendidikan",
            ],
        ),
    ],
)
def test_hr_reads_what_is_measured_where_and_what_is_not(session, signed_in, shipped, locale, said):
    bank = load_bank(session, shipped, by=SYSTEM)
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))

    link = f"/banks/{bank.public_id}/coverage"
    page = words(hr.get(link).text)

    assert [each for each in said if each not in page] == []
    assert link in hr.get("/banks").text


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "T25 One road, three aims Relations with villages and local government: assessment T26"),
        ("id", "T25 Satu jalan, tiga tujuan Hubungan desa dan pemerintah setempat: asesmen T26"),
    ],
)
def test_hr_reads_in_which_assessments_of_the_bank_each_task_is_used(
    session, signed_in, shipped, locale, told
):
    bank = load_bank(session, shipped, by=SYSTEM)
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))

    page = words(hr.get(f"/banks/{bank.public_id}/coverage").text)

    assert told in page
    assert re.search(r"P00 \S.*? –", page)


def test_each_task_of_the_coverage_leads_to_its_page(session, signed_in, shipped):
    bank = load_bank(session, shipped, by=SYSTEM)
    task = session.query(BankItem).filter_by(kind="task", code="T30").one()
    hr = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    page = hr.get(f"/banks/{bank.public_id}/coverage").text

    assert f'<a href="/banks/tasks/{task.public_id}">One field, many timetables</a>' in page


def test_a_bank_without_a_coverage_says_so_and_has_no_link_to_it(session, signed_in, small_bank):
    bank = load_bank(session, small_bank, by=SYSTEM)
    hr = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    assert (
        "does not say which line of the role is measured where"
        in hr.get(f"/banks/{bank.public_id}/coverage").text
    )
    assert "/coverage" not in hr.get("/banks").text
