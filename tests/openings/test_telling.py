"""Candidates are told that an opening closes later or was closed, unless HR takes the tick out."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.jobs.actions import enqueue
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions
from hiring.openings.actions import telling
from hiring.openings.actions.openings import CLOSE_WHEN_DUE
from hiring.openings.models import TimeAllowance
from hiring.openings.rules import GrantedTime, News
from tests.openings.test_reminders import invited
from tests.openings.test_views_invitations import at
from tests.postgres import on_both

MOVED = {"closes_on": "2031-01-01", "closes_at": "10:00"}


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


def told(session, template):
    """Return who is written to, in the order of the outbox."""
    found = select(Message.application_id).where(Message.template == template).order_by(Message.id)
    return list(session.scalars(found))


@on_both
def test_an_extension_shows_the_mail_then_tells_who_has_not_handed_in(page, opening, session, work):
    ani, budi = invited(opening, "Ani"), invited(opening, "Budi", stage="sitting", claimed=True)
    invited(opening, "Citra", stage="handed_in", claimed=True)
    dewi = invited(opening, "Dewi")
    session.add(TimeAllowance(application_id=dewi.id, closes_at=clock.now() + timedelta(days=9000)))
    before = opening.closes_at

    asked = page.edit(at(opening, "/extend"), **MOVED, tell="y")
    session.refresh(opening)
    assert (asked.status_code, opening.closes_at) == (200, before)
    assert "Batas waktu diperpanjang: Petugas Komunitas, Bekasi" in asked.text
    assert "Rabu, 1 Januari 2031, 10.00 WIB" in asked.text
    page.edit(at(opening, "/extend"), **MOVED, tell="y", confirmed="y")
    work()

    assert told(session, "closing_moved") == [ani.id, budi.id]


def test_the_mail_about_an_extension_has_the_link_and_the_new_moment(app, page, opening, session, work):
    ani = invited(opening, "Ani")
    ani.locale = "en"
    page.edit(at(opening, "/extend"), **MOVED, tell="y", confirmed="y")
    work()

    message = session.scalars(select(Message).where(Message.template == "closing_moved")).one()
    letter = write(app, message, show_link=False)

    assert letter.subject == "More time: Community Officer, Bekasi"
    assert "you can now begin until Wednesday 1 January 2031, 10:00 WIB." in letter.text
    assert "/i/••••••••\n" in letter.text


def test_without_the_tick_nobody_is_told(page, opening, session, work):
    invited(opening, "Ani")

    page.send(at(opening, "/extend"), **MOVED, seen=actions.closing_mark(opening))
    page.send(at(opening, "/close"))
    work()

    assert (told(session, "closing_moved"), told(session, "opening_closed")) == ([], [])


@on_both
def test_closing_by_hand_tells_who_is_too_late(page, opening, session, work):
    ani, citra = invited(opening, "Ani"), invited(opening, "Citra", stage="consented", claimed=True)
    invited(opening, "Budi", stage="sitting", claimed=True)
    invited(opening, "Eko", stage="expired").stage_at = clock.now() - timedelta(days=3)
    dewi = invited(opening, "Dewi")
    session.add(TimeAllowance(application_id=dewi.id, closes_at=clock.now() + timedelta(days=30)))

    shown = page.get(at(opening, "/close")).text
    page.send(at(opening, "/close"), tell="y")
    work()

    assert "Ditutup: Petugas Komunitas, Bekasi" in shown
    assert told(session, "opening_closed") == [ani.id, citra.id]


def close_by_the_clock(session, opening):
    """Have the clock come to the closing moment, which is over."""
    session.commit()
    enqueue(session, CLOSE_WHEN_DUE, key=f"close {clock.now()}", opening_id=opening.id)


@on_both
def test_the_clock_that_closes_an_opening_tells_who_is_too_late(app, opening, session, work):
    ani, citra = invited(opening, "Ani"), invited(opening, "Citra", stage="consented", claimed=True)
    invited(opening, "Budi", stage="sitting", claimed=True)
    invited(opening, "Eko", stage="handed_in", claimed=True)
    dewi = invited(opening, "Dewi")
    session.add(TimeAllowance(application_id=dewi.id, closes_at=clock.now() + timedelta(days=30)))
    ani.locale = "en"
    opening.closes_at = datetime(2026, 11, 1, 3, tzinfo=UTC)
    close_by_the_clock(session, opening)
    work()
    close_by_the_clock(session, opening)
    work()

    assert told(session, "application_expired") == [ani.id, citra.id]
    assert told(session, "opening_closed") == []
    message = session.scalars(select(Message).where(Message.application_id == ani.id)).one()
    letter = write(app, message, show_link=True)
    assert letter.subject == "Too late to begin: Community Officer, Bekasi"
    assert "could be begun until Sunday 1 November 2026, 10:00 WIB. You had not begun them" in letter.text
    assert "/i/" not in letter.text


@pytest.mark.parametrize("tick", [{"tell": "y"}, {}])
def test_the_clock_tells_nobody_anything_where_hr_has_closed_before(page, opening, session, work, tick):
    invited(opening, "Ani")
    page.send(at(opening, "/close"), **tick)
    opening.closes_at = clock.now() - timedelta(hours=1)
    close_by_the_clock(session, opening)
    work()

    assert (len(told(session, "opening_closed")), told(session, "application_expired")) == (len(tick), [])


def test_who_lets_a_later_moment_of_their_own_pass_is_told_then(session, opening, by, work):
    ani, budi = invited(opening, "Ani"), invited(opening, "Budi")
    later = opening.closes_at + timedelta(days=2)
    actions.grant_time(session, ani, GrantedTime(closes_at=later))
    actions.close_opening(session, opening, by=by)
    session.commit()
    with clock.held_at(later - timedelta(minutes=1)):
        work()
    assert told(session, "application_expired") == []

    with clock.held_at(later + timedelta(minutes=1)):
        work()

    session.refresh(budi)
    assert (budi.stage, told(session, "application_expired")) == ("expired", [ani.id])


def test_who_is_invited_again_meanwhile_is_not_told_that_it_was_too_late(session, opening, by):
    ani = invited(opening, "Ani")
    actions.close_opening(session, opening, by=by)
    telling.tell_one(session, ani.id, News.EXPIRED)
    actions.reopen_opening(session, opening, clock.now() + timedelta(days=9), "Listrik padam.", by=by)

    actions.invite_again(session, ani, secret_key="k" * 40, by=by)

    states = select(Message.state).where(Message.template == "application_expired")
    assert session.scalars(states).all() == ["cancelled"]


def test_many_are_told_in_pieces_and_nobody_twice(session, opening, by, work, monkeypatch):
    monkeypatch.setattr(telling, "AT_ONCE", 3)
    people = [invited(opening, f"Orang {number}") for number in range(7)]
    about = opening.closes_at.isoformat()
    actions.tell_some(session, opening.id, News.MOVED, about, after=0)

    actions.tell_soon(session, opening, News.MOVED, by=by)
    work()

    assert sorted(told(session, "closing_moved")) == [one.id for one in people]


def test_what_was_changed_once_more_is_not_told(session, opening, by, work):
    invited(opening, "Ani")
    actions.tell_soon(session, opening, News.MOVED, by=by)
    actions.extend_closing(session, opening, clock.now() + timedelta(days=60), by=by)

    work()

    assert told(session, "closing_moved") == []


@on_both
def test_who_is_removed_is_told_after_ten_minutes_unless_that_is_taken_back(page, opening, session, work):
    ani, budi, citra = (invited(opening, name) for name in ("Ani", "Budi", "Citra"))
    shown = page.get(f"/applications/{ani.public_id}/remove").text
    for one in (ani, budi):
        page.send(f"/applications/{one.public_id}/remove", reason="Salah undang.", tell="y")
    page.send(f"/applications/{citra.public_id}/remove", reason="Salah undang.")
    page.send(f"/applications/{budi.public_id}/take-back")
    work()

    found = session.scalars(
        select(Message).where(Message.template == "application_ended").order_by(Message.id)
    )
    held = [(each.application_id, each.state, each.not_before - ani.stage_at) for each in found]
    assert "Lamaran Anda sebagai Petugas Komunitas, Bekasi telah diakhiri" in shown
    assert [(who, state) for who, state, _wait in held] == [(ani.id, "queued"), (budi.id, "cancelled")]
    assert timedelta(minutes=9) < held[0][2] < timedelta(minutes=11)
    assert "Salah undang" not in shown


def test_who_withdraws_gets_a_receipt(app, opening, session, signed_in, work):
    ani = invited(opening, "Ani", claimed=True)
    ani.locale = "en"

    signed_in(ani, Audience.CANDIDATE).send("/candidate/withdraw")

    message = session.scalars(select(Message).where(Message.template == "withdrawal_receipt")).one()
    letter = write(app, message, show_link=False)
    assert letter.subject == "You have withdrawn your application: Community Officer, Bekasi"
    assert "Ratna Kusumawati (ratna@contoh.example)" in letter.text
