"""`hiring backup`, `restore` and `release`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from hiring.oversight.actions import GivenBack
    from hiring.oversight.queries import WaitingWork
    from hiring.settings import Settings


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Save the database, stored files, key and settings into FOLDER, which must be new or empty.

    The system may keep running. Everything is read back and compared before the command reports success.
    """
    from hiring.progress import shown
    from hiring.server.backup import take
    from hiring.settings import load_settings

    with shown("Files") as told:
        manifest = take(load_settings(), folder.resolve(), told)
    files = sum(name.startswith("files/") for name in manifest.sha256)
    click.echo(
        f"Saved in {folder} as of {_moment(manifest.moment)}: {manifest.database}, {files} stored files, key"
        + (" and settings." if "settings.toml" in manifest.sha256 else ".")
        + " All of it was read back and is complete."
    )
    if manifest.environment:
        click.echo(f"Not included, because set in the environment: {', '.join(manifest.environment)}.")
    click.echo("Anybody who has this folder has everything. Keep it as safe as the system itself.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def restore(folder: Path) -> None:
    """Restore the backup in FOLDER into an empty instance folder; nothing is overwritten.

    Everybody is signed out, and workers do nothing until `hiring release`: mails that were waiting when the
    backup was taken may have been sent since.
    """
    from sqlalchemy.orm import Session

    from hiring.db import open_database
    from hiring.instance import instance_dir
    from hiring.oversight.queries import waiting_work
    from hiring.progress import shown
    from hiring.server.restore import bring_back

    with shown("Files") as told:
        manifest, settings, given = bring_back(folder.resolve(), instance_dir(), told)
    click.echo(f"Restored to {_moment(manifest.moment)}: {settings.database_shown}, at {settings.instance}.")
    click.echo("Everybody is signed out. Anything done after that moment is missing.")
    _tell_given_back(given)
    _erase_again(settings)
    with open_database(settings.database_url) as engine, Session(engine) as session:
        _tell_waiting(waiting_work(session, manifest.moment))
    click.echo(
        "Workers are on hold: nothing is sent and nothing closes. Run `hiring doctor`, start the system, "
        "then run `hiring release`."
    )


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Only list what is waiting.")
@click.option(
    "--without-mails", is_flag=True, help="Cancel the mails that were waiting when the backup was taken."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def release(only_list: bool, without_mails: bool, yes: bool) -> None:
    """Let workers start again after a restore, once you have checked what would be sent."""
    from hiring.db import begin_writing, current_session, installation
    from hiring.oversight import actions
    from hiring.oversight.queries import waiting_work

    session = current_session()
    found = installation.held(session)
    if found is None:
        click.echo("Workers are not on hold.")
        return
    since, taken_at = found
    click.echo(f"On hold since {_moment(since)}; the backup was taken at {_moment(taken_at)}.")
    _tell_waiting(waiting_work(session, taken_at))
    session.rollback()  # nothing is held while a person thinks
    if only_list:
        return
    if not yes:
        click.confirm("Let workers start with this?", abort=True)
    given, taken_back = actions.release(begin_writing(), without_mails=without_mails)
    session.commit()
    _tell_given_back(given)
    click.echo(f"Released. Mails cancelled: {taken_back}.")


def _erase_again(settings: "Settings") -> None:
    """Erase what was erased after the backup was taken, as far as the file beside the database knows."""
    from hiring.app import create_app
    from hiring.db import current_session, db
    from hiring.privacy.jobs import repeat_erasures
    from hiring.server.archive import ERASURES

    with create_app(settings).app_context():
        try:
            again = repeat_erasures(current_session(), settings.instance / ERASURES)
        finally:
            db.session.remove()
            db.engine.dispose()
    click.echo(
        f"Erasures made after the backup and repeated now: {again}."
        if (settings.instance / ERASURES).exists()
        else f"There is no {ERASURES}: give the one in the old instance folder to `hiring privacy repeat`."
    )


def _tell_given_back(given: "GivenBack") -> None:
    click.echo(f"The lost time was given back: running sections {given.sections}, openings {given.openings}.")


def _tell_waiting(work: "WaitingWork") -> None:
    """Say what would begin: kinds of work, and each mail, which may have gone out before."""
    for kind, number in work.kinds.items():
        click.echo(f"  {number:>6}  {kind}")
    if not work.kinds:
        click.echo("  No work is due.")
    if work.mails_written_before:
        click.echo(
            f"Mails waiting when the backup was taken, which may have been sent since: "
            f"{work.mails_written_before}. `hiring release --without-mails` cancels them."
        )
    for mail in work.mails:
        click.echo(f"  {_moment(mail.created_at)}  {mail.template}  to {mail.to_email}  ({mail.state})")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
