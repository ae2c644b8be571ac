"""`hiring scores ...`: see that written scores come out of the ratings, and compute them anew."""

import click
from flask.cli import with_appcontext


@click.group()
def scores() -> None:
    """Check and recompute scores."""


@scores.command()
@with_appcontext
def verify() -> None:
    """Recompute every score from the ratings; exit 1 and name the applications where it differs."""
    from hiring.db import current_session
    from hiring.progress import shown
    from hiring.scoring.queries.checking import discrepancies

    with shown("Scores") as told:
        found = list(discrepancies(current_session(), told))
    for one in found:
        click.echo(f"{one.code}: {one.fault}", err=True)
    if found:
        raise click.ClickException(
            f"Applications that differ: {len(found)}. `hiring scores recompute` corrects the current scores "
            "and leaves earlier ones as they are."
        )
    click.echo("Every score follows from its ratings.")


@scores.command()
@with_appcontext
def recompute() -> None:
    """Write new scores where the result differs; earlier ones are kept, and the audit trail notes it."""
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.scoring import actions
    from hiring.scoring.queries.checking import Mismatch, discrepancies

    session = current_session()
    found = [one for one in discrepancies(session) if one.fault != Mismatch.EARLIER_KEY]
    for one in found:
        actions.recompute_scores(begin_writing(), one.sitting_id, by=OPERATOR)
        session.commit()
    click.echo(f"Applications with new scores: {len(found)}.")
