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
    from hiring.scoring.queries.checking import FURTHER_SCORES, discrepancies

    session = current_session()
    with shown("Scores") as told:
        found = list(discrepancies(session, told))
    for further in FURTHER_SCORES.here():
        found += further.discrepancies(session)
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
    from hiring.scoring.queries.checking import FURTHER_SCORES, Mismatch, discrepancies

    session = current_session()
    found = [
        one for one in discrepancies(session) if one.fault not in {Mismatch.EARLIER_KEY, Mismatch.OTHER_RULES}
    ]
    for one in found:
        actions.recompute_scores(begin_writing(), one.sitting_id, by=OPERATOR)
        session.commit()
    changed = {one.sitting_id for one in found}
    for further in FURTHER_SCORES.here():
        for one in list(further.discrepancies(session)):
            if further.recompute(begin_writing(), one.sitting_id, OPERATOR):
                changed.add(one.sitting_id)
            session.commit()
    click.echo(f"Applications with new scores: {len(changed)}.")
