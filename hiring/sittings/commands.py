"""`hiring answers ...`: see that every revision of every answer is still what was written."""

import click
from flask.cli import with_appcontext


@click.group()
def answers() -> None:
    """Look after the answers."""


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
        raise click.ClickException(f"Not what was saved: {len(found.faults)} faults.")
    click.echo(f"All is what was saved: {found.revisions} revisions, {found.sittings} sittings.")
