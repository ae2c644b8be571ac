"""Begin, publish, retire and throw away versions; take a bank's rubric in."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.events import kinds
from hiring.audit.models import AuditEntry
from hiring.errors import Frozen, StalePage
from hiring.rubrics import actions, queries
from hiring.rubrics.models import Rubric, RubricVersion
from hiring.rubrics.rules import CompetencyContent, RubricContent, content_hash
from hiring.versions import actions as versions
from hiring.versions.rules import VersionState
from tests.chain import chain_break
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.rubrics import RubricVersionFactory, both


@pytest.fixture
def hr(session):
    return actor_of(UserFactory(roles=[Role.HR], name="Ratna"))


def told(session) -> list[str]:
    """Return the sentences of the trail."""
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [kinds()[entry.event].sentence % {"actor": entry.actor, **entry.details} for entry in entries]


def bank_rubric(title: str = "Bank rubric") -> RubricContent:
    anchors = {level: both(f"Level {level}") for level in range(1, 6)}
    competency = CompetencyContent("COMW", both("Writing"), both("Writes"), 100, anchors)
    return RubricContent(both(title), (competency,))


def test_a_rubric_from_nothing_is_an_empty_draft(session, hr):
    version = actions.create_rubric(session, both("Officer"), by=hr)

    assert (version.number, version.state, version.title, version.competencies) == (
        1,
        VersionState.DRAFT,
        both("Officer"),
        [],
    )
    assert told(session) == [f"{hr.label} started the rubric “Officer (id)”."]


def test_a_rubric_from_a_version_copies_its_competencies_and_leaves_it_alone(session, hr):
    source = RubricVersionFactory()

    version = actions.create_rubric(session, both("Other"), start_from=source, by=hr)

    assert version.rubric is not source.rubric
    assert version.content() == replace(source.content(), title=both("Other"))
    assert {each.id for each in version.competencies}.isdisjoint(each.id for each in source.competencies)


def test_a_new_version_starts_with_everything_the_old_one_says(session, hr):
    source = RubricVersionFactory()

    draft = versions.start_version(session, actions.RUBRIC, source, by=hr)

    assert (draft.number, draft.state, draft.content()) == (2, VersionState.DRAFT, source.content())
    assert told(session) == [
        f"{hr.label} started version 2 of the rubric “Community officer (id)” from version 1."
    ]


def test_a_second_draft_of_one_rubric_is_refused(session, hr):
    source = RubricVersionFactory()
    versions.start_version(session, actions.RUBRIC, source, by=hr)

    with pytest.raises(versions.DraftExists):
        versions.start_version(session, actions.RUBRIC, source, by=hr)


def test_publishing_freezes_content_hash_moment_and_family_title(session, hr):
    draft = versions.start_version(session, actions.RUBRIC, RubricVersionFactory(), by=hr)
    draft.title = both("New title")

    versions.publish_version(session, actions.RUBRIC, draft, by=hr)

    assert (draft.state, draft.content_hash) == (VersionState.PUBLISHED, content_hash(draft.content()))
    assert draft.published_at is not None
    assert draft.rubric.title == both("New title")
    assert told(session)[-1] == f"{hr.label} published version 2 of the rubric “New title (id)”."


def test_publishing_is_refused_with_the_list_of_faults(session, hr):
    source = RubricVersionFactory(competencies=[("COMW", 60)])
    draft = versions.start_version(session, actions.RUBRIC, source, by=hr)

    with pytest.raises(versions.DraftNotReady) as refused:
        versions.publish_version(session, actions.RUBRIC, draft, by=hr)

    assert refused.value.missing == ["The weights add up to 60%, not to 100%."]
    assert draft.state == VersionState.DRAFT


def test_publishing_something_else_than_was_read_is_refused(session, hr):
    draft = versions.start_version(session, actions.RUBRIC, RubricVersionFactory(), by=hr)
    seen = content_hash(draft.content())
    draft.competencies[0].definition = both("Changed by somebody else")

    with pytest.raises(StalePage):
        versions.publish_version(session, actions.RUBRIC, draft, by=hr, seen=seen)

    assert draft.state == VersionState.DRAFT


def test_publishing_twice_is_the_same_as_publishing_once(session, hr):
    draft = versions.start_version(session, actions.RUBRIC, RubricVersionFactory(), by=hr)
    seen = content_hash(draft.content())

    versions.publish_version(session, actions.RUBRIC, draft, by=hr, seen=seen)
    versions.publish_version(session, actions.RUBRIC, draft, by=hr, seen=seen)

    assert len([line for line in told(session) if "published" in line]) == 1


def test_a_published_version_cannot_be_published_anew(session, hr):
    with pytest.raises(Frozen):
        versions.publish_version(session, actions.RUBRIC, RubricVersionFactory(), by=hr)


def test_retiring_keeps_the_content_and_is_done_once(session, hr):
    version = RubricVersionFactory()
    before = version.content()

    versions.retire_version(session, actions.RUBRIC, version, by=hr)
    versions.retire_version(session, actions.RUBRIC, version, by=hr)

    assert (version.state, version.content()) == (VersionState.RETIRED, before)
    assert told(session) == [f"{hr.label} retired version 1 of the rubric “Community officer (id)”."]


def test_a_draft_cannot_be_retired(session, hr):
    with pytest.raises(versions.NotPublished):
        versions.retire_version(session, actions.RUBRIC, RubricVersionFactory(draft=True), by=hr)


def test_throwing_the_only_version_away_removes_the_rubric(session, hr):
    draft = actions.create_rubric(session, both("Officer"), start_from=RubricVersionFactory(), by=hr)
    rubric_id = draft.rubric_id

    versions.discard_draft(session, actions.RUBRIC, draft, by=hr)

    assert session.scalar(select(Rubric).where(Rubric.id == rubric_id)) is None
    assert told(session)[-1] == f"{hr.label} discarded the draft of the rubric “Officer (id)” (version 1)."


def test_throwing_a_later_draft_away_keeps_the_published_version(session, hr):
    source = RubricVersionFactory()
    draft = versions.start_version(session, actions.RUBRIC, source, by=hr)

    versions.discard_draft(session, actions.RUBRIC, draft, by=hr)

    assert [each.number for each in source.rubric.versions] == [1]
    assert session.scalars(select(RubricVersion)).all() == [source]


def test_what_is_published_cannot_be_thrown_away(session, hr):
    with pytest.raises(Frozen):
        versions.discard_draft(session, actions.RUBRIC, RubricVersionFactory(), by=hr)


def test_a_banks_rubric_is_published_when_it_is_first_loaded(session):
    version = actions.adopt_from_bank(session, "community-officer", bank_rubric(), by=SYSTEM)

    assert (version.number, version.state, version.rubric.bank_code) == (
        1,
        VersionState.PUBLISHED,
        "community-officer",
    )
    assert version.content() == bank_rubric()
    assert told(session) == [
        "Version 1 of the rubric “Bank rubric (id)” was loaded from the question bank community-officer."
    ]


def test_loading_the_same_bank_again_changes_nothing(session):
    first = actions.adopt_from_bank(session, "community-officer", bank_rubric(), by=SYSTEM)

    again = actions.adopt_from_bank(session, "community-officer", bank_rubric(), by=SYSTEM)

    assert again is first
    assert len(told(session)) == 1


def test_a_changed_bank_adds_a_version_and_keeps_the_old_one(session):
    first = actions.adopt_from_bank(session, "community-officer", bank_rubric(), by=SYSTEM)

    second = actions.adopt_from_bank(session, "community-officer", bank_rubric("Better"), by=SYSTEM)

    assert (second.rubric, second.number) == (first.rubric, 2)
    assert (first.state, first.content()) == (VersionState.PUBLISHED, bank_rubric())
    assert second.rubric.title == both("Better")
    assert actions.adopt_from_bank(session, "community-officer", bank_rubric(), by=SYSTEM) is first


def test_a_banks_rubric_goes_round_a_draft_that_waits(session, hr):
    first = actions.adopt_from_bank(session, "community-officer", bank_rubric(), by=SYSTEM)
    draft = versions.start_version(session, actions.RUBRIC, first, by=hr)

    loaded = actions.adopt_from_bank(session, "community-officer", bank_rubric("Better"), by=SYSTEM)

    assert (draft.number, draft.state, loaded.number) == (2, VersionState.DRAFT, 3)


def test_a_banks_rubric_with_faults_is_refused_whole(session):
    faulty = replace(bank_rubric(), competencies=())

    with pytest.raises(versions.DraftNotReady):
        actions.adopt_from_bank(session, "community-officer", faulty, by=SYSTEM)

    assert queries.rubric_of_bank(session, "community-officer") is None


def test_the_audit_chain_holds_after_all_of_it(session, hr):
    draft = versions.start_version(session, actions.RUBRIC, RubricVersionFactory(), by=hr)
    versions.publish_version(session, actions.RUBRIC, draft, by=hr)
    versions.retire_version(session, actions.RUBRIC, draft, by=hr)

    assert chain_break(session) is None
