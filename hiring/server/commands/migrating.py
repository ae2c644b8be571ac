"""`hiring migrate`."""

import click

from hiring.settings import load_settings


@click.command()
@click.option(
    "--to",
    "wanted",
    metavar="REVISION",
    help="Migrate to this revision. An earlier one prepares the way back to an older version.",
)
@click.option("--yes", is_flag=True, help="Do not ask before going back.")
@click.option(
    "--new-key", is_flag=True, help="Accept a secret key that was changed on purpose. Old links stop working."
)
def migrate(wanted: str | None, yes: bool, new_key: bool) -> None:
    """Bring the database up to date for this version: all migrations, or nothing is changed."""
    from sqlalchemy.orm import Session

    from hiring.db import open_database, schema
    from hiring.db.installation import note_key
    from hiring.db.transactions import begin_writing

    settings = load_settings()
    with open_database(settings.database_url) as engine:
        before = schema.current(engine)
        target = _target(before, wanted)
        forward = before is None or schema.revisions().index(before) <= schema.revisions().index(target)
        if not forward and not yes:
            click.confirm(
                f"Going back from revision {before} to {target} loses what only the newer tables hold. "
                "Have you made a backup, and do you want to continue?",
                abort=True,
            )
        try:
            if before != target:
                (schema.upgrade if forward else schema.downgrade)(engine, target)
        except schema.MigrationFailed as error:
            raise click.ClickException(
                f"The migration to revision {target} failed, and nothing was changed: {error}."
            ) from error
        if schema.at_head(engine):
            with Session(engine) as session:
                note_key(begin_writing(session), settings.secret_key, replace=new_key)
                session.commit()
    came = "" if before == target else f", {'up' if forward else 'back'} from {before or 'nothing'}"
    click.echo(f"The database {settings.database_shown} is at revision {target}{came}.")


def _target(before: str | None, wanted: str | None) -> str:
    """Return the revision to go to. Raises ClickException where this program knows no way."""
    from hiring import __version__
    from hiring.db import schema

    known = schema.revisions()
    if schema.standing(before) is schema.SchemaState.NEWER:
        raise click.ClickException(
            f"The database is at revision {before}, newer than this program: hiring {__version__} knows "
            f"up to {known[-1]}. Nothing was changed. Go back with the version that migrated it: "
            f"`hiring migrate --to {known[-1]}`."
        )
    if wanted is not None and wanted not in known:
        raise click.ClickException(
            f"There is no revision {wanted}; this version knows {known[0]} to {known[-1]}. "
            "Nothing was changed."
        )
    return wanted or known[-1]
