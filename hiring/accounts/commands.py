"""`hiring user ...`: look after staff accounts from the command line."""

from typing import TextIO

import click
from flask.cli import with_appcontext

from hiring.accounts.rules import LONGEST_STAFF_NAME, ROLE_NAMES, SHORTEST_PASSWORD, Role

_ROLE = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """Manage staff accounts."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as pages show it.")
@click.option("--role", "roles", type=_ROLE, multiple=True, required=True, help="May be given several times.")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option(
    "--password-from",
    type=click.File("r", encoding="utf-8"),
    help="A file whose first line is the password; - for standard input. Otherwise it is asked for.",
)
@with_appcontext
def add(email: str, name: str, roles: tuple[str, ...], language: str, password_from: TextIO | None) -> None:
    """Add the account EMAIL."""
    from hiring.accounts import actions
    from hiring.accounts.passwords import hash_password
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session

    address, name = address_of(email, "EMAIL"), name_of(name, "--name")
    password_hash = hash_password(_password(password_from))
    actions.add_user(
        begin_writing(),
        email=address,
        name=name,
        password_hash=password_hash,
        roles=[Role(role) for role in roles],
        by=OPERATOR,
        locale=language,
    )
    current_session().commit()
    click.echo(f"{name} may sign in as {address}.")


@user.command(name="list")
@with_appcontext
def list_users() -> None:
    """List the accounts with their roles."""
    from hiring.accounts import queries
    from hiring.db import current_session

    for account in queries.all_users(current_session()):
        roles = ", ".join(ROLE_NAMES[Role(role.role)] for role in account.roles) or "no role"
        closed = "" if account.active else " (closed)"
        click.echo(f"{account.email}  {account.name}  {roles}{closed}")


@user.command()
@click.argument("email")
@click.argument("roles", type=_ROLE, nargs=-1, required=True)
@with_appcontext
def role(email: str, roles: tuple[str, ...]) -> None:
    """Give the account EMAIL exactly these ROLES; its open sessions end."""
    from hiring.accounts import actions, queries
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session

    account = queries.user_by_email(current_session(), email)
    if account is None:
        raise click.ClickException(f"There is no account {email}.")
    actions.change_roles(begin_writing(), account, [Role(role) for role in roles], by=OPERATOR)
    current_session().commit()
    click.echo(f"{account.name} is now: {', '.join(ROLE_NAMES[Role(role)] for role in sorted(set(roles)))}.")


@user.command()
@click.argument("email")
@click.option(
    "--password-from",
    type=click.File("r", encoding="utf-8"),
    help="A file whose first line is the password; - for standard input. Otherwise it is asked for.",
)
@with_appcontext
def password(email: str, password_from: TextIO | None) -> None:
    """Set a new password for the account EMAIL; its open sessions end."""
    from hiring.accounts import actions, queries
    from hiring.accounts.passwords import hash_password
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session

    if queries.user_by_email(current_session(), email) is None:
        raise click.ClickException(f"There is no account {email}.")
    current_session().commit()
    password_hash = hash_password(_password(password_from))
    session = begin_writing()
    account = queries.user_by_email(session, email)
    if account is None:
        raise click.ClickException(f"There is no account {email}.")
    actions.change_password(session, account, password_hash, by=OPERATOR)
    session.commit()
    click.echo(f"{account.name} signs in with the new password from now on.")


def address_of(email: str, option: str) -> str:
    """Return an address as it is kept. Raises BadParameter, naming the option, where it is none."""
    from hiring.persons import Unfit, checked_address

    try:
        return checked_address(email)
    except Unfit as error:
        raise click.BadParameter(error.sentence % error.values, param_hint=option) from error


def name_of(name: str, option: str) -> str:
    """Return a name as it is kept. Raises BadParameter, naming the option, where it is none."""
    from hiring.persons import Unfit, checked_name

    try:
        return checked_name(name, longest=LONGEST_STAFF_NAME)
    except Unfit as error:
        raise click.BadParameter(error.sentence % error.values, param_hint=option) from error


def _password(source: TextIO | None) -> str:
    if source is not None:
        return source.readline().rstrip("\r\n")
    return str(
        click.prompt(
            f"Password (at least {SHORTEST_PASSWORD} characters)", hide_input=True, confirmation_prompt=True
        )
    )
