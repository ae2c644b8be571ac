"""Coming in, going out, and who may look after accounts."""

import re

from hiring.accounts.rules import Role
from tests.factories.accounts import PASSWORD, UserFactory


def test_sign_in_with_the_right_password_opens_the_home_page(client, session):
    user = UserFactory(roles=[Role.HR])
    session.commit()

    reply = client.send("/sign-in", email=user.email, password=PASSWORD)

    assert (reply.status_code, reply.location) == (302, "/")


def test_sign_in_answers_alike_for_a_wrong_password_and_an_unknown_address(client, session):
    user = UserFactory(roles=[Role.HR])
    session.commit()
    token = client.token()

    wrong = client.send("/sign-in", email=user.email, password="x" * 20, csrf_token=token)
    unknown = client.send("/sign-in", email="nobody@contoh.example", password="x" * 20, csrf_token=token)

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert _page(wrong, user.email) == _page(unknown, "nobody@contoh.example")


def _page(reply, email: str) -> str:
    """Return the page without the address typed, and without the token: it holds the time of its making."""
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", reply.text.replace(email, ""))


def test_a_cookie_copied_before_signing_out_opens_nothing_afterwards(app, client, session, signed_in):
    user = UserFactory(roles=[Role.HR])
    client = signed_in(user)
    with client.session_transaction() as cookie:
        copied = dict(cookie)
    assert client.get("/account").status_code == 200

    client.send("/sign-out")
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(copied)

    assert thief.get("/account").status_code == 302


def test_changed_roles_end_the_sessions_of_that_person(session, signed_in):
    admin, user = UserFactory(roles=[Role.ADMIN]), UserFactory(roles=[Role.HR])
    theirs, mine = signed_in(user), signed_in(admin)

    reply = mine.send(f"/users/{user.public_id}", roles=["reviewer"], active="y")

    assert reply.location == "/users"
    assert theirs.get("/account").status_code == 302


def test_a_reviewer_finds_no_page_of_accounts(session, signed_in):
    reviewer = signed_in(UserFactory(roles=[Role.REVIEWER]))

    assert reviewer.get("/users").status_code == 404


def test_the_chosen_language_stays_with_the_person(session, signed_in):
    user = UserFactory(roles=[Role.HR])
    client = signed_in(user)
    assert '<html lang="id">' in client.get("/account").text

    client.send("/language", locale="en", next="/account")

    assert '<html lang="en">' in signed_in(user).get("/account").text


def test_sign_in_never_leads_to_another_site(client, session):
    user = UserFactory(roles=[Role.HR])
    session.commit()

    reply = client.send("/sign-in", email=user.email, password=PASSWORD, next="//evil.example/x")

    assert reply.location == "/"
