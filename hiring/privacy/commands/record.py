"""`hiring privacy record`: the record of processing for other programs."""

import click
from flask.cli import with_appcontext

from hiring.privacy.commands.people import privacy


@privacy.command()
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@with_appcontext
def record(language: str) -> None:
    """Print the record of processing (Law 27 of 2022, article 31) as JSON."""
    import json

    from hiring import clock
    from hiring.db import current_session
    from hiring.organisation.standing import follow
    from hiring.privacy.processing_record import processing_record
    from hiring.settings import current_application, current_settings

    follow(current_application())
    made = processing_record(current_session(), current_settings(), language, clock.now())
    click.echo(json.dumps(made.as_json(), ensure_ascii=False, indent=1))
