"""An administrator puts the name or address of a member of staff right."""

import pytest
from sqlalchemy import select

from hiring.accounts import queries
from hiring.accounts.actions import is_open, mail_password_link
from hiring.accounts.models import PasswordLink, User, UserSession
from hiring.accounts.rules import SYSTEM, Occasion, Role
from hiring.audit.models import AuditEntry
from hiring.mail.models import Message
from tests.conftest import SECRET
from tests.factories.accounts import UserFactory
from tests.page import hidden_fields, words
from tests.people import sign_in

NEW = "siti.rahmawati@contoh.example"


@pytest.fixture
def admin(session, signed_in):
    return signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))


@pytest.fixture
def siti(session):
    return UserFactory(roles=[Role.HR], name="Siti R.", email="siti@contoh.example")


def correct(client, user, **values):
    address = f"/users/{user.public_id}/person"
    return client.edit(address, **{"name": user.name, "email": user.email} | values)


def test_a_name_is_put_right_and_nobody_is_signed_out(app, session, admin, siti):
    theirs = sign_in(app, session, siti)

    assert correct(admin, siti, name="Siti Rahmawati").location == f"/users/{siti.public_id}"

    assert (siti.name, siti.email) == ("Siti Rahmawati", "siti@contoh.example")
    assert theirs.get("/account").status_code == 200
    assert session.scalars(select(AuditEntry.event)).all()[-1] == "user.corrected"
    assert session.scalars(select(Message)).all() == []
    assert "Before: Siti R., siti@contoh.example." in words(admin.get("/trail").text)


def test_the_same_again_is_no_correction(session, admin, siti):
    before = session.scalars(select(AuditEntry.event)).all()

    page = admin.get(correct(admin, siti).location).text

    assert "Nothing was changed." in words(page)
    assert session.scalars(select(AuditEntry.event)).all() == before


def test_with_another_address_sessions_end_and_the_new_one_signs_in(app, session, admin, siti):
    theirs = sign_in(app, session, siti)

    page = admin.get(correct(admin, siti, email=NEW.upper()).location).text

    assert "Siti R. signs in with the new address from now on." in words(page)
    assert queries.user_by_email(session, NEW).id == siti.id
    assert theirs.get("/account").status_code == 302
    ended = select(UserSession.ended_at).where(UserSession.subject_id == siti.id)
    assert None not in session.scalars(ended).all()


def test_links_to_set_a_password_that_went_to_the_former_address_work_no_more(session, admin, siti):
    mail_password_link(session, siti, Occasion.FORGOTTEN, by=SYSTEM, secret_key=SECRET)
    session.commit()

    correct(admin, siti, email=NEW)

    links = session.scalars(select(PasswordLink).where(PasswordLink.user_id == siti.id))
    assert [is_open(link) for link in links] == [False]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": "hr@contoh.example"}, "There is already an account with this address."),
        ({"email": "siti@gmial.com"}, "gmail.com"),
        ({"name": "siti@contoh.example"}, "Please write a name only, without an address or a link."),
        ({"name": "x" * 121}, "Field cannot be longer than 120 characters."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(session, admin, siti, values, sentence):
    UserFactory(email="hr@contoh.example")

    reply = correct(admin, siti, **values)

    assert reply.status_code == 422
    assert sentence in words(reply.text)
    assert session.scalars(select(User.name).where(User.id == siti.id)).all() == ["Siti R."]


def test_an_address_that_looks_misspelt_is_taken_when_it_is_sent_once_more(session, admin, siti):
    asked = correct(admin, siti, email="siti@gmial.com")
    meant = admin.send(
        f"/users/{siti.public_id}/person", **hidden_fields(asked.text), name=siti.name, email="siti@gmial.com"
    )

    assert meant.status_code == 302
    assert siti.email == "siti@gmial.com"


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_else_finds_the_page(session, signed_in, siti, role):
    assert signed_in(UserFactory(roles=[role])).get(f"/users/{siti.public_id}/person").status_code == 404
