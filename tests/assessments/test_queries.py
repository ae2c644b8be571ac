"""Find assessments, and read what a version measures."""

from hiring.assessments import queries
from hiring.assessments.models import Assessment, AssessmentVersion
from hiring.assessments.rules import CoveredCompetency
from hiring.banks.rules import MeasureWeight
from hiring.db.keyset import Cursor
from hiring.versions.queries import families_page
from tests.factories.assessments import AssessmentFactory, AssessmentVersionFactory
from tests.factories.banks import BankFactory, BankItemFactory, letter
from tests.factories.rubrics import both


def test_a_version_brings_everything_it_holds(session):
    made = AssessmentVersionFactory()
    session.commit()
    session.expunge_all()

    version = queries.version_by_public_id(session, made.public_id)

    assert version.assessment.versions == [version]
    assert [each.code for each in version.rubric_version.competencies] == ["COMW", "NETW"]
    assert version.rubric_version.rubric.id == made.rubric_version.rubric_id
    assert [task.item.code for task in version.sections[0].tasks] == ["T90", "T91"]
    assert version.sections[0].tasks[0].item.bank.title.en == "Question bank"


def test_what_does_not_exist_is_none(session):
    assert queries.version_by_public_id(session, "nothing") is None
    assert queries.section_by_public_id(session, "nothing") is None


def test_a_section_brings_its_version_whole(session):
    made = AssessmentVersionFactory().sections[0]
    session.commit()
    session.expunge_all()

    section = queries.section_by_public_id(session, made.public_id)

    assert section.version.sections == [section]
    assert [task.item.code for task in section.tasks] == ["T90", "T91"]


def test_an_opening_may_use_what_is_published_newest_first(session):
    older = AssessmentVersionFactory()
    newer = AssessmentVersionFactory()
    AssessmentVersionFactory(state="draft")
    AssessmentVersionFactory(state="retired")

    assert [each.version for each in queries.offered_versions(session, None)] == [newer, older]


def test_the_version_chosen_before_is_offered_though_it_is_no_longer_published(session):
    published = AssessmentVersionFactory()
    chosen = AssessmentVersionFactory(state="retired")

    assert [each.version for each in queries.offered_versions(session, chosen.id)] == [published, chosen]


def test_the_list_shows_newest_versions_first(session):
    family = AssessmentFactory()
    first = AssessmentVersionFactory(assessment=family)
    second = AssessmentVersionFactory(assessment=family, number=2, state="draft")
    AssessmentFactory()

    (line,) = families_page(session, Assessment, AssessmentVersion, Cursor()).rows
    counted = queries.version_lines(session, line.versions)
    lines = [counted[each.id] for each in line.versions]

    assert line.family is family
    assert [(each.version, each.sections, each.tasks, each.minutes) for each in lines] == [
        (second, 1, 2, 30),
        (first, 1, 2, 30),
    ]


def test_content_says_what_tasks_measure_and_how_long_they_take(session):
    content = queries.content_of(AssessmentVersionFactory())

    assert content.competencies == (
        CoveredCompetency("COMW", both("Competency COMW"), 60),
        CoveredCompetency("NETW", both("Competency NETW"), 40),
    )
    assert [(task.minutes, dict(task.measures)) for task in content.tasks] == [
        (20, {"COMW": MeasureWeight.PRIMARY, "NETW": MeasureWeight.PRIMARY}),
        (6, {}),  # closed, and nobody has confirmed its key: no score rests on it
    ]


def test_newer_texts_are_found_for_old_ones_only(session):
    bank = BankFactory()
    old = letter(bank=bank, current=False)
    newer = letter(bank=bank)
    dropped = BankItemFactory(bank=bank, code="T95", current=False)
    elsewhere = letter(current=False)

    assert queries.newer_items(session, [old, newer, dropped, elsewhere]) == {old.id: newer}
    assert queries.newer_items(session, [newer]) == {}
