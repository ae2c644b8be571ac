"""Find rubrics, versions and competencies."""

from hiring.db.keyset import Cursor
from hiring.rubrics import queries
from hiring.rubrics.models import Rubric, RubricVersion
from hiring.versions.queries import families_page
from tests.factories.rubrics import RubricFactory, RubricVersionFactory


def test_the_list_shows_newest_versions_first_with_their_number_of_competencies(session):
    rubric = RubricFactory()
    first = RubricVersionFactory(rubric=rubric)
    draft = RubricVersionFactory(rubric=rubric, number=2, draft=True, competencies=[("COMW", 100)])

    (line,) = families_page(session, Rubric, RubricVersion, Cursor()).rows
    numbers = queries.competencies_per_version(session, [each.id for each in line.versions])

    assert [(each, numbers[each.id]) for each in line.versions] == [(draft, 1), (first, 2)]
    assert first.draft_beside is draft


def test_the_list_for_readers_leaves_drafts_and_empty_families_out(session):
    published = RubricVersionFactory()
    RubricVersionFactory(draft=True)

    lines = families_page(session, Rubric, RubricVersion, Cursor(), with_drafts=False).rows

    assert [(line.family, line.versions) for line in lines] == [(published.rubric, (published,))]


def test_a_version_brings_its_rubric_and_competencies(session):
    made = RubricVersionFactory()
    session.commit()
    session.expunge_all()

    version = queries.version_by_public_id(session, made.public_id)

    assert [each.code for each in version.competencies] == ["COMW", "NETW"]
    assert [each.id for each in version.rubric.versions] == [version.id]
    assert queries.version_by_public_id(session, "nothing") is None


def test_a_competency_brings_its_version_whole(session):
    made = RubricVersionFactory().competencies[1]
    session.commit()
    session.expunge_all()

    competency = queries.competency_by_public_id(session, made.public_id)

    assert [each.code for each in competency.version.competencies] == ["COMW", "NETW"]
    assert competency.version.rubric.versions == [competency.version]
    assert queries.competency_by_public_id(session, "nothing") is None


def test_one_may_start_from_what_was_published_and_measure_against_what_is(session):
    published, retired = RubricVersionFactory(), RubricVersionFactory(state="retired")
    RubricVersionFactory(draft=True)

    assert {each.id for each in queries.versions_to_start_from(session)} == {published.id, retired.id}
    assert queries.published_versions(session) == [published]


def test_a_rubric_is_found_by_its_bank(session):
    rubric = RubricFactory(bank_code="community-officer")

    assert queries.rubric_of_bank(session, "community-officer") is rubric
    assert queries.rubric_of_bank(session, "other") is None
