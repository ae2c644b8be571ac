"""A candidate's link as a text for WhatsApp: shown when somebody copies it, which stands in the trail."""

import html
import re

import pytest
from sqlalchemy import select

from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.models import AuditEntry
from hiring.openings.models import Invitation
from tests.factories.openings import CandidateFactory, InvitationFactory


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


@pytest.fixture
def ani(opening, secret):
    made = InvitationFactory(
        application__opening=opening, application__candidate=CandidateFactory(name="Ani Lestari")
    )
    made.token_hash = token_hash(link_token(secret, "invitation", made.application_id, 1))
    return made.application


def at(application):
    return f"/applications/{application.public_id}/copy"


def copied(text):
    found = re.search(r"<textarea[^>]*readonly>\n(.*?)</textarea>", text, re.DOTALL)
    return html.unescape(found.group(1)) if found else None


def noted(session):
    found = select(AuditEntry.actor, AuditEntry.details).where(AuditEntry.event == "invitation.link_copied")
    return [(row.actor, row.details["what"]) for row in session.execute(found)]


@pytest.mark.parametrize(
    ("what", "locale", "begins"),
    [
        (
            "invitation",
            "id",
            "Yth. Ani Lestari, PT Contoh Nusantara mengundang Anda mengikuti seleksi untuk posisi ",
        ),
        (
            "invitation",
            "en",
            "Dear Ani Lestari, PT Contoh Nusantara invites you to take part in the selection for ",
        ),
        ("reminder", "id", "Yth. Ani Lestari, ini pengingat dari PT Contoh Nusantara: jawaban Anda untuk "),
        (
            "reminder",
            "en",
            "Dear Ani Lestari, a reminder from PT Contoh Nusantara: we have not had your answers",
        ),
    ],
)
def test_the_text_carries_the_link_of_the_mail_in_the_candidates_language(
    page, client, session, ani, by, secret, what, locale, begins
):
    ani.locale = locale
    path = f"/i/{link_token(secret, 'invitation', ani.id, 1)}"

    text = page.send(at(ani), what=what).text

    assert copied(text).startswith(begins)
    assert f"{path}\n" in copied(text)
    assert "https://wa.me/?text=" in text
    assert noted(session) == [(by.label, what)]
    assert session.scalars(select(Invitation.generation)).all() == [1]
    assert client.get(path).status_code == 200


def test_looking_at_the_page_shows_no_link_and_notes_nothing(page, session, ani, secret):
    text = page.get(at(ani)).text

    assert (copied(text), link_token(secret, "invitation", ani.id, 1) in text) == (None, False)
    assert noted(session) == []
    assert at(ani) in page.get(f"/applications/{ani.public_id}").text


def test_what_is_neither_shows_the_page_again(page, session, ani):
    reply = page.send(at(ani), what="answers")

    assert (reply.status_code, copied(reply.text), noted(session)) == (422, None, [])


@pytest.mark.parametrize("changes", [{"stage": "handed_in"}, {"stage": "withdrawn"}])
def test_who_can_no_longer_write_has_no_link_to_copy(page, session, ani, changes):
    for name, value in changes.items():
        setattr(ani, name, value)

    reply = page.send(at(ani), what="reminder")

    assert reply.location == f"/applications/{ani.public_id}"
    assert "Kandidat ini tidak memiliki tautan yang dapat disalin sekarang." in page.get(reply.location).text
    assert noted(session) == []


def test_a_link_that_was_taken_back_is_not_copied(page, session, ani):
    session.scalars(select(Invitation)).one().state = "revoked"

    page.send(at(ani), what="invitation")

    assert noted(session) == []


def test_a_link_that_was_opened_is_copied_with_a_word_about_it(page, session, ani):
    session.scalars(select(Invitation)).one().state = "claimed"

    assert "Kandidat sudah membuka tautan ini." in page.get(at(ani)).text


def test_only_hr_of_the_opening_copies(signed_in, reviewers, hiring_manager, ani):
    for user in (reviewers[0], hiring_manager):
        assert signed_in(user).get(at(ani)).status_code == 404
