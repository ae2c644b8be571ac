"""`hiring scores ...`: see that written scores come out of the ratings, and compute them anew."""

import click
from flask.cli import with_appcontext


@click.group()
def scores() -> None:
    """Look after the scores."""


@scores.command()
@with_appcontext
def verify() -> None:
    """Compute every score anew from the ratings; exit 1 and name the applications where it differs."""
    from hiring.db import current_session
    from hiring.progress import shown
    from hiring.scoring.queries.checking import discrepancies

    with shown("Scores") as told:
        found = list(discrepancies(current_session(), told))
    for one in found:
        click.echo(f"{one.code}: {one.fault}", err=True)
    if found:
        raise click.ClickException(
            f"{len(found)} applications; `hiring scores recompute` mends scores that stand, "
            "and leaves earlier ones as they are."
        )
    click.echo("Every score comes out of its ratings.")


@scores.command()
@with_appcontext
def recompute() -> None:
    """Write new scores where other ones come out; the earlier are kept, and the trail says so."""
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.scoring import actions
    from hiring.scoring.queries.checking import Mismatch, discrepancies

    session = current_session()
    found = [one for one in discrepancies(session) if one.fault != Mismatch.EARLIER_KEY]
    for one in found:
        actions.recompute_scores(begin_writing(), one.sitting_id, by=OPERATOR)
        session.commit()
    click.echo(f"Scores of {len(found)} applications were computed anew.")
