"""A closed opening is opened again, and whoever was too late is invited again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.audit.details import whole_details
from hiring.audit.events import kind_of
from hiring.audit.models import AuditEntry
from hiring.jobs.models import Job
from hiring.mail.models import Message
from hiring.openings import actions, queries
from hiring.openings.events import OpeningReopened
from hiring.openings.models import Application, Invitation, TimeAllowance
from hiring.openings.rules import may_be_reopened
from tests.factories.openings import ApplicationFactory, CandidateFactory, InvitationFactory

A_REASON = "Listrik padam di seluruh kota pada hari terakhir."


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


def at(opening, rest=""):
    return f"/openings/{opening.public_id}{rest}"


def days_from_now(days):
    return clock.now() + timedelta(days=days)


def closed(session, opening, by, *stages):
    found = [
        InvitationFactory(application__opening=opening, application__stage=stage, claimed=stage != "invited")
        for stage in stages
    ]
    for sent in found:
        if sent.application.stage == "consented":
            sent.application.consented_at = clock.now()
    actions.close_opening(session, opening, by=by)
    session.commit()
    return [session.get_one(Application, sent.application_id) for sent in found]


def test_a_closed_opening_takes_candidates_again_and_links_live_until_the_new_end(session, by, opening):
    [expired, handed_in] = closed(session, opening, by, "invited", "handed_in")
    later = days_from_now(20)

    actions.reopen_opening(session, opening, later, A_REASON, by=by)
    session.commit()

    assert (opening.state, opening.closed_at, opening.closes_at) == ("open", None, later)
    assert (expired.stage, handed_in.stage) == ("expired", "handed_in")
    assert session.scalars(select(Invitation.expires_at)).all() == [later, later]


def test_who_reopened_it_and_why_stands_in_the_trail(session, by, opening):
    closed(session, opening, by)
    later = days_from_now(20)

    actions.reopen_opening(session, opening, later, A_REASON, by=by)
    session.commit()

    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.reopened")).one()
    details = whole_details(session, entry, kind_of(OpeningReopened))
    assert (details["reason"], details["closes_at"], entry.actor) == (
        A_REASON,
        later.isoformat(),
        f"staff:{by.id}",
    )
    assert A_REASON not in str(entry.details)


def test_the_clock_closes_a_reopened_opening_also_at_a_moment_it_had_before(session, by, draft, work):
    actions.open_opening(session, draft, by=by)
    session.commit()
    moment = draft.closes_at
    with clock.held_at(moment + timedelta(minutes=1)):  # a clock that has jumped
        work()
    session.expire_all()
    assert draft.state == "closed"

    actions.reopen_opening(session, draft, moment, "Jam server keliru.", by=by)
    session.commit()
    with clock.held_at(moment + timedelta(minutes=2)):
        work()
    session.expire_all()

    assert draft.state == "closed"


def test_closing_once_more_within_a_week_has_work_of_its_own(session, by, opening, monkeypatch):
    monkeypatch.setattr("hiring.openings.actions.openings.AT_ONCE", 1)
    closed(session, opening, by, "invited", "invited")
    actions.reopen_opening(session, opening, days_from_now(3), A_REASON, by=by)
    with clock.held_at(days_from_now(1)):
        ApplicationFactory(opening=opening)
        actions.close_opening(session, opening, by=by)
    session.commit()

    assert len(session.scalars(select(Job).where(Job.kind == "openings.expire_late")).all()) == 2


@pytest.mark.parametrize(
    ("state", "early", "decided", "may"),
    [
        ("closed", False, False, True),
        ("closed", False, True, False),
        ("closed", True, True, True),
        ("open", False, False, False),
        ("draft", True, False, False),
    ],
)
def test_an_opening_that_decides_after_its_end_stays_closed_after_a_decision(state, early, decided, may):
    assert may_be_reopened(state, decide_before_closing=early, anybody_decided=decided) is may


def test_after_a_decision_that_waited_for_the_end_it_stays_closed(page, session, by, opening):
    opening.decide_before_closing = False
    closed(session, opening, by, "decided")

    shown = page.get(at(opening, "/reopen"))
    sent = page.send(at(opening, "/reopen"), closes_on="2031-01-01", closes_at="10:00", reason=A_REASON)

    assert "tidak dapat dibuka kembali" in shown.text
    assert 'name="reason"' not in shown.text
    assert (sent.status_code, opening.state) == (422, "closed")


def test_the_new_end_must_be_to_come_and_a_reason_is_asked_for(page, session, by, opening):
    closed(session, opening, by)

    past = page.send(at(opening, "/reopen"), closes_on="2020-01-01", closes_at="10:00", reason=A_REASON)
    silent = page.send(at(opening, "/reopen"), closes_on="2031-01-01", closes_at="10:00", reason=" ")
    odd = page.send(at(opening, "/reopen"), closes_on="x", closes_at="y", reason=A_REASON)

    assert [reply.status_code for reply in (past, silent, odd)] == [422, 422, 422]
    assert A_REASON in past.text, "what was typed is still there"
    assert opening.state == "closed"


def test_hr_reopens_and_invites_again_who_was_too_late(page, session, by, opening):
    [invited, consented, handed_in] = closed(session, opening, by, "invited", "consented", "handed_in")
    everybody = {"who": [one.public_id for one in (invited, consented, handed_in)]}
    before = page.get(at(opening, "/invite-again"), query_string=everybody).text

    page.send(at(opening, "/reopen"), closes_on="2031-01-01", closes_at="10:00", reason=A_REASON)
    shown = page.get(at(opening, "/invite-again"), query_string=everybody).text
    page.send(at(opening, "/invite-again"), who=[invited.public_id, consented.public_id])
    session.expire_all()

    assert "Kirim 2" not in before
    assert "Kirim 2 tautan baru" in shown
    assert [one.stage for one in (invited, consented, handed_in)] == ["invited", "consented", "handed_in"]
    assert len(session.scalars(select(Message)).all()) == 2
    seen = session.scalars(select(AuditEntry.event).where(AuditEntry.application_id == invited.id)).all()
    assert seen == ["application.expired", "application.expiry_taken_back", "invitation.sent_again"]


def test_nobody_who_expired_is_invited_while_the_opening_is_closed(session, by, opening):
    [invited] = closed(session, opening, by, "invited")
    application = queries.application_by_id(session, invited.id)

    with pytest.raises(actions.NotInviting):
        actions.invite_again(session, application, secret_key="-" * 40, by=by)
    assert application.stage == "expired"


def test_a_second_window_that_opens_it_again_changes_nothing(page, session, by, opening):
    closed(session, opening, by)
    page.send(at(opening, "/reopen"), closes_on="2031-01-01", closes_at="10:00", reason=A_REASON)

    second = page.send(at(opening, "/reopen"), closes_on="2032-01-01", closes_at="10:00", reason=A_REASON)

    assert second.location == at(opening, "/about")
    assert opening.closes_at.year == 2031
    assert "sudah dibuka" in page.get(at(opening, "/about")).text


def test_the_page_that_closes_names_who_is_cut_off_and_leaves_out_who_has_a_later_end(page, session, opening):
    ApplicationFactory(opening=opening, candidate=CandidateFactory(name="Ani"))
    budi = ApplicationFactory(opening=opening, candidate=CandidateFactory(name="Budi"))
    ApplicationFactory(opening=opening, stage="sitting", candidate=CandidateFactory(name="Citra"))
    session.add(TimeAllowance(application_id=budi.id, closes_at=days_from_now(30)))
    session.commit()

    text = page.get(at(opening, "/close")).text

    assert "1 kandidat belum mulai" in text
    assert "1 kandidat yang belum mulai memiliki batas waktu sendiri yang lebih lambat" in text
    assert [name in text for name in ("<bdi>Ani", "<bdi>Budi", "<bdi>Citra")] == [True, False, False]


def test_lists_say_when_an_opening_was_closed_by_hand(page, session, by, opening):
    with clock.held_at(clock.now() - timedelta(days=2)):
        actions.close_opening(session, opening, by=by)
    session.commit()

    text = page.get("/openings?show=closed").text

    assert opening.closed_at.isoformat() in text
    assert opening.closes_at.isoformat() not in text
    assert "ditutup dengan tangan" in text
