"""At the door of the staff: who comes in, for how long, and what a stranger learns."""

import html
import re
import runpy
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from hiring import clock
from hiring.accounts import passwords
from hiring.accounts.models import User, UserSession
from hiring.accounts.rules import SHORTEST_PASSWORD, Role
from hiring.i18n.choice import address_to_read_again
from tests.factories.accounts import PASSWORD, UserFactory
from tests.trail import told

WRONG = "kata sandi yang salah"


@pytest.fixture
def user(session):
    user = UserFactory(roles=[Role.HR], email="ratna@contoh.example", locale="en")
    session.commit()
    return user


@pytest.mark.parametrize("spelled", ["ratna@contoh.example", " Ratna@Contoh.Example "])
def test_an_address_is_known_however_it_is_spelled(client, user, spelled):
    assert client.send("/sign-in", email=spelled, password=PASSWORD).location == "/"


@pytest.mark.parametrize(
    "password", [PASSWORD.upper(), PASSWORD + " ", " " + PASSWORD, PASSWORD[:-1], WRONG, "\x00", "x" * 1000]
)
def test_only_the_very_password_opens(client, user, password):
    reply = client.send("/sign-in", email=user.email, password=password)

    assert reply.status_code == 422
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("field", ["email", "password"])
def test_both_fields_are_needed(client, user, field):
    values = {"email": user.email, "password": PASSWORD, field: ""}

    assert client.send("/sign-in", **values).status_code == 422


@pytest.mark.parametrize("password", [WRONG, "x" * 1001])
def test_a_refused_password_stands_on_no_page_and_in_no_row(client, session, user, password):
    reply = client.send("/sign-in", email=user.email, password=password)

    assert password not in reply.text
    assert password not in repr(told(session))


def test_a_password_typed_as_the_address_stays_out_of_the_trail(client, session, user):
    client.send("/sign-in", email="rahasia saya yang panjang", password=WRONG)

    assert "rahasia" not in repr(told(session))


def test_a_closed_account_gets_the_same_answer_as_a_wrong_password(client, session, user):
    user.active = False
    session.commit()

    reply = client.send("/sign-in", email=user.email, password=PASSWORD)

    assert reply.status_code == 422
    assert session.scalars(select(UserSession)).all() == []


def test_whoever_is_in_is_led_on_instead_of_asked_again(signed_in, user):
    client = signed_in(user)

    assert client.get("/sign-in?next=/account").location == "/account"


@pytest.mark.parametrize("target", ["/account", "/openings?page=2", "/rubrics"])
def test_after_signing_in_one_is_where_one_wanted_to_be(client, user, target):
    assert client.send("/sign-in", email=user.email, password=PASSWORD, next=target).location == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "evil",
        "/a\tb",
        "/a\nb",
        "javascript:x",
        "",
    ],
)
def test_signing_in_never_leads_away(client, user, target):
    assert client.send("/sign-in", email=user.email, password=PASSWORD, next=target).location == "/"


def test_a_page_asked_for_without_a_session_comes_after_signing_in(client):
    assert client.get("/openings?sort=title").location == "/sign-in?next=/openings?sort%3Dtitle"


def test_a_session_ends_after_two_hours_without_a_sign_of_life(signed_in, user):
    client = signed_in(user)

    with time_machine.travel(clock.now() + timedelta(hours=1, minutes=59)):
        assert client.get("/account").status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=4)):
        assert client.get("/account").status_code == 302


def test_somebody_who_works_stays_in_for_twelve_hours_and_no_longer(signed_in, user):
    client, begun = signed_in(user), clock.now()

    for hours in range(1, 12):
        with time_machine.travel(begun + timedelta(hours=hours)):
            assert client.get("/account").status_code == 200, hours
    with time_machine.travel(begun + timedelta(hours=12, minutes=1)):
        assert client.get("/account").status_code == 302


def test_signing_out_ends_this_session_and_no_other(signed_in, user):
    here, elsewhere = signed_in(user), signed_in(user)

    reply = here.send("/sign-out")

    assert reply.location == "/sign-in"
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert here.get("/account").status_code == 302
    assert elsewhere.get("/account").status_code == 200


