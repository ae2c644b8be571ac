"""Whoever was let in to read is asked again before writing: what changed in between counts."""

import sqlite3
from types import SimpleNamespace

import flask
import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from hiring.accounts.access import own_path, session_hash
from hiring.accounts.models import User, UserRole, UserSession
from hiring.accounts.rules import Audience, Role
from hiring.accounts.tokens import token_hash
from hiring.audit.models import AuditEntry
from hiring.db import db
from hiring.openings.models import Opening
from hiring.openings.rules import OpeningState
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.openings import OpeningFactory
from tests.statements import statements_noted


@pytest.fixture
def meanwhile():
    """Return a function that has somebody else change a row between a page's reading and its writing."""
    listening = []

    def meanwhile(statement, *values):
        def ended_reading(_):
            if flask.has_request_context() and not done:
                done.append(True)
                with sqlite3.connect(db.engine.url.database) as other:
                    other.execute(statement, values)
                other.close()

        done = []
        event.listen(Session, "after_commit", ended_reading)
        listening.append(ended_reading)
        return done

    yield meanwhile
    for each in listening:
        event.remove(Session, "after_commit", each)


@pytest.fixture
def admin():
    return UserFactory(roles=[Role.ADMIN], locale="en")


@pytest.fixture
def somebody():
    return UserFactory(roles=[Role.HR])


def roles_of(session, user):
    session.expire_all()
    return session.scalars(select(UserRole.role).where(UserRole.user_id == user.id)).all()


def test_nothing_that_changes_meanwhile_lets_a_page_write(session, signed_in, admin, somebody, meanwhile):
    client, address = signed_in(admin), f"/users/{somebody.public_id}"
    hidden = client.hidden(address)
    done = meanwhile("SELECT 1")

    reply = client.send(address, roles=["reviewer"], active="y", **hidden)

    assert (reply.status_code, done) == (302, [True])
    assert roles_of(session, somebody) == ["reviewer"]


def test_whoever_was_signed_out_meanwhile_changes_nothing(session, signed_in, admin, somebody, meanwhile):
    client, address = signed_in(admin), f"/users/{somebody.public_id}"
    hidden = client.hidden(address)
    meanwhile("UPDATE user_session SET ended_at = created_at WHERE subject_id = ?", admin.id)

    reply = client.send(address, roles=["reviewer"], active="y", **hidden)

    assert reply.status_code == 401
    assert roles_of(session, somebody) == ["hr"]


def test_whoever_lost_the_role_meanwhile_finds_nothing(session, signed_in, admin, somebody, meanwhile):
    client, address = signed_in(admin), f"/users/{somebody.public_id}"
    hidden = client.hidden(address)
    meanwhile("UPDATE user_role SET role = 'hr' WHERE user_id = ?", admin.id)

    reply = client.send(address, roles=["reviewer"], active="y", **hidden)

    assert reply.status_code == 404
    assert roles_of(session, somebody) == ["hr"]


def test_what_is_gone_meanwhile_is_not_found(session, signed_in, admin, somebody, meanwhile):
    client, address = signed_in(admin), f"/users/{somebody.public_id}"
    hidden = client.hidden(address)
    meanwhile("UPDATE user SET public_id = 'another' WHERE id = ?", somebody.id)

    reply = client.send(address, roles=["reviewer"], active="y", **hidden)

    assert reply.status_code == 404
    assert roles_of(session, somebody) == ["hr"]


def test_whoever_left_the_panel_meanwhile_finds_nothing(session, signed_in, somebody, meanwhile):
    opening = OpeningFactory(hr=[somebody, UserFactory(roles=[Role.HR])])
    client, address = signed_in(somebody), f"/openings/{opening.public_id}/close"
    done = meanwhile("DELETE FROM opening_member WHERE user_id = ?", somebody.id)

    reply = client.send(address)

    assert (reply.status_code, done) == (404, [True])
    session.expire_all()
    assert session.scalars(select(Opening.state)).one() == OpeningState.OPEN


def test_a_page_that_loads_nothing_asks_again_too(session, signed_in, admin, meanwhile):
    client = signed_in(admin)
    meanwhile("UPDATE user_role SET role = 'hr' WHERE user_id = ?", admin.id)

    address = "sari@contoh.example"
    reply = client.send("/users/new", name="Sari", email=address, password=PASSWORD, roles=["hr"])

    assert reply.status_code == 404
    assert session.scalars(select(User.email).where(User.email == address)).all() == []
    assert session.scalars(select(AuditEntry.event)).all() == []


def test_signing_out_ends_the_row_of_this_browser_and_forgets_everything_it_held(session, signed_in, admin):
    client = signed_in(admin)
    with client.session_transaction() as cookie:
        cookie["kept"] = "something of this person"

    client.send("/sign-out")

    [row] = session.scalars(select(UserSession)).all()
    assert row.audience == Audience.STAFF
    assert row.ended_at is not None
    with client.session_transaction() as cookie:
        assert {"_user_id", "_fresh", "kept"} & set(cookie) == set()


def test_a_script_and_a_form_without_a_session_hear_401_and_a_page_leads_to_the_sign_in(client):
    script = client.get("/users", headers={"Accept": "application/json"})
    form = client.send("/users/new", name="Sari")
    page = client.get("/users?q=a")

    assert (script.status_code, form.status_code, page.status_code) == (401, 401, 302)
    assert page.location == "/sign-in?next=/users?q%3Da"


def test_the_token_of_a_browser_is_named_without_asking_whether_its_session_lives(app, session):
    with app.test_request_context(), statements_noted() as asked:
        before = session_hash()
        flask.session["_user_id"] = "a token"

        assert (before, session_hash()) == (None, token_hash("a token"))
    assert asked == []


def test_a_page_of_trouble_knows_nobody(app):
    def known_as(*, failsafe):
        with app.test_request_context():
            flask.g._login_user, flask.g.failsafe = SimpleNamespace(actor="somebody"), failsafe
            told = {}
            app.update_template_context(told)
            return told["actor"]

    assert (known_as(failsafe=False), known_as(failsafe=True)) == ("somebody", None)


@pytest.mark.parametrize(
    ("target", "own"),
    [
        ("/a!b", "/a!b"),
        ("/a b", None),
        ("/a\tb", None),
        ("/\\evil", None),
        ("//evil", None),
        ("a", None),
        ("", None),
    ],
)
def test_only_a_plain_path_of_this_site_is_followed(target, own):
    assert own_path(target) == own
