"""HR removes a candidate, a candidate withdraws: each takes back their own deed, and nobody the other's."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.jobs.actions import enqueue
from hiring.mail.models import Message
from hiring.openings import actions, queries
from hiring.openings.actions.reminders import REMIND_DUE
from hiring.openings.models import Application, Invitation
from tests.factories.openings import ApplicationFactory, CandidateFactory, InvitationFactory, candidate_actor

A_REASON = "Diundang dua kali dengan alamat berbeda."
SECRET = "-" * 40


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


@pytest.fixture
def start_session(signed_in):
    return lambda application: signed_in(application, Audience.CANDIDATE)


def invited(session, opening, stage="invited", **values):
    values = {"claimed": True} | values
    sent = InvitationFactory(
        application__opening=opening,
        application__stage=stage,
        application__candidate=CandidateFactory(name="Rina"),
        **values,
    )
    session.commit()
    return queries.application_by_id(session, sent.application_id)


def at(application, rest=""):
    return f"/applications/{application.public_id}{rest}"


def events_about(session, application):
    named = select(AuditEntry.event).where(AuditEntry.application_id == application.id)
    return session.scalars(named.order_by(AuditEntry.id)).all()


def mails(session):
    return session.scalars(select(func.count(Message.id))).one()


def test_removing_asks_first_wants_a_reason_and_ends_the_link(page, opening, session, client):
    application = invited(session, opening, token="abc")

    shown = page.get(at(application, "/remove"))
    silent = page.send(at(application, "/remove"), reason=" ")
    before = application.stage
    page.send(at(application, "/remove"), reason=A_REASON)

    assert (shown.status_code, silent.status_code, before) == (200, 422, "invited")
    assert (application.stage, application.left_from, application.removal_reason) == (
        "removed",
        "invited",
        A_REASON,
    )
    assert "Lamaran ini sudah berakhir" in client.get("/i/abc").text
    assert page.get(at(application, "/remove")).status_code == 302, "who has left is not removed again"
    assert events_about(session, application)[0] == "application.removed"


def test_without_the_tick_nobody_is_mailed_about_a_removal(page, opening, session, work):
    application = invited(session, opening)

    page.send(at(application, "/remove"), reason=A_REASON)
    work()

    assert (application.stage, mails(session)) == ("removed", 0)


def test_who_has_handed_in_is_told_of_a_removal_in_any_case(page, opening, session, signed_in):
    application = invited(session, opening, "handed_in", application__handed_in_at=clock.now())

    form = page.get(at(application, "/remove"))
    page.send(at(application, "/remove"), reason=A_REASON)

    assert 'name="tell"' not in form.text
    assert session.scalars(select(Message.template)).all() == ["application_ended"]


def test_whoever_withdraws_is_written_to_once(opening, session, start_session, work):
    application = invited(session, opening)
    opening.remind_days = 7
    start_session(application).send("/candidate/withdraw")
    work()

    with clock.held_at(opening.closes_at - timedelta(days=1)):
        enqueue(session, REMIND_DUE, key="later")
        work()

    assert session.scalars(select(Message.template)).all() == ["withdrawal_receipt"]


@pytest.mark.parametrize("stage", ["invited", "consented", "sitting", "handed_in", "scoring", "scored"])
def test_a_removal_taken_back_leads_to_where_the_candidate_stood(session, opening, by, stage):
    application = invited(session, opening, stage=stage)
    actions.remove(session, application, A_REASON, by=by)

    mailed = actions.take_removal_back(session, application, "", secret_key=SECRET, by=by)

    assert (application.stage, application.left_from, application.removal_reason) == (stage, None, "")
    assert (mailed, mails(session)) == (False, 0), "the link that was opened works again"
    assert session.scalars(select(Invitation.state)).all() == ["claimed"]
    assert events_about(session, application) == ["application.removed", "application.removal_taken_back"]


def test_ten_minutes_freely_later_with_a_reason(page, opening, session):
    application = invited(session, opening)
    page.send(at(application, "/remove"), reason=A_REASON)

    with clock.held_at(clock.now() + timedelta(minutes=11)):
        silent = page.send(at(application, "/take-back"), reason="")
        still = application.stage
        page.send(at(application, "/take-back"), reason="Ternyata benar.")
    page.send(at(application, "/remove"), reason=A_REASON)
    with clock.held_at(clock.now() + timedelta(minutes=9)):
        page.send(at(application, "/take-back"), reason="")

    assert (silent.status_code, still) == (422, "removed")
    assert "Tuliskan mengapa" in silent.text
    assert application.stage == "invited"
    assert events_about(session, application).count("application.removal_taken_back") == 2


def test_whom_no_link_has_reached_gets_a_new_one_when_the_removal_is_taken_back(session, opening, by):
    application = invited(session, opening, claimed=False)
    actions.remove(session, application, A_REASON, by=by)

    mailed = actions.take_removal_back(session, application, "", secret_key=SECRET, by=by)

    assert (mailed, mails(session)) == (True, 1)


def test_who_had_not_begun_when_the_opening_closed_meanwhile_has_expired(session, opening, by):
    application = invited(session, opening)
    actions.remove(session, application, A_REASON, by=by)
    actions.close_opening(session, opening, by=by)

    actions.take_removal_back(session, application, "", secret_key=SECRET, by=by)

    assert application.stage == "expired"


def test_hr_sees_who_was_removed_why_and_how_to_take_it_back(page, opening, session):
    application = invited(session, opening)
    page.send(at(application, "/remove"), reason=A_REASON)

    dossier = page.get(at(application)).text
    listed = page.get(f"/openings/{opening.public_id}?stage=removed").text

    assert A_REASON in dossier
    assert at(application, "/take-back") in dossier
    assert "Dikeluarkan" in listed


def test_hr_cannot_take_back_what_the_candidate_withdrew(page, opening, session, by):
    application = invited(session, opening)
    actions.withdraw(session, application, by=candidate_actor(application))
    session.commit()

    with pytest.raises(actions.CannotReturn):
        actions.take_removal_back(session, application, A_REASON, secret_key=SECRET, by=by)
    session.rollback()
    reply = page.send(at(application, "/take-back"), reason=A_REASON)

    assert (reply.status_code, application.stage) == (302, "withdrawn")


def test_a_candidate_cannot_take_back_that_hr_removed_them(session, opening, by):
    application = invited(session, opening)
    actions.remove(session, application, A_REASON, by=by)

    with pytest.raises(actions.CannotReturn):
        actions.take_withdrawal_back(session, application, by=candidate_actor(application))


def test_a_candidate_takes_the_withdrawal_back_while_the_opening_is_open(session, opening, start_session):
    application = invited(session, opening, stage="consented")
    client = start_session(application)
    client.send("/candidate/withdraw")
    offered = client.get("/candidate/status").text
    client.send("/candidate/withdrawal/take-back")

    assert 'action="/candidate/withdrawal/take-back"' in offered
    assert (application.stage, application.left_from) == ("consented", None)
    assert events_about(session, application) == [
        "application.withdrawn",
        "application.withdrawal_taken_back",
    ]
    assert client.get("/candidate").status_code == 200


def test_after_the_end_a_withdrawal_stays(session, opening, by, start_session):
    application = invited(session, opening, stage="consented")
    client = start_session(application)
    client.send("/candidate/withdraw")
    actions.close_opening(session, opening, by=by)
    session.commit()

    text = client.get("/candidate/status").text
    client.send("/candidate/withdrawal/take-back")

    assert "/candidate/withdrawal/take-back" not in text
    assert application.stage == "withdrawn"


def test_who_withdrew_comes_in_again_by_a_link_to_take_it_back(session, opening, client, work):
    application = invited(session, opening, token="abc")
    actions.withdraw(session, application, by=candidate_actor(application))
    session.commit()

    client.send("/candidate/return", email=application.candidate.email)
    work()

    assert [m.template for m in session.scalars(select(Message))] == ["fresh_link"]
    newest = queries.newest_invitation(session, application.id)
    assert actions.state_of_link(queries.invitation_by_hash(session, newest.token_hash)) == "works"


def test_who_was_removed_gets_a_link_to_their_data_alone(session, opening, by, client, work):
    application = invited(session, opening)
    actions.remove(session, application, A_REASON, by=by)
    session.commit()

    client.send("/candidate/return", email=application.candidate.email)
    work()

    assert session.scalars(select(Message.template)).all() == ["data_link"]


def test_a_removed_application_is_not_expired_and_not_counted_as_unfinished(session, opening, by):
    application = invited(session, opening)
    ApplicationFactory(opening=opening)
    actions.remove(session, application, A_REASON, by=by)
    standing = queries.standings(session, [opening.id])[opening.id]
    actions.close_opening(session, opening, by=by)

    assert (standing.unfinished, standing.reached("removed")) == (1, 1)
    assert session.get_one(Application, application.id).stage == "removed"


def test_the_page_that_removes_says_how_it_is_for_who_has_handed_in(page, opening, session):
    handed_in = invited(session, opening, "handed_in", application__handed_in_at=clock.now())
    writing = invited(session, opening, stage="sitting")
    session.commit()

    shown = [page.get(f"/applications/{each.public_id}/remove").text for each in (handed_in, writing)]

    assert ["tidak diundang lagi ke lowongan yang sama" in text for text in shown] == [True, False]


@pytest.mark.parametrize(("stage", "back"), [("invited", True), ("sitting", True), ("handed_in", False)])
def test_a_removal_does_not_bar_the_address_of_who_could_still_write(page, opening, session, by, stage, back):
    application = invited(session, opening, stage=stage)
    actions.remove(session, application, A_REASON, by=by)
    session.commit()
    lines = f"Rina <{application.candidate.email}>\nBudi <budi@surel.example>"

    shown = page.send(f"/openings/{opening.public_id}/invite/preview", way="lines", locale="id", lines=lines)
    people = re.search(r'name="invitees"[^>]*value="([^"]+)"', shown.text).group(1)
    page.send(f"/openings/{opening.public_id}/invite", invitees=people)
    session.expire_all()

    assert ("1 orang di antaranya pernah dikeluarkan" in shown.text) is back
    assert ("batalkan pengeluarannya di halaman lamaran" in shown.text) is not back
    assert application.stage == (stage if back else "removed")
    assert session.scalars(select(func.count(Application.id))).one() == 2
    assert mails(session) == (2 if back else 1)