def test_a_token_planted_before_signing_in_is_not_adopted(app, client, session, user):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "planted"
        cookie["something"] = "else"

    client.send("/sign-in", email=user.email, password=PASSWORD)

    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != "planted"
        assert "something" not in cookie


def test_the_database_holds_no_token_that_would_open_a_session(signed_in, session, user):
    client = signed_in(user)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]

    rows = session.execute(select(UserSession.__table__)).all()

    assert len(rows) == 1
    assert token not in repr(rows)


def test_a_new_password_ends_every_other_session(signed_in, session, user):
    here, elsewhere = signed_in(user), signed_in(user)

    reply = here.send("/account", password=PASSWORD, new_password="embun pagi di ladang")

    assert reply.location == "/account"
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


@pytest.mark.parametrize(
    ("password", "new", "sentence"),
    [
        (WRONG, "embun pagi di ladang", "This is not your current password."),
        (PASSWORD, "pendek", "Field must be between 15 and 1000 characters long."),
        ("", "embun pagi di ladang", "This field is required."),
    ],
)
def test_a_refused_change_of_password_changes_nothing_and_echoes_nothing(
    signed_in, session, user, password, new, sentence
):
    before = user.password_hash

    reply = signed_in(user).send("/account", password=password, new_password=new)

    assert reply.status_code == 422
    assert sentence in reply.text
    assert new not in reply.text
    assert session.scalar(select(User.password_hash)) == before


def test_passwords_are_kept_as_argon2id(session, user):
    assert user.password_hash.startswith("$argon2id$")


def test_a_password_of_the_shortest_length_is_kept_and_a_shorter_one_refused():
    shortest = "x" * SHORTEST_PASSWORD

    assert passwords.matches(shortest, passwords.hash_password(shortest))
    with pytest.raises(passwords.WeakPassword) as refused:
        passwords.hash_password(shortest[1:])
    assert refused.value.status == 422


def test_a_person_whom_nobody_knows_has_no_password_even_if_the_hash_that_is_asked_instead_fits(monkeypatch):
    monkeypatch.setattr(passwords, "_nobodys_hash", [])
    before = passwords.matches("embun pagi di ladang", None)
    asked_instead = len(passwords._nobodys_hash)
    monkeypatch.setattr(passwords, "_nobodys_hash", [passwords.hash_password("embun pagi di ladang")])

    assert (before, passwords.matches("embun pagi di ladang", None)) == (False, False)
    assert asked_instead == 1


def test_outside_the_tests_a_guess_is_as_dear_as_is_recommended():
    made = runpy.run_path(passwords.__file__)["HASHER"]

    assert (made.time_cost, made.memory_cost, made.parallelism) == (3, 65536, 4)


@pytest.mark.parametrize("audience", ["/openings", "/users", "/trail", "/system", "/outbox", "/account", "/"])
def test_no_staff_page_opens_without_a_session(client, audience):
    assert client.get(audience).status_code == 302


@pytest.mark.parametrize("chosen", ["de", "", "id; drop", "EN"])
def test_a_language_that_does_not_exist_changes_nothing(signed_in, session, user, chosen):
    signed_in(user).send("/language", locale=chosen)

    assert session.scalar(select(User.locale)) == "en"


def switch_of(page):
    """Return the address that the choice of language on `page` leads to."""
    return html.unescape(re.search(r'name="next" value="([^"]*)"', page.text)[1])


def test_the_choice_of_language_leads_back_to_the_same_page_with_what_was_asked_of_it(client, session):
    page = client.get("/sign-in?next=/openings")

    assert switch_of(page) == "/sign-in?next=/openings"
    assert client.send("/language", next=switch_of(page), locale="en").location == "/sign-in?next=/openings"


def test_the_choice_of_language_after_a_refused_form_leads_to_a_page_and_never_to_an_address_without_one(
    app, client, session
):
    assert switch_of(client.send("/sign-in", email="x", password="y")) == "/sign-in"
    assert switch_of(client.send("/verify/text", text="Ya.", sha256="0" * 64)) == "/verify"
    with app.test_request_context("/sign-out", method="POST"):
        assert address_to_read_again() == "/"
