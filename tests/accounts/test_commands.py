"""`hiring user`: accounts from the command line."""

import pytest

from hiring.accounts import queries
from hiring.accounts.passwords import matches
from hiring.accounts.rules import Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def hiring(app, session):
    session.commit()
    runner = app.test_cli_runner()

    def run(*words, typed=None):
        from hiring.accounts.commands import user

        session.commit()
        told = runner.invoke(user, [str(word) for word in words], input=typed)
        session.rollback()  # what a command has not committed is lost
        return told

    return run


def test_an_account_is_added_with_a_password_from_a_file(hiring, session, tmp_path):
    file = tmp_path / "password"
    file.write_text("embun pagi di ladang\nnot this line\n", "utf-8")

    told = hiring("add", "sri@contoh.example", "--name", "Sri", "--role", "hr", "--password-from", file)

    assert (told.exit_code, told.output) == (0, "Sri may sign in as sri@contoh.example.\n")
    assert [role.role for role in queries.user_by_email(session, "sri@contoh.example").roles] == ["hr"]


@pytest.mark.parametrize(
    ("email", "typed", "sentence"),
    [
        ("sri", "embun pagi di ladang\n", "Invalid value for EMAIL"),
        ("sri@contoh.example", "pendek\n", "A password has at least 15 characters"),
        ("sri@contoh.example", "", "A password has at least 15 characters"),
    ],
)
def test_a_faulty_account_is_refused_in_a_sentence(hiring, session, email, typed, sentence):
    told = hiring("add", email, "--name", "Sri", "--role", "hr", "--password-from", "-", typed=typed)

    assert told.exit_code != 0
    assert sentence in told.output + str(told.exception)
    assert queries.user_by_email(session, "sri@contoh.example") is None


@pytest.mark.parametrize(
    "name", ["sri@contoh.example", "Sri <budi@contoh.example>", "S\u202eri", " ", "S" * 121]
)
def test_what_is_no_name_is_refused_before_a_password_is_asked_for(hiring, session, name):
    told = hiring("add", "sri@contoh.example", "--name", name, "--role", "hr")

    assert (told.exit_code, "Invalid value for --name" in told.output) == (2, True)
    assert "Password" not in told.output


def test_without_a_file_the_password_is_asked_for_twice_and_shown_never(hiring, session):
    typed = "embun pagi di ladang\nembun pagi di kebun\n" + "embun pagi di ladang\n" * 2

    told = hiring("add", "sri@contoh.example", "--name", "Sri", "--role", "hr", typed=typed)

    assert told.exit_code == 0
    assert "embun" not in told.output
    assert told.output.count("Password (at least 15 characters)") == 2
    assert matches("embun pagi di ladang", queries.user_by_email(session, "sri@contoh.example").password_hash)


def test_accounts_are_listed_with_roles_and_closed_ones_marked(hiring, session):
    UserFactory(name="Ratna", email="r@contoh.example", roles=[Role.HR, Role.REVIEWER])
    UserFactory(name="Yusuf", email="y@contoh.example", roles=[], active=False)

    assert hiring("list").output == (
        "r@contoh.example  Ratna  HR, Reviewer\ny@contoh.example  Yusuf  no role (closed)\n"
    )


def test_roles_are_exactly_the_ones_named(hiring, session):
    user = UserFactory(name="Ratna", email="r@contoh.example", roles=[Role.HR])

    assert hiring("role", "r@contoh.example", "reviewer", "reviewer", "hiring_manager").output == (
        "Ratna is now: Hiring manager, Reviewer.\n"
    )
    session.expire_all()
    assert {role.role for role in queries.user_by_id(session, user.id).roles} == {
        "reviewer",
        "hiring_manager",
    }


def test_nobody_is_found_under_an_unknown_address(hiring):
    assert hiring("role", "x@contoh.example", "hr").output == "Error: There is no account x@contoh.example.\n"


def test_the_command_line_does_not_take_the_last_administrator_away_either(hiring, session):
    UserFactory(email="wira@contoh.example", roles=[Role.ADMIN])

    told = hiring("role", "wira@contoh.example", "hr")

    assert told.exit_code != 0
    assert "At least one active administrator must remain." in told.output + str(told.exception)


def test_a_forgotten_password_is_set_anew(hiring, session, app):
    user = UserFactory(email="sri@contoh.example", name="Sri")

    told = hiring("password", user.email, "--password-from", "-", typed="embun pagi di ladang\n")

    assert (told.exit_code, told.output) == (0, "Sri signs in with the new password from now on.\n")
    reply = app.test_client().send("/sign-in", email=user.email, password="embun pagi di ladang")
    assert reply.status_code == 302
    assert "There is no account" in hiring("password", "nobody@contoh.example").output
