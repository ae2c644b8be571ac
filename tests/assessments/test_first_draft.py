"""A loaded bank brings an assessment along as a draft, so that nobody begins with an empty page."""

from sqlalchemy import func, select

from hiring.accounts.rules import SYSTEM
from hiring.assessments.actions import ASSESSMENT
from hiring.assessments.first_draft import begin_first_draft
from hiring.assessments.models import Assessment, AssessmentVersion
from hiring.assessments.queries import version_by_public_id
from hiring.banks.actions import load_bank
from tests.factories.assessments import AssessmentVersionFactory


def number_of(session):
    return session.scalar(select(func.count()).select_from(Assessment))


def test_a_loaded_bank_brings_a_draft_that_lacks_nothing(session, shipped, work):
    load_bank(session, shipped, by=SYSTEM)
    work()

    public_id = session.scalars(select(AssessmentVersion.public_id)).one()
    version = version_by_public_id(session, public_id)
    assert (version.state, version.title.en) == ("draft", "Community officer assessment")
    assert [[task.item.code for task in section.tasks] for section in version.sections] == [
        ["T01", "T05"],
        ["T04", "T07"],
        ["T02"],
    ]
    assert ASSESSMENT.faults(version) == []


def test_it_is_written_once_whatever_is_loaded_again(session, shipped, work):
    bank = load_bank(session, shipped, by=SYSTEM)
    work()

    assert begin_first_draft(session, bank.id, by=SYSTEM) is None
    assert number_of(session) == 1


def test_an_assessment_of_other_tasks_does_not_keep_it_away(session, shipped, work):
    AssessmentVersionFactory()
    load_bank(session, shipped, by=SYSTEM)
    work()

    assert number_of(session) == 2


def test_a_bank_for_which_nothing_is_suggested_brings_none(session, shipped):
    bank = load_bank(session, shipped, by=SYSTEM)
    bank.about = {name: said for name, said in bank.about.items() if name != "assessment"}
    session.flush()

    assert begin_first_draft(session, bank.id, by=SYSTEM) is None
