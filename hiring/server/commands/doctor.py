"""`hiring doctor`."""

import click

from hiring.settings import load_settings


@click.command()
def doctor() -> None:
    """Check everything the system depends on, one line each; exit 1 on trouble."""
    from hiring.server.doctor import examine

    sick = 0
    for finding in examine(load_settings()):
        click.echo(str(finding))
        sick += not finding.well
    if sick:
        raise SystemExit(1)
