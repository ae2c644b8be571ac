"""`hiring privacy ...`: erase the data of a person from the command line."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from hiring.dossiers.commands import application_named


@click.group()
def privacy() -> None:
    """Look after personal data."""


@privacy.command()
@click.argument("application")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def erase(application: str, yes: bool) -> None:
    """Erase what is personal of APPLICATION (its code or the id in its address), for good.

    Data that are held are not erased. The person is told by mail. Doing it again does no harm: what a
    broken try has left goes then.
    """
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.privacy import erasing
    from hiring.privacy.jobs import erase_now

    found, session = application_named(application), current_session()
    if not yes:
        click.confirm(f"Erase what is personal of {found.code}? Nobody can take this back.", abort=True)
    try:
        new = erasing.begin_application(begin_writing(), found, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
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


@privacy.command()
@with_appcontext
def due() -> None:
    """Say which openings' data are erased within a week, or should be erased by now."""
    from hiring import clock
    from hiring.db import current_session
    from hiring.privacy.queries import coming_erasures
    from hiring.privacy.rules import TOLD_AHEAD, Retention
    from hiring.settings import current_settings

    kept = Retention(current_settings().retention_days)
    found = coming_erasures(current_session(), kept, clock.now() + TOLD_AHEAD, most=1000)
    for each in found:
        title = each.title.en or each.title.id
        click.echo(f"{each.at:%Y-%m-%d}  {each.number:>6} applications  {title}")
    if not found:
        click.echo("Nothing is due within a week.")


@privacy.command()
@click.argument("opening")
@click.option("--application", help="The code of one application; otherwise the whole opening.")
@click.option("--reason", required=True, help="Why the data must not be erased; it stays in the trail.")
@with_appcontext
def hold(opening: str, application: str | None, reason: str) -> None:
    """Hold data of OPENING (the id in its address) that would be erased when their time is over."""
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.openings.queries import opening_by_public_id
    from hiring.privacy import actions, queries

    session = current_session()
    found = opening_by_public_id(session, opening)
    if found is None:
        raise click.ClickException(f"There is no opening {opening}.")
    one = queries.application_of_code(session, found.id, application) if application else None
    if application and one is None:
        raise click.ClickException(f"There is no application {application} in this opening.")
    try:
        actions.hold(begin_writing(), found.id, one.id if one else None, reason, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    click.echo(f"Held: {application or 'the whole opening'}.")


@privacy.command()
@with_appcontext
def requests() -> None:
    """List what people ask about their data and wait for, what is due first; names are not shown."""
    from datetime import UTC

    from hiring.db import current_session
    from hiring.privacy.queries import all_open_requests

    found = all_open_requests(current_session())
    for number, right, due_at, code in found:
        click.echo(f"no. {number:>5}  {right:<11}  due {due_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC  {code}")
    if not found:
        click.echo("Nobody waits for an answer.")
