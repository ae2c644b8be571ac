"""`hiring privacy sign`: what the first day asks for, without a browser."""

import click
from flask.cli import with_appcontext

from hiring.privacy.commands.people import privacy


@privacy.command("sign")
@click.option("--assessed-by", required=True, help="Who made the assessment: functions rather than names.")
@click.option(
    "--officer",
    type=click.Choice(["heard", "not_heard", "none"]),
    required=True,
    help="Whether the data protection officer was heard; none = there is no officer.",
)
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def sign_impact_assessment(assessed_by: str, officer: str, language: str, yes: bool) -> None:
    """Show the impact assessment, and sign it: no opening can be opened before that.

    It is to be made anew a year later.
    """
    from hiring import clock
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.privacy import actions, queries
    from hiring.privacy.impact import REVIEW_AFTER, SignatureFacts
    from hiring.privacy.impact_text import shipped_hash, written
    from hiring.settings import current_settings
    from hiring.text import UNSTORABLE

    made_by = " ".join(assessed_by.split())
    if not 0 < len(made_by) <= 160 or UNSTORABLE.search(made_by):
        raise click.BadParameter("1 to 160 characters.", param_hint="--assessed-by")
    days = current_settings().retention_days
    text = written(language, days, queries.impact_notes(current_session()))
    click.echo(text)
    if not yes:
        click.confirm("Sign this text?", abort=True)
    facts = SignatureFacts(made_by, officer, (clock.now() + REVIEW_AFTER).date())
    session = begin_writing()
    actions.sign_impact_assessment(session, facts, text, shipped=shipped_hash(days), seen=None, by=OPERATOR)
    session.commit()
    click.echo("The impact assessment is signed.")
