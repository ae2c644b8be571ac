"""What HR grants reaches the clock at once: sections, the closing moment, a break."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.adjustments import actions
from hiring.adjustments.models import AdjustmentRequest
from hiring.assessments.models import Section
from hiring.audit.models import AuditEntry
from hiring.db import db
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions as openings
from hiring.openings.actions.allowances import ClosingTooEarly
from hiring.openings.models import Invitation, TimeAllowance
from hiring.openings.rules import GrantedTime
from hiring.sittings import actions as sittings
from hiring.sittings import queries as sitting_queries
from hiring.sittings.models import SectionClock, Sitting
from tests.adjustments.conftest import sitting_in
from tests.at_once import outcomes_at_once
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, letter, scenario
from tests.factories.openings import ApplicationFactory, InvitationFactory, OpeningFactory, candidate_actor
from tests.page import words
from tests.postgres import on_both

GRACE = timedelta(seconds=60)
REASON = "Kami tidak dapat menyediakan hal ini."


def begin(session, application, number=0):
    loaded = sitting_queries.application_of(session, application.id)
    section = sitting_queries.sections_of(loaded)[number]
    return sittings.begin_section(session, loaded, section, grace=GRACE, by=candidate_actor(application))


def mails(app, session):
    found = session.scalars(select(Message).where(Message.template.like("adjustment%")).order_by(Message.id))
    return [write(app, one, show_link=False) for one in found]


def events(session):
    return [entry.event for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_a_section_that_begins_later_lasts_as_long_as_was_granted(session, application, whole, by):
    actions.grant_time(session, whole(application), GrantedTime(per_cent=50, minutes=5), "", by=by)

    begun = begin(session, application)

    minutes = session.get_one(Section, begun.section_id).minutes
    assert begun.closes_at - begun.started_at == timedelta(minutes=minutes * 1.5 + 5)


def test_a_running_section_gets_its_time_at_once_and_the_worker_waits_for_it(
    session, at_work, whole, by, work
):
    [running] = at_work.sections
    before = running.closes_at

    given = actions.grant_time(session, whole(at_work.application), GrantedTime(per_cent=50), "", by=by)

    assert given == 15
    assert running.closes_at == before + timedelta(minutes=15)
    with clock.held_at(before + timedelta(minutes=5)):
        sittings.close_section(session, running.id, grace=GRACE)
    assert (at_work.handed_in_at, running.finished_at) == (None, None)


def test_what_is_granted_again_adds_only_what_is_new(session, at_work, whole, by):
    [running] = at_work.sections
    before = running.closes_at
    application = whole(at_work.application)

    actions.grant_time(session, application, GrantedTime(per_cent=50), "", by=by)
    actions.grant_time(session, application, GrantedTime(per_cent=50, minutes=10), "", by=by)
    actions.grant_time(session, application, GrantedTime(), "", by=by)

    assert running.closes_at == before + timedelta(minutes=25), "nobody loses time in a running section"
    assert session.get_one(TimeAllowance, application.id).granted == GrantedTime()


def test_a_section_that_is_over_stays_over(session, opening, whole, by):
    sitting = sitting_in(opening, closes_in=timedelta(minutes=-1))
    before = sitting.sections[0].closes_at

    assert actions.grant_time(session, whole(sitting.application), GrantedTime(minutes=10), "", by=by) == 0
    assert sitting.sections[0].closes_at == before


def test_the_page_and_its_saves_carry_the_new_deadline(session, at_work, whole, by, candidate):
    client = candidate(at_work.application)
    task = at_work.assessment_version.sections[0].tasks[0].public_id
    address = f"/sittings/{at_work.public_id}/clock/{task}"
    before = client.get(address).json["seconds_left"]

    actions.grant_time(session, whole(at_work.application), GrantedTime(minutes=10), "", by=by)

    assert 595 <= client.get(address).json["seconds_left"] - before <= 600
    shown = client.get(f"/candidate/tasks/{task}").text
    assert f'data-seconds="{before // 10}' not in shown


def test_the_candidate_hears_of_it_and_finds_it_on_every_page(
    app, session, application, whole, by, candidate
):
    granted = GrantedTime(25, 5, 30, clock.now() + timedelta(days=9))
    actions.grant_time(session, whole(application), granted, "Semoga membantu.", by=by)
    client = candidate(application)

    [mail] = mails(app, session)
    assert "25% more time in every section" in mail.text
    assert "Semoga membantu." in mail.text
    home = words(client.get("/candidate").text)
    for line in (
        "25% more time in every section",
        "5 minutes more in every section",
        "A break of 30 minutes after a section",
        "May begin until",
    ):
        assert line in home
    assert "Start now (43 minutes)" in client.get(begin_page(session, application)).text
    assert events(session) == ["adjustment.time_granted", "adjustment.closing_granted"]


def begin_page(session, application):
    loaded = sitting_queries.application_of(session, application.id)
    return f"/candidate/sections/{sitting_queries.sections_of(loaded)[0].public_id}"


def test_a_refusal_goes_to_the_candidate_with_its_reason(
    app, session, application, whole, hr, by, signed_in, candidate
):
    actions.ask_adjustment(session, application, "Dua hari lagi", by=candidate_actor(application))
    page, address = signed_in(hr), f"/applications/{application.public_id}/adjustments"

    hidden = page.hidden(address)
    short = page.send(address, **hidden, verdict="refuse", answer="tidak")
    assert (short.status_code, "Please say why" in short.text) == (422, True)
    assert page.send(address, **hidden, verdict="refuse", answer=REASON).status_code == 302

    request = session.scalars(select(AdjustmentRequest)).one()
    assert (request.granted, request.answer) == (False, REASON)
    assert [REASON in mail.text for mail in mails(app, session)] == [True]
    assert REASON in candidate(application).get("/candidate/adjustment").text
    assert events(session) == ["adjustment.asked", "adjustment.refused"]
    assert REASON not in str([entry.details for entry in session.scalars(select(AuditEntry))])


def test_who_was_refused_may_ask_again(session, application, whole, by):
    person = candidate_actor(application)
    actions.ask_adjustment(session, application, "Dua hari lagi", by=person)
    actions.refuse_adjustment(session, whole(application), REASON, by=by)

    again = actions.ask_adjustment(session, application, "Satu hari lagi", by=person)

    assert again.granted is None


def test_nothing_is_refused_that_nobody_asked_for(session, application, whole, by):
    with pytest.raises(actions.NothingAsked):
        actions.refuse_adjustment(session, whole(application), REASON, by=by)


@pytest.mark.parametrize(
    "wrong",
    [{"per_cent": "201"}, {"minutes": "-1"}, {"minutes": "241"}, {"break_minutes": "481"}, {"per_cent": "x"}],
)
def test_what_cannot_be_granted_is_given_back(session, application, hr, signed_in, wrong):
    address = f"/applications/{application.public_id}/adjustments"

    reply = signed_in(hr).send(address, answer="Semoga membantu", **wrong)

    assert (reply.status_code, "Semoga membantu" in reply.text) == (422, True)
    assert session.get(TimeAllowance, application.id) is None


@pytest.mark.parametrize("stage", ["handed_in", "withdrawn"])
def test_nothing_is_granted_to_who_writes_no_more(session, application, hr, signed_in, stage):
    address = f"/applications/{application.public_id}/adjustments"
    page = signed_in(hr)
    hidden = page.hidden(address)
    application.stage = stage

    reply = page.send(address, **hidden, minutes="10")

    assert reply.status_code == 409
    assert session.get(TimeAllowance, application.id) is None


def test_an_earlier_closing_moment_is_refused(session, application, whole, by):
    with pytest.raises(ClosingTooEarly):
        actions.grant_time(
            session, whole(application), GrantedTime(closes_at=clock.now() + timedelta(days=1)), "", by=by
        )


# A later closing moment


def closed(session, opening, work):
    """Let the opening close, and the worker do what follows."""
    openings.close_opening(session, opening, by=candidate_actor(ApplicationFactory(opening=opening)))
    work()
    session.expire_all()


def test_who_was_granted_a_later_day_is_not_expired_and_may_begin(session, application, whole, by, work):
    InvitationFactory(application=application)
    other = ApplicationFactory(opening=application.opening, consented=True)
    later = clock.now() + timedelta(days=9)
    actions.grant_time(session, whole(application), GrantedTime(closes_at=later), "", by=by)

    closed(session, application.opening, work)

    assert (application.stage, other.stage) == ("consented", "expired")
    assert session.scalars(select(Invitation.expires_at)).all() == [later]
    assert begin(session, application).id


def test_who_lets_the_later_day_pass_expires_then(session, application, whole, by, work):
    later = clock.now() + timedelta(days=9)
    actions.grant_time(session, whole(application), GrantedTime(closes_at=later), "", by=by)
    closed(session, application.opening, work)

    with clock.held_at(later + timedelta(seconds=1)):
        work()
        session.expire_all()

    assert application.stage == "expired"


def test_who_had_expired_goes_on_with_a_later_day(session, application, whole, by, work, signed_in, hr):
    InvitationFactory(application=application, claimed=True)
    closed(session, application.opening, work)
    assert application.stage == "expired"
    page, address = signed_in(hr), f"/applications/{application.public_id}/adjustments"
    hr.locale = "en"

    without = page.edit(address, minutes="10")
    day = f"{clock.now() + timedelta(days=30):%Y-%m-%d}"
    granted = page.edit(address, closes_on=day, closes_at="23:59")

    session.expire_all()
    assert (without.status_code, "continues only with a later closing time" in without.text) == (422, True)
    assert (granted.status_code, application.stage) == (302, "consented")
    assert begin(session, application).id


# A break


def two_sections(opening_values):
    bank = BankFactory()
    version = AssessmentVersionFactory(sections=[[letter(bank=bank)], [scenario(bank=bank)]], minutes=20)
    return OpeningFactory(assessment_version=version, **opening_values)


@pytest.mark.parametrize(("later", "begins"), [(29, True), (31, False)])
def test_in_a_break_the_next_section_begins_although_the_opening_has_closed(
    session, hr, whole, by, work, later, begins
):
    opening = two_sections({"hr": [hr], "closes_at": clock.now() + timedelta(minutes=10)})
    application = ApplicationFactory(opening=opening, consented=True)
    actions.grant_time(session, whole(application), GrantedTime(break_minutes=30), "", by=by)
    first = begin(session, application)
    ended = first.closes_at
    with clock.held_at(ended + timedelta(minutes=2)):  # the opening closes while she writes
        closed(session, opening, work)
        assert session.get_one(Sitting, first.sitting_id).handed_in_at is None

    with clock.held_at(ended + timedelta(minutes=later)):
        work()
        session.expire_all()
        handed_in = session.get_one(Sitting, first.sitting_id).handed_in_at
        assert (handed_in is None) is begins
        if begins:
            assert begin(session, application, 1).id


def test_without_a_break_the_clock_hands_in_when_the_opening_has_closed(session, hr, work):
    opening = two_sections({"hr": [hr], "closes_at": clock.now() + timedelta(minutes=10)})
    application = ApplicationFactory(opening=opening, consented=True)
    first = begin(session, application)

    with clock.held_at(first.closes_at + timedelta(minutes=2)):
        closed(session, opening, work)

    assert session.get_one(Sitting, first.sitting_id).handed_in_at is not None


# Two at the same moment


@on_both
def test_a_grant_and_the_beginning_at_the_same_moment_give_the_time_once(app, session, hr, by):
    opening = OpeningFactory(hr=[hr])
    application = ApplicationFactory(opening=opening, consented=True)
    session.commit()

    def grant(own):
        from hiring.adjustments.queries import own_application

        actions.grant_time(own, own_application(own, application.id), GrantedTime(minutes=10), "", by=by)

    outcomes_at_once(app, grant, lambda own: begin(own, application).id)

    db.session.rollback()
    [begun] = session.scalars(select(SectionClock)).all()
    minutes = session.get_one(Section, begun.section_id).minutes
    assert begun.closes_at - begun.started_at == timedelta(minutes=minutes + 10)


@on_both
def test_a_grant_at_the_moment_of_handing_in_by_the_clock_is_wholly_done_or_not_at_all(app, session, hr, by):
    opening = OpeningFactory(hr=[hr])
    sitting = sitting_in(opening, closes_in=timedelta(seconds=-61))
    clock_id, sitting_id, application_id = sitting.sections[0].id, sitting.id, sitting.application_id
    ends = sitting.sections[0].closes_at
    session.commit()

    def grant(own):
        from hiring.adjustments.queries import own_application

        actions.grant_time(own, own_application(own, application_id), GrantedTime(minutes=10), "", by=by)

    outcomes_at_once(app, grant, lambda own: sittings.close_section(own, clock_id, grace=GRACE))

    session.expire_all()
    assert session.get_one(Sitting, sitting_id).handed_in_at is not None
    assert session.get_one(SectionClock, clock_id).closes_at == ends


def test_granted_time_is_rounded_up_to_whole_minutes():
    assert [replace(GrantedTime(), per_cent=each).minutes_of(15) for each in (0, 1, 10, 50, 200)] == [
        15,
        16,
        17,
        23,
        45,
    ]
