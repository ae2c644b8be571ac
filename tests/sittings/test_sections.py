"""The server's clock: begun once, in order, never after the opening has closed."""

from datetime import timedelta

import pytest

from hiring import clock
from hiring.audit.models import AuditEntry
from hiring.jobs.models import Job
from hiring.sittings import actions, queries
from hiring.sittings.actions.sections import CannotBegin, OpeningOver
from hiring.sittings.models import SectionClock, Sitting
from hiring.sittings.rules import SectionState
from tests.at_once import outcomes_at_once
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, letter, scenario
from tests.factories.openings import ApplicationFactory, OpeningFactory, candidate_actor
from tests.postgres import on_both

GRACE = timedelta(seconds=60)


def two_sections():
    bank = BankFactory()
    return AssessmentVersionFactory(sections=[[letter(bank=bank)], [scenario(bank=bank)]], minutes=20)


@pytest.fixture
def application(session):
    opening = OpeningFactory(assessment_version=two_sections())
    return ApplicationFactory(opening=opening, consented=True)


def begin(session, application, number=0):
    loaded = queries.application_of(session, application.id)
    section = queries.sections_of(loaded)[number]
    return actions.begin_section(session, loaded, section, grace=GRACE, by=candidate_actor(application))


def finish(session, application, number=0):
    section = queries.sections_of(queries.application_of(session, application.id))[number]
    sitting = queries.sitting_of(session, application.id)
    actions.finish_section(session, sitting, section, by=candidate_actor(application))


def states(session, application):
    loaded = queries.application_of(session, application.id)
    return queries.states_of(loaded, queries.sitting_of(session, application.id), clock.now())


def events(session):
    return [entry.event for entry in session.query(AuditEntry).order_by(AuditEntry.id)]


def test_beginning_starts_the_clock_for_exactly_the_minutes_of_the_section(session, application):
    begun = begin(session, application)

    assert begun.closes_at - begun.started_at == timedelta(minutes=20)
    assert events(session) == ["sitting.started", "sitting.section_begun"]
    assert (application.stage, application.started_at) == ("sitting", begun.sitting.started_at)


def test_beginning_twice_does_not_restart_the_clock(session, application):
    first, again = begin(session, application), begin(session, application)

    assert again.id == first.id
    assert events(session) == ["sitting.started", "sitting.section_begun"]


def test_beginning_asks_a_worker_to_close_the_section_after_its_grace(session, application):
    begun = begin(session, application)

    job = session.query(Job).filter(Job.kind == "sittings.close_overdue").one()
    assert (job.payload, job.run_after) == ({"clock_id": begun.id}, begun.closes_at + GRACE)


def test_the_second_section_waits_for_the_first(session, application):
    assert states(session, application) == [SectionState.READY, SectionState.WAITING]
    with pytest.raises(CannotBegin):
        begin(session, application, 1)

    begin(session, application)

    assert states(session, application) == [SectionState.RUNNING, SectionState.WAITING]
    with pytest.raises(CannotBegin):
        begin(session, application, 1)


def test_finishing_a_section_makes_way_for_the_next(session, application):
    begin(session, application)
    finish(session, application)
    finish(session, application)

    assert states(session, application) == [SectionState.OVER, SectionState.READY]
    assert events(session) == ["sitting.started", "sitting.section_begun", "sitting.section_finished"]


def test_a_section_whose_time_is_over_makes_way_for_the_next(session, application):
    with clock.held_at(clock.now() - timedelta(minutes=30)):
        begin(session, application)

    assert states(session, application) == [SectionState.OVER, SectionState.READY]
    assert begin(session, application, 1).section_id


@pytest.mark.parametrize("missing", ["consented_at", "facts_at", "referees_at"])
def test_the_steps_before_come_first(session, application, missing):
    setattr(application, missing, None)
    session.flush()

    with pytest.raises(CannotBegin):
        begin(session, application)


def test_referees_are_no_step_where_none_are_wanted(session, application):
    application.referees_at, application.opening.references_wanted = None, 0
    session.flush()

    assert begin(session, application).id


@pytest.mark.parametrize("stage", ["withdrawn", "expired", "handed_in", "decided"])
def test_nobody_begins_whose_application_has_ended(session, application, stage):
    application.stage = stage
    session.flush()

    with pytest.raises(CannotBegin):
        begin(session, application)


def test_nothing_begins_after_the_closing_moment_but_what_runs_goes_on(session, application):
    begin(session, application)
    application.opening.closes_at = clock.now() - timedelta(seconds=1)
    session.flush()

    assert states(session, application) == [SectionState.RUNNING, SectionState.MISSED]
    finish(session, application)
    with pytest.raises(OpeningOver):
        begin(session, application, 1)


def test_a_section_of_another_opening_cannot_begin(session, application):
    other = queries.sections_of(queries.application_of(session, ApplicationFactory(consented=True).id))[0]
    loaded = queries.application_of(session, application.id)

    with pytest.raises(CannotBegin):
        actions.begin_section(session, loaded, other, grace=GRACE, by=candidate_actor(application))


def test_time_used_is_told_to_the_opening(session, application):
    with clock.held_at(clock.now() - timedelta(minutes=5)):
        begin(session, application)
    finish(session, application)

    assert 299 <= application.seconds_used <= 301


@on_both
def test_a_section_begun_on_many_devices_at_once_starts_once(app, session, application):
    session.commit()

    found = outcomes_at_once(app, *[lambda own: begin(own, application).started_at] * 8)

    assert len(set(found)) == 1
    assert (session.query(Sitting).count(), session.query(SectionClock).count()) == (1, 1)
    assert session.query(Job).filter(Job.kind == "sittings.close_overdue").count() == 1
