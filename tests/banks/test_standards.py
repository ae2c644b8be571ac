"""Units of national competence standards: read beside a bank, and shown with the rubric that came with it."""

import pytest

from hiring.accounts.rules import SYSTEM, Role
from hiring.banks.actions import load_bank
from hiring.banks.queries import standards_for
from hiring.banks.reading import read_bank
from hiring.paths import QUESTION_BANKS
from hiring.rubrics.models import Rubric
from tests.factories.accounts import UserFactory
from tests.page import words

SOUND = """\
standards:
  - {key: one, title: {id: Satu, en: One}, source: {id: Keputusan, en: Decree}}
units:
  - {code: M.70HMS00.032.2, standard: one, title: {id: Warga, en: Residents}, competencies: [NETW, ANLZ]}
"""


@pytest.fixture
def written(folder):
    def write(old="", new=""):
        assert SOUND.count(old) or not old
        (folder / "standards.yaml").write_text(SOUND.replace(old, new, 1) if old else SOUND, "utf-8")

    return write


def test_a_bank_may_have_no_standards(small_bank):
    assert small_bank.standards is None


def test_units_are_found_by_the_competency_of_which_they_speak(folder, written):
    written()

    found = read_bank(folder).standards.by_competency()

    assert {code: [unit.code for unit in units] for code, units in found.items()} == {
        "NETW": ["M.70HMS00.032.2"],
        "ANLZ": ["M.70HMS00.032.2"],
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "M.70HMS00.032.2",
            "unit 32",
            "4:12: expected a code as a decree prints it, such as M.70HMS00.032.2",
        ),
        ("standard: one", "standard: two", "4:39: expected the key of a standard: one; two is not one"),
        ("ANLZ", "IDLE", "4:100: expected a competency of rubric.yaml; IDLE is not declared there"),
        ("[NETW, ANLZ]", "[]", "4:79: expected at least 1 competency"),
        ("key: one", "key: One", "2:11: expected a key of small letters, digits and _, such as reply_letter"),
    ],
)
def test_a_unit_that_names_nothing_is_a_fault(written, faults, old, new, fault):
    written(old, new)

    assert f"standards.yaml:{fault}" in faults()


def test_the_shipped_standards_speak_of_every_competency_that_has_a_unit_that_could_be_read():
    document = read_bank(QUESTION_BANKS / "community-officer")

    assert sorted(document.standards.by_competency()) == [
        "CMOD",
        "COMO",
        "COMW",
        "EVNT",
        "KOLN",
        "NETW",
        "SOCM",
    ]
    assert all(len(unit.code) >= 14 for unit in document.standards.units)


@pytest.fixture
def rubrics(session):
    load_bank(session, read_bank(QUESTION_BANKS / "community-officer"), by=SYSTEM)
    session.flush()
    return {rubric.bank_code: rubric for rubric in session.query(Rubric)}


def test_the_rubric_of_a_role_template_has_the_standards_of_its_bank(session, rubrics):
    assert standards_for(session, "community-officer/screening") == standards_for(
        session, "community-officer"
    )
    assert standards_for(session, "somewhere-else") is None


def test_the_page_of_a_rubric_names_the_units_that_speak_of_its_competencies(session, rubrics, signed_in):
    page = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    def shown(code):
        version = rubrics[code].versions[-1]
        return words(page.get(f"/rubrics/versions/{version.public_id}").text)

    whole, short = shown("community-officer"), shown("community-officer/screening")
    assert "M.70HMS00.032.2 Community relations : Networking and partnership" in whole
    assert "M.70HMS00.038.3" not in whole
    assert (
        "M.70HMS00.038.3 Marketing public relations : Social media, campaign and creative literacy" in short
    )
    assert "M.70HMS00.032.2" not in short
