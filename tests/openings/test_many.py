"""Hundreds or thousands are invited, reminded or sent new links by a worker, and HR sees how far it is."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.jobs.batches import fail_batch
from hiring.jobs.models import Batch
from hiring.mail.models import Message
from hiring.openings import actions
from hiring.openings.actions.many import AT_ONCE
from hiring.openings.models import Application
from tests.chain import chain_break
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.openings.test_views_invitations import at, invited, preview, sealed
from tests.page import words
from tests.postgres import on_both


@pytest.fixture
def page(hr, signed_in):
    hr.locale = "en"
    return signed_in(hr)


def lines(number, first=0):
    return "\n".join(f"Orang {each}, orang{each}@surel.example" for each in range(first, first + number))


def confirm(page, opening, number, **sent):
    shown = preview(page, opening, "lines", lines=lines(number))
    return page.send(at(opening, "/invite"), invitees=sealed(shown), **sent)


def count(session, model, *which):
    return session.scalar(select(func.count(model.id)).where(*which))


@pytest.mark.thorough
@on_both
def test_a_thousand_are_invited_by_a_worker_each_once(page, opening, session, hr, work):
    asked = confirm(page, opening, 1000)

    waiting = page.get(asked.location)
    assert count(session, Application) == 0
    assert "0 of 1,000 (0%)" in words(waiting.text)
    assert '<noscript><meta http-equiv="refresh"' in waiting.text
    assert "Invite many candidates" in words(page.get(at(opening)).text)

    work()

    over = page.get(asked.location)
    assert (count(session, Application), count(session, Message)) == (1000, 1000)
    assert "1,000 of 1,000 (100%)" in words(over.text)
    assert "1000 people have been invited. The e-mails are on their way." in words(over.text)
    assert "http-equiv" not in over.text
    assert "“Invite many candidates” is finished." in words(page.get(at(opening)).text)
    told = select(AuditEntry.actor).where(AuditEntry.event == "application.invited")
    assert set(session.scalars(told)) == {f"staff:{hr.id}"}
    assert chain_break(session) is None


def test_as_many_as_go_at_once_are_invited_by_the_page_itself(page, opening, session):
    reply = confirm(page, opening, AT_ONCE)

    assert reply.location == at(opening)
    assert (count(session, Application), count(session, Batch)) == (AT_ONCE, 0)


def test_the_same_button_pressed_twice_asks_once(page, opening, session, work):
    first = confirm(page, opening, AT_ONCE + 1, operation_id="of one page")
    again = confirm(page, opening, AT_ONCE + 1, operation_id="of one page")
    work()

    assert first.location == again.location
    assert (count(session, Application), count(session, Batch)) == (AT_ONCE + 1, 1)


@on_both
def test_two_of_hr_who_confirm_the_same_list_at_once_invite_everybody_once(
    opening, session, hr, signed_in, work
):
    colleague = UserFactory(roles=[Role.HR], locale="en")
    other = OpeningFactory(hr=[hr, colleague])
    hr.locale = "en"
    session.flush()
    pages = [signed_in(hr), signed_in(colleague)]

    asked = [confirm(each, other, 120).location for each in pages]
    work()

    told = [words(page.get(address).text) for page, address in zip(pages, asked, strict=True)]
    assert (count(session, Application), count(session, Message)) == (120, 120)
    assert "120 people have been invited." in told[0]
    assert "120 people were skipped: they had already been invited." in told[1]


def test_who_is_left_when_the_opening_closes_is_not_invited_and_that_is_said(
    page, opening, session, by, work
):
    asked = confirm(page, opening, 120)
    actions.close_opening(session, opening, by=by)

    work()

    assert count(session, Application) == 0
    told = words(page.get(asked.location).text)
    assert "120 people were not invited: the opening no longer takes candidates." in told


@on_both
def test_many_are_reminded_by_a_worker_and_nobody_twice(page, opening, session, work):
    people = [invited(opening, f"Orang {n}", created_at=clock.now() - timedelta(days=3)) for n in range(60)]
    who = " ".join(one.public_id for one in people)

    first = page.send(at(opening, "/remind"), who=who)
    page.send(at(opening, "/remind"), who=who)
    work()

    found = session.scalars(select(Message.application_id).where(Message.template == "reminder"))
    assert sorted(found) == [one.id for one in people]
    assert "60 reminders are on their way." in words(page.get(first.location).text)


def test_from_a_part_of_a_long_view_one_is_led_on_to_the_next(page, opening, session, work):
    people = [invited(opening, f"Orang {n}", created_at=clock.now() - timedelta(days=3)) for n in range(51)]
    who, onward = " ".join(one.public_id for one in people), at(opening, "/remind?all=1&from=51")

    reply = page.send(at(opening, "/remind"), who=who, next=onward)

    assert reply.location == onward
    told = words(page.get(at(opening)).text)
    assert "The reminders are being sent. The page of the opening shows the progress." in told
    assert "Remind many candidates 0% 0 of 51 (0%)" in told


@on_both
def test_many_are_sent_new_links_by_a_worker_once_for_each_page(page, opening, session, work):
    people = [invited(opening, f"Orang {number}") for number in range(60)]
    who = " ".join(one.public_id for one in people)

    asked = page.send(at(opening, "/invite-again"), who=who, operation_id="of one page")
    page.send(at(opening, "/invite-again"), who=who, operation_id="of one page")
    work()

    again = select(AuditEntry.application_id).where(AuditEntry.event == "invitation.sent_again")
    assert sorted(session.scalars(again)) == [one.id for one in people]
    assert "60 new links are on their way." in words(page.get(asked.location).text)
    assert chain_break(session) is None


def failed(page, opening, session, number=60):
    """Return the address of a batch that was given up, and the batch."""
    address = confirm(page, opening, number).location
    batch = session.scalars(select(Batch)).one()
    job_of(session).state = "dead"
    fail_batch(session, "no", batch_id=batch.id)
    session.flush()
    return address, batch


def job_of(session):
    from hiring.jobs.models import Job

    return session.scalars(select(Job).where(Job.kind == "openings.invite_many")).one()


def test_what_was_given_up_says_so_on_both_pages_and_goes_on_when_hr_says_so(page, opening, session, work):
    address, batch = failed(page, opening, session)

    told = words(page.get(address).text)
    assert "This work stopped after several attempts. What is done stays done." in told
    assert "“Invite many candidates” stopped: 0 of 60 are done." in words(page.get(at(opening)).text)
    assert "http-equiv" not in page.get(address).text

    page.send(address + "/try-again")
    page.send(address + "/try-again")
    assert "The work continues where it had stopped." in words(page.get(address).text)
    begun_again = select(AuditEntry).where(AuditEntry.event == "opening.work_started_again")
    assert [each.details["kind"] for each in session.scalars(begun_again)] == ["openings.invite_many"]
    history = words(page.get(at(opening, "/history")).text)
    assert "restarted work that had stopped: Invite many candidates." in history
    work()

    assert (count(session, Application), session.get_one(Batch, batch.id).state) == (60, "done")


def test_a_try_that_failed_is_told_while_another_follows(page, opening, session):
    address = confirm(page, opening, 60).location
    assert "The last attempt failed" not in words(page.get(address).text)

    job_of(session).error = "RuntimeError: no"
    session.flush()

    assert "The last attempt failed partway." in words(page.get(address).text)


def test_who_is_erased_is_taken_out_of_a_list_that_may_go_on(page, opening, session):
    failed(page, opening, session)

    actions.forget_invitee(session, opening.id, "orang7@surel.example")

    session.expire_all()
    kept = session.scalars(select(Batch).options(undefer(Batch.content))).one().content
    assert (len(kept), kept[7], kept[8][1]) == (60, None, "orang8@surel.example")


def test_only_hr_of_the_opening_finds_the_page_of_its_work(page, opening, session, hr, signed_in):
    address, batch = failed(page, opening, session)
    other = OpeningFactory(hr=[hr])
    stranger = signed_in(UserFactory(roles=[Role.HR]))

    assert stranger.get(address).status_code == 404
    assert stranger.send(address + "/try-again").status_code == 404
    assert page.get(at(other, f"/work/{batch.public_id}")).status_code == 404


def test_who_is_told_of_a_later_closing_is_counted(page, opening, session, work):
    for number in range(3):
        invited(opening, f"Orang {number}")
    moved = {"closes_on": "2031-01-01", "closes_at": "10:00", "tell": "y", "confirmed": "y"}

    page.edit(at(opening, "/extend"), **moved)
    waiting = words(page.get(at(opening)).text)
    work()

    assert "Tell candidates that an opening closes later or has closed 0% 0 of 3 (0%)" in waiting
    batch = session.scalars(select(Batch)).one()
    assert (batch.state, batch.done, batch.total) == ("done", 3, 3)


def test_who_is_too_late_in_a_great_opening_is_counted(page, opening, session, work, monkeypatch):
    monkeypatch.setattr("hiring.openings.actions.openings.AT_ONCE", 2)
    for number in range(5):
        invited(opening, f"Orang {number}")

    page.send(at(opening, "/close"))
    waiting = words(page.get(at(opening)).text)
    work()

    assert "End applications that had not begun when an opening closed 0% 0 of 3 (0%)" in waiting
    assert count(session, Application, Application.stage == "expired") == 5
    assert [each.state for each in session.scalars(select(Batch))] == ["done"]


@pytest.mark.process
def test_a_worker_that_is_killed_on_the_way_leaves_the_rest_to_the_next(running):
    system = running()
    with system.app.app_context():
        from hiring.db import db
        from hiring.openings.invitees import Invitee
        from tests.factories import use_session
        from tests.factories.accounts import actor_of

        session = db.session()
        use_session(db.session, None)
        hr = UserFactory(roles=[Role.HR])
        opening = OpeningFactory(hr=[hr])
        people = [Invitee(f"Orang {n}", f"orang{n}@surel.example", "id") for n in range(600)]
        actions.invite_many(session, opening, people, operation="one", by=actor_of(hr))
        session.commit()

    def done():
        with system.app.app_context():
            return db.session.execute(select(Batch.done, Batch.state)).one()

    worker = system.start_worker("--lanes", "batches")
    system.wait_for(lambda: done().done > 0, "the first piece")
    system.kill(worker)
    assert done().state == "running"
    system.start_worker("--lanes", "batches")
    system.wait_for(lambda: done().state == "done", "the rest")

    with system.app.app_context():
        assert count(db.session, Application) == 600
        assert count(db.session, Message) == 600
        assert db.session.scalars(select(Batch.result)).one() == {"invited": 600, "known": 0}
        assert chain_break(db.session()) is None
