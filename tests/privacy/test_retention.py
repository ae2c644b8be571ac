"""What is past the day that the notice named is erased; HR is told a week before, and may hold it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import OPERATOR, Audience, Role
from hiring.audit.models import AuditDetail, AuditEntry
from hiring.audit.queries import erasure_of
from hiring.audit.rules import about_application
from hiring.audit.verifying import check_trail
from hiring.db import db
from hiring.db.transactions import begin_writing
from hiring.i18n.formatting import write_day
from hiring.jobs.actions import enqueue
from hiring.mail.models import Message
from hiring.openings import actions
from hiring.openings.models import Candidate
from hiring.privacy import actions as privacy_actions
from hiring.privacy import erasing
from hiring.privacy.commands import privacy
from hiring.privacy.models import RetentionHold
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceRequestFactory
from tests.page import words
from tests.postgres import on_both
from tests.privacy.test_consent import agree

REASON = "Ada sengketa di pengadilan."


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR])


@pytest.fixture
def opening(session, hr):
    return OpeningFactory(hr=[hr])


@pytest.fixture
def two(session, opening):
    both = [ApplicationFactory(opening=opening, consented=True) for _ in range(2)]
    session.commit()
    return both


def on_the_day(session, work, opening, *, days=0):
    """Do what workers do so many days after the day that the notice named."""
    opening.closes_at = clock.now() - timedelta(days=365 + days, minutes=1)
    enqueue(session, erasing.RETAIN, key=f"retain {days}")
    work()
    session.expire_all()


def names(session):
    return session.scalars(select(Candidate.name).order_by(Candidate.id)).all()


@on_both
def test_on_the_day_that_the_notice_named_everybody_of_the_opening_is_erased_and_nobody_before(
    session, work, opening, two
):
    called = names(session)

    on_the_day(session, work, opening, days=-1)
    assert names(session) == called

    on_the_day(session, work, opening)
    assert names(session) == [each.code for each in two]
    assert "privacy_erased" not in session.scalars(select(Message.template)).all()


def test_what_hr_holds_is_erased_once_it_is_let_go(session, work, opening, two, hr, signed_in):
    client, page = signed_in(hr), f"/openings/{opening.public_id}/keeping"
    kept = names(session)[0]
    assert client.edit(page, code=two[0].code.lower(), reason=REASON).status_code == 302
    assert client.edit(page, code=two[0].code, reason="Lagi.").status_code == 422
    assert client.edit(page, code="K-XXXX", reason=REASON).status_code == 422

    on_the_day(session, work, opening)
    assert names(session) == [kept, two[1].code]

    held = session.scalars(select(RetentionHold)).one()
    assert client.send(f"/retention-holds/{held.public_id}/end").status_code == 302
    assert client.send(f"/retention-holds/{held.public_id}/end").status_code == 302
    on_the_day(session, work, opening, days=1)
    assert names(session) == [each.code for each in two]
    assert session.scalars(select(RetentionHold.reason)).all() == [""]
    told = session.scalars(select(AuditEntry.event).where(AuditEntry.event.startswith("privacy."))).all()
    assert told == ["privacy.retention_held", "privacy.retention_hold_ended"]


def test_a_held_opening_keeps_everybody_and_refuses_an_erasure_with_the_reason(
    app, session, work, opening, two, hr, signed_in
):
    command = ["hold", opening.public_id, "--reason", REASON]
    result = CliRunner().invoke(privacy, command, obj=ScriptInfo(create_app=lambda: app))
    assert result.output == "Held: the whole opening.\n"
    request = PrivacyRequestFactory(application=two[0], asks_for="erasure")
    session.commit()
    called = names(session)

    on_the_day(session, work, opening)
    page = signed_in(hr).get(f"/privacy-requests/{request.public_id}/erase")
    signed_in(hr).send(f"/privacy-requests/{request.public_id}/erase")

    session.expire_all()
    assert REASON in page.text
    assert names(session) == called
    assert request.state == "open"


def hold(session, opening, application=None):
    number = application.id if application else None
    privacy_actions.hold(session, opening.id, number, REASON, by=OPERATOR)
    session.commit()


def test_the_command_does_not_erase_what_is_held_and_says_why(app, session, opening, two):
    hold(session, opening)

    command = ["erase", two[0].code, "--yes"]
    result = CliRunner().invoke(privacy, command, obj=ScriptInfo(create_app=lambda: app))

    session.expire_all()
    assert (result.exit_code, REASON in result.output) == (1, True)
    assert two[0].stage == "consented"


def test_what_a_referee_wrote_is_held_with_the_application(session, work, opening, two, hr, signed_in):
    hold(session, opening, two[0])
    referee = ReferenceRequestFactory(application=two[0], agreed=True, state="answered", name="Ibu Saksi")
    asked = PrivacyRequestFactory(application=two[0], reference_request=referee, asks_for="erasure")
    session.commit()
    address = f"/privacy-requests/{asked.public_id}/erase"

    page = signed_in(hr).get(address)
    signed_in(hr).send(address)
    work()

    session.expire_all()
    assert REASON in page.text
    assert (asked.state, referee.name) == ("open", "Ibu Saksi")


def test_an_erasure_that_meets_a_hold_changes_nothing(session, opening, two):
    asked = PrivacyRequestFactory(application=two[0], asks_for="erasure")
    hold(session, opening, two[0])

    with pytest.raises(erasing.DataHeld, match=REASON):
        erasing.begin_application(session, two[0], request=asked, by=OPERATOR)
    session.rollback()

    assert (asked.state, two[0].stage) == ("open", "consented")
    assert erasing.begin_application(session, two[0], tell=False, repeated=True, by=OPERATOR)


def test_who_is_held_while_others_are_erased_on_their_day_is_passed_over(session, work, opening, two):
    called = names(session)

    looked = []

    def hold_the_second(_session):
        if looked:
            return
        looked.append("now")  # what is done in here commits, too
        with Session(db.engine) as other:
            if erasure_of(other, about_application(two[0].id)) is None:
                looked.clear()
            else:
                hold(begin_writing(other), opening, two[1])

    event.listen(Session, "after_commit", hold_the_second)
    on_the_day(session, work, opening)
    event.remove(Session, "after_commit", hold_the_second)

    assert names(session) == [two[0].code, called[1]]


@on_both
def test_why_a_whole_opening_was_held_goes_with_the_first_who_is_erased_afterwards(
    session, work, opening, two, hr, signed_in
):
    client, named = signed_in(hr), f"Sengketa dengan {two[0].candidate.name}."
    client.edit(f"/openings/{opening.public_id}/keeping", code="", reason=named)
    held = session.scalars(select(RetentionHold)).one()
    whose = select(AuditDetail.content).where(AuditDetail.about == f"hold:{held.id}")
    assert session.scalars(whose).all() == [{"reason": named}]
    client.send(f"/retention-holds/{held.public_id}/end")
    assert session.scalars(select(RetentionHold.reason)).all() == [named]

    on_the_day(session, work, opening)

    session.expire_all()
    assert session.scalars(select(RetentionHold.reason)).all() == [""]
    assert session.scalars(whose).all() == [None]
    assert check_trail(session).broken is None
    assert "Sengketa" not in client.get(f"/openings/{opening.public_id}/history").text


def test_the_day_that_was_agreed_to_stays_when_the_opening_is_extended(
    session, opening, hr, newcomer, signed_in
):
    by = actor_of(hr)
    early, client = newcomer(opening=opening, locale="en")
    agree(client)
    day = opening.closes_at + timedelta(days=365)
    actions.extend_closing(
        session, opening, opening.closes_at + timedelta(days=30), seen=actions.closing_mark(opening), by=by
    )
    later, client = newcomer(opening=opening)
    agree(client)
    ApplicationFactory(opening=opening)
    session.commit()

    assert (early.kept_until, later.kept_until) == (day, day + timedelta(days=30))
    rights = signed_in(early, Audience.CANDIDATE).get("/candidate/rights").text
    assert f"your data are deleted on {write_day(local(day), 'en')}" in words(rights)
    hr.locale = "en"
    keeping = words(signed_in(hr).get(f"/openings/{opening.public_id}/keeping").text)
    assert f"{write_day(local(day), 'en')}: the data of 1 application" in keeping
    later_day = write_day(local(day + timedelta(days=30)), "en")
    assert f"{later_day}: the data of 1 application" in keeping
    assert f"1 person has not agreed to a notice: their data are deleted on {later_day}, too" in keeping
    with clock.held_at(day - timedelta(days=6)):
        assert f"The data of 1 application are deleted on {write_day(local(day), 'en')}" in words(
            signed_in(hr).get("/").text
        )


@on_both
def test_who_agreed_is_erased_on_that_day_and_others_on_the_day_counted_from_closing(session, work, opening):
    now, days = clock.now(), timedelta(days=365)
    minute, day = timedelta(minutes=1), timedelta(days=1)
    ApplicationFactory(opening=opening, consented=True, kept_until=now - minute, candidate__name="past")
    ApplicationFactory(opening=opening, consented=True, kept_until=now + day, candidate__name="to come")
    ApplicationFactory(opening=opening, candidate__name="never agreed")
    found = []
    for closes_at in (now - days + minute, now - days - minute):
        opening.closes_at = closes_at
        enqueue(session, erasing.RETAIN, key=f"retain {closes_at}")
        work()
        session.expire_all()
        found.append({name for name in names(session) if not name.startswith("K-")})

    assert found == [{"to come", "never agreed"}, {"to come"}]


def local(moment):
    return moment.astimezone(ZoneInfo("Asia/Jakarta")).date()


def test_hr_is_told_a_week_before_on_the_first_page(session, opening, two, hr, signed_in):
    until = opening.closes_at + timedelta(days=365)
    lines = {}
    for days in (8, 6):
        with clock.held_at(until - timedelta(days=days)):
            lines[days] = f"/openings/{opening.public_id}/keeping" in signed_in(hr).get("/").text

    assert lines == {8: False, 6: True}


def test_another_hr_neither_sees_nor_holds_nor_lets_go(session, opening, two, hr, signed_in):
    held = RetentionHold(opening_id=opening.id, application_id=None, reason=REASON)
    session.add(held)
    session.commit()
    stranger = signed_in(UserFactory(roles=[Role.HR]))

    assert stranger.get(f"/openings/{opening.public_id}/keeping").status_code == 404
    assert stranger.send(f"/retention-holds/{held.public_id}/end").status_code == 404


def test_the_command_line_says_what_is_due_and_who_waits(app, session, opening, two):
    request = PrivacyRequestFactory(application=two[0], asks_for="erasure")
    session.commit()
    run, shell = CliRunner(), ScriptInfo(create_app=lambda: app)

    assert run.invoke(privacy, ["due"], obj=shell).output == "Nothing is due within a week.\n"
    with clock.held_at(opening.closes_at + timedelta(days=360)):
        due = run.invoke(privacy, ["due"], obj=shell).output
    waiting = run.invoke(privacy, ["requests"], obj=shell).output

    assert due.split()[1:3] == ["2", "applications"]
    assert waiting.split()[:3] == ["no.", str(request.id), "erasure"]


def test_why_a_whole_opening_was_opened_again_stays_when_somebody_is_erased(session, work, opening, two, hr):
    actions.close_opening(session, opening, by=actor_of(hr))
    actions.reopen_opening(session, opening, clock.now() + timedelta(days=9), REASON, by=actor_of(hr))
    session.commit()

    erasing.begin_application(session, two[0], by=OPERATOR)
    session.commit()
    work()

    said = select(AuditDetail.content).join(AuditEntry, AuditEntry.id == AuditDetail.entry_id)
    [kept] = session.scalars(said.where(AuditEntry.event == "opening.reopened"))
    assert kept["reason"] == REASON
