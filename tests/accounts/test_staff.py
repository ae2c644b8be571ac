"""Staff accounts: added, changed, closed; an administrator always remains."""

import pytest
from sqlalchemy import delete, func, select, update

from hiring.accounts import actions, queries
from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, SYSTEM, Role
from hiring.audit.models import AuditEntry
from tests.at_once import at_once
from tests.factories.accounts import PASSWORD, UserFactory
from tests.forms import fields_of
from tests.postgres import on_both
from tests.trail import told

GOOD = {"name": "Sri Wahyuni", "email": "sri@contoh.example", "password": "embun pagi di ladang"}


@pytest.fixture
def admin(session):
    return UserFactory(roles=[Role.ADMIN], name="Wira", email="wira@contoh.example", locale="en")


@pytest.fixture
def client(admin, signed_in):
    return signed_in(admin)


def roles_of(session, user) -> list[str]:
    return sorted(session.scalars(select(UserRole.role).where(UserRole.user_id == user.id)))


def change(client, user, *, roles, active=True, seen=None):
    """Send the form of one account as its page shows it, with these roles."""
    sent = fields_of(client.get(f"/users/{user.public_id}").text, "roles") | {"roles": roles}
    sent.pop("active", None)
    return client.send(f"/users/{user.public_id}", **sent | ({"active": "y"} if active else {}))


def test_a_new_account_can_sign_in_with_exactly_its_roles(session, client, app):
    reply = client.send("/users/new", **GOOD, roles=["hr", "reviewer"], active="y")

    user = queries.user_by_email(session, GOOD["email"])
    assert reply.location == "/users"
    assert (user.name, roles_of(session, user), user.active) == ("Sri Wahyuni", ["hr", "reviewer"], True)
    entered = app.test_client().send("/sign-in", email=GOOD["email"], password=GOOD["password"])
    assert entered.location == "/"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required."),
        ("name", "a\x00b", "The name holds an invisible character (U+0000)."),
        ("name", "sri@contoh.example", "Please write a name only, without an address or a link."),
        ("name", "x" * 121, "Field cannot be longer than 120 characters."),
        ("email", "", "This field is required."),
        ("email", "sri", "The e-mail address is not valid."),
        ("email", "sri@contoh.example, ani@contoh.example", "The e-mail address is not valid."),
        ("password", "", "This field is required."),
        ("password", "x" * (SHORTEST_PASSWORD - 1), "Field must be between 15 and 1000 characters long."),
        ("password", "x" * (LONGEST_PASSWORD + 1), "Field must be between 15 and 1000 characters long."),
        ("roles", "owner", "Invalid choice(s): one or more data inputs could not be coerced."),
    ],
)
def test_a_faulty_new_account_is_refused_at_its_field_and_adds_nobody(
    session, client, field, value, sentence
):
    reply = client.send("/users/new", **GOOD | {"roles": ["hr"], field: value})

    assert reply.status_code == 422
    assert sentence in reply.text
    assert session.scalar(select(func.count(User.id))) == 1


def test_a_refused_new_account_keeps_what_was_typed_but_never_the_password(client):
    reply = client.send("/users/new", **GOOD | {"email": "sri"})

    assert 'value="Sri Wahyuni"' in reply.text
    assert GOOD["password"] not in reply.text


@pytest.mark.parametrize("email", ["WIRA@contoh.example", " wira@contoh.example ", "wira@Contoh.Example"])
def test_an_address_belongs_to_one_account_however_it_is_spelled(session, client, email):
    reply = client.send("/users/new", **GOOD | {"email": email, "roles": ["hr"]})

    assert reply.status_code == 422
    assert "There is already an account with this address." in reply.text
    assert session.scalar(select(func.count(User.id))) == 1


def test_changed_roles_are_the_ones_the_form_names(session, client):
    user = UserFactory(roles=[Role.HR, Role.REVIEWER])

    change(client, user, roles=["hiring_manager"])

    assert roles_of(session, user) == ["hiring_manager"]


def test_a_form_sent_unchanged_writes_no_fact_and_ends_no_session(session, client, signed_in):
    user = UserFactory(roles=[Role.HR])
    theirs = signed_in(user)
    before = session.scalar(select(func.count(AuditEntry.id)))

    assert change(client, user, roles=["hr"]).location == "/users"

    assert session.scalar(select(func.count(AuditEntry.id))) == before
    assert theirs.get("/account").status_code == 200


def test_a_closed_account_is_out_at_once_and_cannot_come_in_again(session, client, signed_in, app):
    user = UserFactory(roles=[Role.HR])
    theirs = signed_in(user)

    change(client, user, roles=["hr"], active=False)

    assert theirs.get("/account").status_code == 302
    again = app.test_client().send("/sign-in", email=user.email, password=PASSWORD)
    assert again.status_code == 422


def test_a_session_that_ended_with_the_account_stays_out_when_it_is_opened_again(session, client, signed_in):
    user = UserFactory(roles=[Role.HR])
    theirs = signed_in(user)

    change(client, user, roles=["hr"], active=False)
    change(client, user, roles=["hr"], active=True)

    assert theirs.get("/account").status_code == 302


