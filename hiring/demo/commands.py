"""`hiring demo`: fill an empty installation with made-up people to try everything on."""

import click
from flask.cli import with_appcontext

from hiring.accounts.rules import ROLE_NAMES
from hiring.demo.people import DEMO_PASSWORD, STAFF
from hiring.settings import current_application, current_settings


@click.command()
@click.option("--first-run", is_flag=True, help="Do nothing, without a word, if there are accounts already.")
@with_appcontext
def demo(first_run: bool) -> None:
    """Create the demo: an opening with twelve candidates in every state, and staff accounts to try."""
    # The story brings most of the application with it: only who asks for it waits for it.
    from hiring.db import current_session, db
    from hiring.demo import seed, unfinished

    instance = current_settings().instance
    copy = unfinished.copy_in(instance)
    if copy.exists():
        try:
            unfinished.start_anew(current_session(), copy)
        except unfinished.CannotStartAnew as error:
            raise click.ClickException(str(error)) from error
    elif not seed.is_empty():
        if first_run:
            return
        raise click.ClickException("There are accounts already: the demo needs an empty database.")
    current_session().rollback()
    click.echo("Creating the demo, once: twelve candidates, four reviewers, one manager ...")
    unfinished.note_beginning(db.engine, copy)
    seed.seed_demo(current_application())
    copy.unlink()
    accounts = _accounts()
    # `hiring serve` shows this file at every start.
    path = instance / "demo_accounts.txt"
    path.write_text(accounts, "utf-8")
    if not first_run:
        click.echo(accounts)


def _accounts() -> str:
    lines = [f"  {person.email:28}{', '.join(ROLE_NAMES[role] for role in person.roles)}" for person in STAFF]
    return "\n".join(["Demo accounts:", *lines, f"  the password of all: {DEMO_PASSWORD}", ""])
