"""Openings: started, filled in, opened, extended, closed; and who works on them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.errors import NotReady
from hiring.i18n.localised import Localised
from hiring.jobs.models import Job
from hiring.openings import actions, queries
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.openings.models import Application
from hiring.openings.rules import MOST_IN_ROLE, MemberRole, Stage
from tests.chain import chain_break
from tests.factories.accounts import UserFactory
from tests.factories.crowds import crowd
from tests.factories.openings import ApplicationFactory, InvitationFactory, OpeningFactory


def events_of(session, opening):
    entries = session.scalars(
        select(AuditEntry).where(AuditEntry.opening_id == opening.id).order_by(AuditEntry.id)
    )
    return [entry.event for entry in entries]


def test_whoever_starts_a_draft_is_its_hr(session, hr, by):
    opening = actions.create_opening(session, Localised(id="Petugas", en=""), by=by)

    assert queries.people_of(opening)[MemberRole.HR] == {hr.id}
    assert opening.state == "draft"
    assert events_of(session, opening) == ["opening.created"]


def test_choosing_an_assessment_brings_its_rubric(session, by, draft):
    plan = replace(queries.plan_of(draft), assessment_version_id=None)
    version = draft.assessment_version
    actions.edit_opening(session, draft, plan, by=by)
    assert (draft.assessment_version_id, draft.rubric_version_id) == (None, None)

    actions.edit_opening(session, draft, replace(plan, assessment_version_id=version.id), by=by)

    assert (draft.assessment_version_id, draft.rubric_version_id) == (version.id, version.rubric_version_id)


def test_saving_an_unchanged_draft_leaves_no_trace(session, by, draft):
    actions.edit_opening(session, draft, queries.plan_of(draft), by=by)

    assert events_of(session, draft) == []


def test_an_incomplete_draft_does_not_open_and_says_what_is_missing(session, hr, by):
    draft = OpeningFactory(draft=True, hr=[hr], place="")

    with pytest.raises(NotReady) as refused:
        actions.open_opening(session, draft, by=by)

    assert refused.value.missing == [
        "The place of work is missing.",
        "Every answer is read by 2 reviewers, but the panel has 0.",
        "No hiring manager has been chosen.",
    ]
    assert draft.state == "draft"


def test_an_assessment_retired_in_the_meantime_keeps_the_draft_from_opening(session, by, draft):
    draft.assessment_version.state = "retired"

    with pytest.raises(NotReady, match="cannot be opened"):
        actions.open_opening(session, draft, by=by)


def test_opening_has_the_clock_close_it_at_its_moment(session, by, draft):
    actions.open_opening(session, draft, by=by)

    job = session.scalars(select(Job).where(Job.kind == "openings.close_when_due")).one()
    assert (draft.state, job.run_after, job.payload) == ("open", draft.closes_at, {"opening_id": draft.id})
    assert events_of(session, draft) == ["opening.opened"]


def test_opening_twice_is_opening_once(session, by, draft):
    actions.open_opening(session, draft, by=by)
    actions.open_opening(session, draft, by=by)

    assert events_of(session, draft) == ["opening.opened"]


@pytest.mark.parametrize(
    "change",
    [
        {"assessment_version_id": None},
        {"raters_per_answer": 1},
        {"tolerance": 1},
        {"third_reading": True},
        {"third_reading_cut": 3},
        {"levels_combined": LevelsCombined.MEDIAN},
        {"quotes_wanted": QuotesWanted.ALL},
        {"control_share": 20},
        {"languages": ("id",)},
        {"references_wanted": 0},
        {"zone": "Asia/Makassar"},
        {"provisional_keys_count": True},
        {"decide_before_closing": False},
    ],
)
def test_what_people_are_judged_by_is_frozen_once_open(session, by, opening, change):
    with pytest.raises(actions.OpeningFrozen):
        actions.edit_opening(session, opening, replace(queries.plan_of(opening), **change), by=by)


def test_texts_can_be_mended_while_open(session, by, opening):
    plan = replace(queries.plan_of(opening), place="Bekasi Timur")

    actions.edit_opening(session, opening, plan, by=by)

    assert opening.place == "Bekasi Timur"
    assert events_of(session, opening) == ["opening.texts_changed"]


def test_a_later_closing_moment_carries_the_links_along(session, by, opening):
    sent = InvitationFactory(application__opening=opening)
    revoked = InvitationFactory(application__opening=opening, revoked=True)
    before, later = opening.closes_at, opening.closes_at + timedelta(days=3)
    to_read = InvitationFactory(application__opening=opening, expires_at=later + timedelta(days=9))

    actions.extend_closing(session, opening, later, by=by)

    session.refresh(sent)
    session.refresh(revoked)
    session.refresh(to_read)
    assert (opening.closes_at, sent.expires_at, revoked.expires_at) == (later, later, before)
    assert to_read.expires_at == later + timedelta(days=9)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.closing_extended")).one()
    assert (entry.details["before"], entry.details["closes_at"]) == (before.isoformat(), later.isoformat())


def test_the_closing_moment_never_moves_nearer_nor_into_the_past(session, by, opening):
    with pytest.raises(actions.ClosingRefused):
        actions.extend_closing(session, opening, opening.closes_at, by=by)
    opening.closes_at = clock.now() - timedelta(hours=2)
    with pytest.raises(actions.ClosingRefused):
        actions.extend_closing(session, opening, clock.now() - timedelta(hours=1), by=by)


def test_closing_ends_who_has_not_begun_and_leaves_who_is_writing(session, by, opening):
    stages = {
        stage: ApplicationFactory(opening=opening, stage=stage)
        for stage in ("invited", "consented", "sitting", "handed_in", "withdrawn")
    }

    actions.close_opening(session, opening, by=by)

    found = {stage: session.get_one(Application, a.id).stage for stage, a in stages.items()}
    assert found == {
        "invited": "expired",
        "consented": "expired",
        "sitting": "sitting",
        "handed_in": "handed_in",
        "withdrawn": "withdrawn",
    }
    assert events_of(session, opening) == ["opening.closed", "application.expired", "application.expired"]


def people(hr, reviewers, hiring_manager):
    return {
        MemberRole.HR: frozenset({hr.id}),
        MemberRole.REVIEWER: frozenset(user.id for user in reviewers),
        MemberRole.HIRING_MANAGER: frozenset({hiring_manager.id}),
    }


def test_choosing_people_writes_down_who_came_and_who_left(session, by, draft, hr, reviewers, hiring_manager):
    new = UserFactory(name="Maya", roles=[Role.REVIEWER])
    chosen = people(hr, [reviewers[0], new], hiring_manager)

    actions.choose_people(session, draft, chosen, by=by)

    assert queries.people_of(queries.opening_by_id(session, draft.id)) == chosen
    assert events_of(session, draft) == ["opening.reviewer_added", "opening.reviewer_removed"]


def test_a_reviewer_cannot_also_work_with_the_names(session, by, draft, hr, reviewers, hiring_manager):
    both = UserFactory(roles=[Role.REVIEWER, Role.HIRING_MANAGER])

    with pytest.raises(actions.PeopleRefused, match="must not know the names"):
        actions.choose_people(session, draft, people(hr, [*reviewers, both], both), by=by)


def test_somebody_without_the_role_cannot_be_chosen(session, by, draft, hr, reviewers, hiring_manager):
    stranger, gone = UserFactory(roles=[Role.HR]), UserFactory(roles=[Role.REVIEWER], active=False)

    for other in (stranger, gone):
        with pytest.raises(actions.PeopleRefused, match="no such role"):
            actions.choose_people(session, draft, people(hr, [*reviewers, other], hiring_manager), by=by)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (MemberRole.REVIEWER, "At most 100 people can be in the panel of an opening."),
        (MemberRole.HIRING_MANAGER, "At most 50 people can be hiring managers of an opening."),
        (MemberRole.HR, "At most 50 people from HR can work on an opening."),
    ],
)
def test_an_opening_has_room_for_so_many_people(
    session, by, draft, hr, reviewers, hiring_manager, role, sentence
):
    room = MOST_IN_ROLE[role]
    sample = UserFactory(roles=[Role(role.value)])
    session.flush()
    crowded = people(hr, reviewers, hiring_manager) | {role: frozenset(crowd(session, sample, room + 1))}

    with pytest.raises(actions.PeopleRefused) as refused:
        actions.choose_people(session, draft, crowded, by=by)
    assert str(refused.value) == sentence

    full = crowded | {role: frozenset(sorted(crowded[role])[:room])}
    actions.choose_people(session, draft, full, by=by)
    assert queries.people_of(draft) == full


def test_hr_cannot_leave_an_opening_alone(session, by, draft, hr, reviewers, hiring_manager):
    nobody = {**people(hr, reviewers, hiring_manager), MemberRole.HR: frozenset()}

    with pytest.raises(actions.PeopleRefused, match="At least one person from HR"):
        actions.choose_people(session, draft, nobody, by=by)


def test_reviewers_of_an_open_opening_stay(session, by, opening, hr, reviewers, hiring_manager):
    with pytest.raises(actions.PeopleRefused, match="not taken out"):
        actions.choose_people(session, opening, people(hr, reviewers[:1], hiring_manager), by=by)


def test_a_reviewer_joins_the_panel_of_an_open_opening(session, by, opening, hr, reviewers, hiring_manager):
    newcomer = UserFactory(roles=[Role.REVIEWER])

    actions.choose_people(session, opening, people(hr, [*reviewers, newcomer], hiring_manager), by=by)

    assert newcomer.id in queries.people_of(queries.opening_by_id(session, opening.id))[MemberRole.REVIEWER]
    assert events_of(session, opening) == ["opening.reviewer_added"]


def test_progress_is_told_once_and_never_backwards(session, opening):
    application = ApplicationFactory(opening=opening, stage="consented")
    began = clock.now() - timedelta(minutes=20)

    actions.note_progress(session, application, stage=Stage.SITTING, at=began, seconds_used=60)
    actions.note_progress(session, application, stage=Stage.SITTING, seconds_used=600)
    actions.note_progress(session, application, stage=Stage.HANDED_IN, at=clock.now(), seconds_used=1200)
    handed_in = application.handed_in_at
    actions.note_progress(session, application, stage=Stage.SITTING)

    assert (application.stage, application.started_at, application.seconds_used) == ("handed_in", began, 1200)
    assert application.handed_in_at == handed_in


def test_an_application_cannot_go_back(session, opening):
    application = ApplicationFactory(opening=opening, stage="scored")

    with pytest.raises(actions.StageNotAllowed):
        actions.move_to(session, application, Stage.SITTING)


def test_the_trail_holds_after_many_facts_at_once(session, by, opening):
    for _ in range(5):
        ApplicationFactory(opening=opening)
    actions.close_opening(session, opening, by=by)

    assert chain_break(session) is None
