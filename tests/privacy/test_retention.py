"""What is past the day that the notice named is erased; HR is told a week before, and may hold it."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.jobs.actions import enqueue
from hiring.mail.models import Message
from hiring.openings.models import Candidate
from hiring.privacy import erasing
from hiring.privacy.commands import privacy
from hiring.privacy.models import RetentionHold
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.postgres import on_both

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
