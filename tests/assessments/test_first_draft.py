"""A loaded bank brings assessments along as drafts, so that nobody begins with an empty page."""

import pytest
from sqlalchemy import func, select

from hiring.accounts.rules import SYSTEM
from hiring.assessments.actions import ASSESSMENT
from hiring.assessments.first_draft import begin_first_drafts
from hiring.assessments.models import Assessment, AssessmentVersion
from hiring.assessments.queries import version_by_public_id
from hiring.banks.actions import load_bank
from tests.factories.assessments import AssessmentVersionFactory


def number_of(session):
    return session.scalar(select(func.count()).select_from(Assessment))


def drafts_in(session):
    """Return every version in the order in which it was begun, with what it holds."""
    found = session.scalars(select(AssessmentVersion.public_id).order_by(AssessmentVersion.id)).all()
    return [version_by_public_id(session, public_id) for public_id in found]


def test_a_loaded_bank_brings_a_draft_that_lacks_nothing(session, shipped, work):
    load_bank(session, shipped, by=SYSTEM)
    work()

    version = drafts_in(session)[-1]
    assert (version.state, version.title.en) == ("draft", "Community officer assessment")
    assert [[task.item.code for task in section.tasks] for section in version.sections] == [
        ["T01", "T05"],
        ["T04", "T07"],
        ["T02"],
    ]
    assert ASSESSMENT.faults(version) == []


@pytest.mark.parametrize(
    ("place", "title", "minutes", "tasks", "competencies"),
    [
        (0, "Community officer: full assessment", 175, "T01 T05 T07 T11 T03 T18 T09", 10),
        (1, "Community development: full assessment", 175, "T12 T19 T11 T18 T29 T09", 10),
        (2, "Screening in 30 minutes", 30, "T07 T11", 3),
        (3, "Relations with villages and local government: assessment", 160, "T15 T25 T10 T14 T24", 5),
        (4, "Creators and partners: assessment", 135, "T16 T22 T15 T21", 4),
        (5, "Media and campaigns: assessment", 145, "T28 T23 T27 T03 T08", 4),
        (6, "Events with residents: assessment", 160, "T20 T06 T30 T10 T14", 4),
        (7, "Event management: short assessment", 80, "T13 T17 T26", 3),
    ],
)
def test_every_role_template_brings_a_draft_that_lacks_nothing(
    session, shipped, work, place, title, minutes, tasks, competencies
):
    load_bank(session, shipped, by=SYSTEM)
    work()

    version = drafts_in(session)[place]
    assert (version.state, version.title.en) == ("draft", title)
    assert sum(section.minutes for section in version.sections) == minutes
    assert " ".join(task.item.code for section in version.sections for task in section.tasks) == tasks
    assert len(version.rubric_version.competencies) == competencies
    assert ASSESSMENT.faults(version) == []


def test_they_are_written_once_whatever_is_loaded_again(session, shipped, work):
    bank = load_bank(session, shipped, by=SYSTEM)
    work()

    assert begin_first_drafts(session, bank.id, by=SYSTEM) == []
    assert number_of(session) == 9


def test_an_assessment_of_other_tasks_does_not_keep_them_away(session, shipped, work):
    AssessmentVersionFactory()
    load_bank(session, shipped, by=SYSTEM)
    work()

    assert number_of(session) == 10


def test_a_bank_for_which_nothing_is_suggested_brings_none(session, shipped):
    bank = load_bank(session, shipped, by=SYSTEM)
    bank.about = {name: said for name, said in bank.about.items() if name not in {"assessment", "templates"}}
    session.flush()

    assert begin_first_drafts(session, bank.id, by=SYSTEM) == []
