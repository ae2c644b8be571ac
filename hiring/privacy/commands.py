"""`hiring privacy ...`: erase the data of a person from the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from hiring.openings.models import Application


@click.group()
def privacy() -> None:
    """Look after personal data."""


@privacy.command()
@click.argument("application")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def erase(application: str, yes: bool) -> None:
    """Erase what is personal of APPLICATION (its code or the id in its address), for good.

    The person is told by mail. Doing it again does no harm: what a broken try has left goes then.
    """
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.privacy import erasing
    from hiring.privacy.jobs import erase_now

    found, session = _application(application), current_session()
    if not yes:
        click.confirm(f"Erase what is personal of {found.code}? Nobody can take this back.", abort=True)
    new = erasing.begin_application(begin_writing(), found, by=OPERATOR)
    session.commit()
    erase_now(session, found.id)
    click.echo(f"{found.code} is erased." if new else f"{found.code} was erased already; nothing is left.")


@privacy.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def repeat(files: tuple[Path, ...]) -> None:
    """Erase once more what was erased before, as `erasures.jsonl` in the instance folder says, or FILES.

    `hiring restore` does it by itself; by hand it is for a file that turns up later.
    """
    from hiring.db import current_session
    from hiring.privacy.erasing import LEDGER
    from hiring.privacy.jobs import repeat_erasures
    from hiring.settings import current_settings

    named = files or (current_settings().instance / LEDGER,)
    again = sum(repeat_erasures(current_session(), file) for file in named)
    click.echo(f"{again} erasures were repeated.")


def _application(named: str) -> "Application":
    from hiring.db import current_session
    from hiring.dossiers import queries

    session = current_session()
    found = queries.application_to_read(session, named)
    if found is not None:
        return found
    same_code = queries.applications_called(session, named)
    if len(same_code) > 1:
        ids = ", ".join(one.public_id for one in same_code)
        raise click.ClickException(f"Several applications have the code {named}; name one by its id: {ids}.")
    if not same_code:
        raise click.ClickException(f"There is no application {named}.")
    return same_code[0]