def test_every_deed_on_an_account_stands_in_the_trail(session, client, admin, app):
    client.send("/users/new", **GOOD, roles=["reviewer", "hr"], active="y")
    user = queries.user_by_email(session, GOOD["email"])
    change(client, user, roles=["hr"])
    change(client, user, roles=["hr"], active=False)
    change(client, user, roles=["hr"], active=True)
    theirs = app.test_client()
    theirs.send("/sign-in", email=GOOD["email"], password=GOOD["password"])
    theirs.send("/account", password=GOOD["password"], new_password="another long password")
    theirs.send("/sign-out")

    by_admin, by_user = f"staff:{admin.id}", f"staff:{user.id}"
    who = {"user_id": user.id, "name": "Sri Wahyuni"}
    assert told(session) == [
        ("user.added", by_admin, who | {"roles": ["hr", "reviewer"]}),
        ("user.roles_changed", by_admin, who | {"roles": ["hr"]}),
        ("user.sign_in_stopped", by_admin, who),
        ("user.sign_in_allowed", by_admin, who),
        ("user.signed_in", by_user, who),
        ("user.password_changed", by_user, who),
        ("user.signed_out", by_user, who),
    ]


def test_whether_a_standing_was_changed_is_told(session):
    user = UserFactory(roles=[Role.HR])

    told = [
        actions.change_standing(session, user, [role], active=active, by=SYSTEM)
        for role, active in ((Role.HR, True), (Role.REVIEWER, True), (Role.REVIEWER, False))
    ]

    assert told == [False, True, True]


def test_what_somebody_else_has_saved_meanwhile_is_what_is_changed(session):
    """The row is asked again under the lock, whatever was loaded before."""
    closed, without = UserFactory(roles=[Role.HR]), UserFactory(roles=[Role.HR])
    behind = {"synchronize_session": False}
    session.execute(update(User).where(User.id == closed.id).values(active=False), execution_options=behind)
    session.execute(delete(UserRole).where(UserRole.user_id == without.id), execution_options=behind)

    told = [
        actions.change_standing(session, user, [Role.HR], active=True, by=SYSTEM)
        for user in (closed, without)
    ]

    assert told == [True, True]
    assert [role.role for role in without.roles] == ["hr"]


def test_a_closed_account_that_is_opened_again_may_sign_in(session, client, app):
    user = UserFactory(roles=[Role.HR], active=False)

    change(client, user, roles=["hr"], active=True)

    assert app.test_client().send("/sign-in", email=user.email, password=PASSWORD).location == "/"


def test_the_last_administrator_stays_one(session, client, admin):
    reply = change(client, admin, roles=["hr"])

    assert reply.status_code == 409
    assert "At least one active administrator must remain." in reply.text
    assert roles_of(session, admin) == ["admin"]


def test_the_last_administrator_stays_one_whatever_else_they_are(session, signed_in):
    only = UserFactory(roles=[Role.ADMIN, Role.HR])

    assert change(signed_in(only), only, roles=["hr"]).status_code == 409
    assert roles_of(session, only) == ["admin", "hr"]


def test_the_last_administrator_cannot_be_closed(session, client, admin):
    reply = change(client, admin, roles=["admin"], active=False)

    assert reply.status_code == 409
    assert queries.user_by_id(session, admin.id).active is True


def test_a_closed_administrator_does_not_count_as_the_one_who_remains(session, client, admin):
    UserFactory(roles=[Role.ADMIN], active=False)

    assert change(client, admin, roles=["hr"]).status_code == 409
    assert roles_of(session, admin) == ["admin"]


def test_with_a_second_administrator_the_first_may_go(session, client, admin):
    UserFactory(roles=[Role.ADMIN])

    assert change(client, admin, roles=["hr"]).location == "/users"
    assert roles_of(session, admin) == ["hr"]


@on_both
def test_two_administrators_who_dismiss_each_other_leave_one(app, session):
    first, second = UserFactory(roles=[Role.ADMIN]), UserFactory(roles=[Role.ADMIN])
    session.commit()

    def dismiss(user_id):
        def deed(own):
            actions.change_standing(own, queries.user_by_id(own, user_id), [Role.HR], active=True, by=SYSTEM)

        return deed

    outcomes = at_once(app, dismiss(first.id), dismiss(second.id))

    session.rollback()
    assert outcomes == ["LastAdministrator", "done"]
    assert len(queries.users_with_role(session, Role.ADMIN)) == 1


@on_both
def test_two_administrators_who_close_each_other_leave_one(app, session):
    first, second = UserFactory(roles=[Role.ADMIN]), UserFactory(roles=[Role.ADMIN])
    session.commit()

    def close(user_id):
        def deed(own):
            actions.change_standing(
                own, queries.user_by_id(own, user_id), [Role.ADMIN], active=False, by=SYSTEM
            )

        return deed

    outcomes = at_once(app, close(first.id), close(second.id))

    session.rollback()
    assert outcomes == ["LastAdministrator", "done"]
    assert len(queries.users_with_role(session, Role.ADMIN)) == 1


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
@pytest.mark.parametrize("address", ["/users", "/users/new", "/users/{id}"])
def test_only_administrators_look_after_accounts(session, signed_in, role, address):
    somebody = UserFactory(roles=[role])
    client, address = signed_in(somebody), address.format(id=somebody.public_id)

    assert client.get(address).status_code == 404
    if address != "/users":
        assert client.send(address, **GOOD, roles=["admin"]).status_code == 404
        assert session.scalar(select(func.count(User.id))) == 1
        assert roles_of(session, somebody) == [role]


def test_an_administrator_who_loses_the_role_is_out_at_the_next_click(session, client, admin, signed_in):
    other = UserFactory(roles=[Role.ADMIN])
    theirs = signed_in(other)

    change(client, other, roles=["hr"])

    assert theirs.get("/users").status_code == 302


def test_the_list_names_everybody_with_their_roles(session, client):
    UserFactory(roles=[Role.HR, Role.REVIEWER], name="Ratna")

    page = client.get("/users").text

    assert "Ratna" in page
    assert "Wira" in page
    assert "Administrator" in page
