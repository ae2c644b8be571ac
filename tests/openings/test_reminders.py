"""Reminders: by the same link, by hand or by the clock, never twice in a day, and not to who has begun."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from hiring import clock
from hiring.accounts.tokens import link_token
from hiring.audit.models import AuditEntry
from hiring.db import db
from hiring.jobs.actions import enqueue
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions
from hiring.openings.actions import reminders
from hiring.openings.actions.reminders import REMIND_DUE
from hiring.openings.invitees import Invitee
from hiring.openings.models import Invitation, TimeAllowance
from tests.factories.openings import CandidateFactory, InvitationFactory, OpeningFactory
from tests.openings.test_views_invitations import at
from tests.postgres import on_both


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


def invited(opening, name="Ani", stage="invited", ago=timedelta(days=3), **values):
    return InvitationFactory(
        application__opening=opening,
        application__stage=stage,
        application__candidate=CandidateFactory(name=name),
        created_at=clock.now() - ago,
        **values,
    ).application


def reminded(session):
    """Return whom a reminder was queued for, in the order of the outbox."""
    found = select(Message.application_id).where(Message.template == "reminder").order_by(Message.id)
    return list(session.scalars(found))


def pass_time(session, work):
    """Let an hour come round."""
    enqueue(session, REMIND_DUE, key=f"remind {clock.now().isoformat()}")
    work()


@pytest.mark.parametrize(
    ("locale", "subject", "sentence"),
    [
        ("id", "Pengingat: lamaran Anda untuk Petugas Komunitas, Bekasi", "Jawaban Anda belum kami terima."),
        (
            "en",
            "Reminder: your application for Community Officer, Bekasi",
            "We have not had your answers yet.",
        ),
    ],
)
def test_a_reminder_carries_the_link_of_the_invitation(
    app, session, opening, by, secret, locale, subject, sentence
):
    invitee = Invitee("Rina Wati", "rina@surel.example", locale)
    application = actions.invite(session, opening, invitee, secret_key=secret, by=by)

    actions.remind(session, opening, [application.public_id], by=by)

    [message] = session.scalars(select(Message).where(Message.template == "reminder"))
    letter = write(app, message, show_link=True)
    assert letter.subject == subject
    assert sentence in letter.text
    assert f"/i/{link_token(secret, 'invitation', application.id, 1)}\n" in letter.text
    assert session.scalars(select(Invitation.state)).all() == ["sent"]


@on_both
def test_the_page_shows_the_mail_who_gets_it_and_who_does_not_and_why(page, opening, session):
    ani, budi = invited(opening, "Ani"), invited(opening, "Budi", stage="handed_in")
    citra, dewi = invited(opening, "Citra", revoked=True), invited(opening, "Dewi")
    dewi.reminded_at = clock.now() - timedelta(hours=23)
    everybody = [each.public_id for each in (ani, budi, citra, dewi)]

    text = page.get(at(opening, "/remind"), query_string={"who": everybody}).text

    assert re.findall(r'name="who" value="([^"]+)"', text) == [ani.public_id]
    assert "Pengingat: lamaran Anda untuk Petugas Komunitas, Bekasi" in text
    assert "/i/••••••••" in text
    assert "Kirim 1 pengingat" in text
    assert [
        sentence
        for sentence in (
            "<bdi>Budi</bdi>: sudah menyerahkan jawaban, atau lamarannya sudah berakhir",
            "<bdi>Citra</bdi>: tidak memiliki tautan yang berlaku; undang lagi saja",
            "<bdi>Dewi</bdi>: sudah diingatkan kurang dari sehari yang lalu",
        )
        if sentence not in text
    ] == []
    assert reminded(session) == []


@on_both
def test_pressing_twice_reminds_everybody_once(page, opening, session):
    ani, budi = invited(opening, "Ani"), invited(opening, "Budi", stage="sitting", claimed=True)
    both = f"{ani.public_id} {budi.public_id}"

    page.send(at(opening, "/remind"), who=both)
    page.send(at(opening, "/remind"), who=both)

    assert reminded(session) == [ani.id, budi.id]
    assert (
        session.scalars(select(AuditEntry.event).where(AuditEntry.event == "candidate.reminded")).all()
        == ["candidate.reminded"] * 2
    )
    assert "Tidak ada yang dikirim" in page.get(at(opening)).text
    assert "Diingatkan" in page.get(at(opening)).text
    assert "Diingatkan" in page.get(f"/applications/{ani.public_id}").text


def test_many_are_reminded_a_piece_at_a_time(page, opening, session, work, monkeypatch):
    for module in ("hiring.openings.views.reminders", "hiring.openings.jobs"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 3)
    people, sizes = [invited(opening, f"Orang {number}") for number in range(7)], []
    page.send(at(opening, "/remind"), who=" ".join(one.public_id for one in people))

    def count(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO message"):
            sizes.append(len(parameters) if many else 1)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", count)

    assert len(sizes) == 3
    assert sorted(reminded(session)) == [one.id for one in people]


@on_both
def test_nobody_of_another_opening_is_reminded(page, opening, session):
    foreign = invited(OpeningFactory(), "Asing")

    reply = page.send(at(opening, "/remind"), who=[foreign.public_id, "nonsense", "'", "a\x00b"])

    assert reply.location == at(opening)
    assert reminded(session) == []


def test_nobody_is_reminded_once_the_opening_takes_no_more_candidates(page, opening, session):
    ani = invited(opening, "Ani")
    opening.closes_at = clock.now() - timedelta(minutes=1)

    text = page.get(at(opening, f"/remind?who={ani.public_id}")).text
    page.send(at(opening, "/remind"), who=ani.public_id)

    assert "<bdi>Ani</bdi>: lowongan tidak lagi menerima kandidat" in text
    assert reminded(session) == []


def test_choosing_nobody_leads_back_with_a_word(page, opening):
    assert page.get(at(opening, "/remind")).location == at(opening)
    assert "Pilihlah paling sedikit satu kandidat dahulu." in page.get(at(opening)).text


@pytest.fixture
def soon(session, opening):
    """It is three days before an opening closes, and past nine, whatever the hour of the test."""
    opening.remind_days, opening.closes_at = 3, clock.now() + timedelta(days=1, hours=20)
    session.flush()
    return opening


@on_both
def test_the_clock_reminds_once_whoever_has_not_begun(session, soon, work):
    ani, citra = invited(soon, "Ani"), invited(soon, "Citra", stage="consented", claimed=True)
    invited(soon, "Budi", stage="sitting", claimed=True)
    invited(soon, "Dewi", stage="handed_in", claimed=True)
    invited(soon, "Eko").reminded_at = clock.now() - timedelta(days=20)
    invited(soon, "Fitri", ago=timedelta(hours=5))

    pass_time(session, work)
    pass_time(session, work)

    assert reminded(session) == [ani.id, citra.id]
    entries = session.execute(
        select(AuditEntry.actor, AuditEntry.application_id).where(AuditEntry.event == "candidate.reminded")
    ).all()
    assert [tuple(entry) for entry in entries] == [("system", ani.id), ("system", citra.id)]


@pytest.mark.parametrize(
    "changes",
    [
        {"remind_days": 0},
        {"closes_at": timedelta(days=4)},
        {"closes_at": timedelta(minutes=-1)},
        {"state": "draft"},
        {"state": "closed"},
    ],
)
def test_the_clock_reminds_nobody_when_it_is_not_the_time(session, soon, work, changes):
    ani = invited(soon, "Ani")
    for name, value in changes.items():
        setattr(soon, name, clock.now() + value if isinstance(value, timedelta) else value)

    pass_time(session, work)

    assert (reminded(session), ani.reminded_at) == ([], None)


@on_both
def test_who_may_begin_later_is_reminded_before_that(session, soon, work):
    ani, budi = invited(soon, "Ani"), invited(soon, "Budi")
    later = TimeAllowance(application_id=ani.id, closes_at=clock.now() + timedelta(days=9))
    session.add(later)
    pass_time(session, work)
    assert reminded(session) == [budi.id]

    soon.state, soon.closes_at = "closed", clock.now() - timedelta(days=7)
    later.closes_at = clock.now() + timedelta(days=1, hours=4)
    session.execute(update(Invitation).values(expires_at=later.closes_at))
    pass_time(session, work)

    assert reminded(session) == [budi.id, ani.id]


def test_the_clock_reminds_in_pieces(session, soon, work, monkeypatch):
    monkeypatch.setattr(reminders, "AT_ONCE", 3)
    people = [invited(soon, f"Orang {number}", revoked=number == 1) for number in range(8)]

    pass_time(session, work)

    assert reminded(session) == [one.id for one in people if one is not people[1]]


@pytest.mark.parametrize("stage", ["sitting", "handed_in"])
def test_a_reminder_that_has_not_gone_out_is_taken_back_from_who_has_begun(session, opening, by, stage):
    ani = invited(opening, "Ani")
    actions.remind(session, opening, [ani.public_id], by=by)

    actions.note_progress(session, ani, stage=stage)

    assert session.scalars(select(Message.state).where(Message.template == "reminder")).all() == ["cancelled"]


def test_a_new_link_takes_a_reminder_with_the_old_one_back(session, opening, by, secret):
    ani = invited(opening, "Ani")
    actions.remind(session, opening, [ani.public_id], by=by)
    session.refresh(ani, ["invitations"])

    actions.invite_again(session, ani, secret_key=secret, by=by)

    assert session.scalars(select(Message.state).where(Message.template == "reminder")).all() == ["cancelled"]


def test_a_draft_says_how_many_days_before_its_end_it_reminds(page, draft, session):
    text = page.get(at(draft, "/edit")).text
    assert re.search(r'<option selected value="2">2 hari sebelumnya</option>', text)

    draft.remind_days = 5
    session.flush()

    assert (
        "5 hari sebelum batas waktu, kepada kandidat yang belum mulai" in page.get(at(draft, "/about")).text
    )
