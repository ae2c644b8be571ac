"""Mails to candidates: whole, in their language, with a link that works."""

import pytest
from sqlalchemy import select

from hiring.accounts.tokens import link_token
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions
from hiring.openings.invitees import Invitee


@pytest.mark.parametrize(
    ("locale", "subject", "sentences"),
    [
        (
            "id",
            "Undangan untuk Anda: Petugas Komunitas, Bekasi",
            ["PT Contoh Nusantara mengundang Anda", "Rina Wati", "WIB"],
        ),
        (
            "en",
            "Your invitation: Community Officer, Bekasi",
            ["PT Contoh Nusantara invites you", "Rina Wati", "WIB"],
        ),
    ],
)
def test_an_invitation_says_who_what_and_until_when(
    app, session, opening, by, secret, locale, subject, sentences
):
    invitee = Invitee("Rina Wati", "rina@surel.example", locale)
    application = actions.invite(session, opening, invitee, secret_key=secret, by=by)

    letter = write(app, session.scalars(select(Message)).one(), show_link=True)

    assert letter.subject == subject
    assert [sentence for sentence in sentences if sentence not in letter.text] == []
    assert f"/i/{link_token(secret, 'invitation', application.id, 1)}\n" in letter.text


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("id", "Tautan Anda: Petugas Komunitas, Bekasi"),
        ("en", "Your link: Community Officer, Bekasi"),
    ],
)
def test_a_fresh_link_says_what_to_do_if_nobody_asked(app, session, opening, by, secret, locale, subject):
    invitee = Invitee("Rina Wati", "rina@surel.example", locale)
    application = actions.invite(session, opening, invitee, secret_key=secret, by=by)

    actions.mail_fresh_link(session, application, secret_key=secret)

    message = session.scalars(select(Message).where(Message.template == "fresh_link")).one()
    letter = write(app, message, show_link=True)
    assert letter.subject == subject
    assert f"/i/{link_token(secret, 'invitation', application.id, 1)}\n" in letter.text
