"""`hiring audit ...`: check the trail from the command line."""

import click
from flask.cli import with_appcontext


@click.group()
def audit() -> None:
    """Look after the audit trail."""


@audit.command()
@with_appcontext
def verify() -> None:
    """Check every seal of the trail, first to last; exit 1 and name the place where it breaks."""
    from hiring.audit import queries
    from hiring.db import current_session

    found = queries.chain_break(current_session())
    last = queries.last_entry_id(current_session())
    if found is not None:
        raise click.ClickException(f"The audit trail is broken: {found}.")
    click.echo(f"The audit trail holds: {last} entries, each sealed to the one before it.")
