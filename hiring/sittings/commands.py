"""`hiring answers ...`: see that every revision of every answer is still what was written."""

import click
from flask.cli import with_appcontext


@click.group()
def answers() -> None:
    """Check the stored answers."""


@answers.command()
@with_appcontext
def verify() -> None:
    """Read every revision, packed or not, and compare it with its hash; exit 1 and name what differs."""
    from hiring.db import current_session
    from hiring.progress import shown
    from hiring.sittings.histories import examine

    with shown("Sittings") as told:
        found = examine(current_session(), told)
    for fault in found.faults:
        click.echo(fault, err=True)
    if found.faults:
        raise click.ClickException(f"Some of it is not what was saved. Faults: {len(found.faults)}.")
    click.echo(f"Everything is as it was saved: {found.revisions} revisions, {found.sittings} sittings.")
