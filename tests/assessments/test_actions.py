"""Begin, publish, retire and throw away versions of assessments."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.assessments import actions, queries
from hiring.assessments.models import Assessment, AssessmentVersion
from hiring.assessments.rules import content_hash
from hiring.audit.events import kinds
from hiring.audit.models import AuditEntry
from hiring.errors import Frozen, StalePage
from hiring.versions import actions as versions
from hiring.versions.rules import VersionState
from tests.chain import chain_break
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.rubrics import RubricVersionFactory, both


@pytest.fixture
def hr(session):
    return actor_of(UserFactory(roles=[Role.HR], name="Ratna"))


def told(session) -> list[str]:
    """Return the sentences of the trail."""
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [kinds()[entry.event].sentence % {"actor": entry.actor, **entry.details} for entry in entries]


def test_a_new_assessment_is_an_empty_draft_against_its_rubric(session, hr):
    rubric = RubricVersionFactory()

    version = actions.create_assessment(session, both("Officer"), rubric, by=hr)

    assert (version.number, version.state, version.rubric_version, version.sections) == (
        1,
        VersionState.DRAFT,
        rubric,
        [],
    )
    assert told(session) == [f"{hr.label} started the assessment “Officer (id)”."]


def test_a_new_version_starts_with_the_sections_and_tasks_of_the_old_one(session, hr):
    source = AssessmentVersionFactory()

    draft = versions.start_version(session, actions.ASSESSMENT, source, by=hr)

    assert (draft.number, draft.state) == (2, VersionState.DRAFT)
    assert queries.content_of(draft) == queries.content_of(source)
    assert draft.sections[0].id != source.sections[0].id
    assert told(session) == [
        f"{hr.label} started version 2 of the assessment “Asesmen petugas komunitas” from version 1."
    ]


def test_a_second_draft_of_one_assessment_is_refused(session, hr):
    source = AssessmentVersionFactory()
    versions.start_version(session, actions.ASSESSMENT, source, by=hr)

    with pytest.raises(versions.DraftExists):
        versions.start_version(session, actions.ASSESSMENT, source, by=hr)


def test_publishing_freezes_content_hash_moment_and_family_title(session, hr):
    draft = versions.start_version(session, actions.ASSESSMENT, AssessmentVersionFactory(), by=hr)
    draft.title = both("New title")

    versions.publish_version(session, actions.ASSESSMENT, draft, by=hr)

    assert (draft.state, draft.content_hash) == (
        VersionState.PUBLISHED,
        content_hash(queries.content_of(draft)),
    )
    assert draft.published_at is not None
    assert draft.assessment.title == both("New title")
    assert told(session)[-1] == f"{hr.label} published version 2 of the assessment “New title (id)”."


def test_publishing_is_refused_with_the_list_of_faults(session, hr):
    draft = actions.create_assessment(session, both("Officer"), RubricVersionFactory(), by=hr)

    with pytest.raises(versions.DraftNotReady) as refused:
        versions.publish_version(session, actions.ASSESSMENT, draft, by=hr)

    assert refused.value.missing == ["There is no section yet."]
    assert draft.state == VersionState.DRAFT


def test_publishing_against_a_rubric_that_was_retired_meanwhile_is_refused(session, hr):
    draft = versions.start_version(session, actions.ASSESSMENT, AssessmentVersionFactory(), by=hr)
    draft.rubric_version.state = VersionState.RETIRED

    with pytest.raises(versions.DraftNotReady) as refused:
        versions.publish_version(session, actions.ASSESSMENT, draft, by=hr)

    assert [fault.where for fault in refused.value.faults] == ["rubric"]


def test_publishing_something_else_than_was_read_is_refused(session, hr):
    draft = versions.start_version(session, actions.ASSESSMENT, AssessmentVersionFactory(), by=hr)
    seen = content_hash(queries.content_of(draft))
    draft.sections[0].minutes = 99

    with pytest.raises(StalePage):
        versions.publish_version(session, actions.ASSESSMENT, draft, by=hr, seen=seen)

    assert draft.state == VersionState.DRAFT


def test_publishing_twice_is_the_same_as_publishing_once(session, hr):
    draft = versions.start_version(session, actions.ASSESSMENT, AssessmentVersionFactory(), by=hr)
    seen = content_hash(queries.content_of(draft))

    versions.publish_version(session, actions.ASSESSMENT, draft, by=hr, seen=seen)
    versions.publish_version(session, actions.ASSESSMENT, draft, by=hr, seen=seen)

    assert len([line for line in told(session) if "published" in line]) == 1
    with pytest.raises(Frozen):
        versions.publish_version(session, actions.ASSESSMENT, draft, by=hr)


def test_retiring_is_done_once_and_only_to_what_was_published(session, hr):
    version = AssessmentVersionFactory()

    versions.retire_version(session, actions.ASSESSMENT, version, by=hr)
    versions.retire_version(session, actions.ASSESSMENT, version, by=hr)

    assert version.state == VersionState.RETIRED
    assert told(session) == [f"{hr.label} retired version 1 of the assessment “Asesmen petugas komunitas”."]
    with pytest.raises(versions.NotPublished):
        versions.retire_version(session, actions.ASSESSMENT, AssessmentVersionFactory(state="draft"), by=hr)


def test_throwing_the_only_version_away_removes_the_assessment(session, hr):
    draft = actions.create_assessment(session, both("Officer"), RubricVersionFactory(), by=hr)

    versions.discard_draft(session, actions.ASSESSMENT, draft, by=hr)

    assert session.scalars(select(Assessment)).all() == []
    assert told(session)[-1] == (
        f"{hr.label} discarded the draft of the assessment “Officer (id)” (version 1)."
    )


def test_throwing_a_later_draft_away_keeps_the_published_version_whole(session, hr):
    source = AssessmentVersionFactory()
    before = queries.content_of(source)
    draft = versions.start_version(session, actions.ASSESSMENT, source, by=hr)

    versions.discard_draft(session, actions.ASSESSMENT, draft, by=hr)

    assert session.scalars(select(AssessmentVersion)).all() == [source]
    assert queries.content_of(source) == before
    with pytest.raises(Frozen):
        versions.discard_draft(session, actions.ASSESSMENT, source, by=hr)


def test_the_audit_chain_holds_after_all_of_it(session, hr):
    draft = versions.start_version(session, actions.ASSESSMENT, AssessmentVersionFactory(), by=hr)
    versions.publish_version(session, actions.ASSESSMENT, draft, by=hr)
    versions.retire_version(session, actions.ASSESSMENT, draft, by=hr)

    assert chain_break(session) is None
