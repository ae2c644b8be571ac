"""`hiring report ...`: issue a report from the command line."""

import os
import tempfile
from pathlib import Path
from time import monotonic, sleep

import click
from flask import Flask
from flask.cli import with_appcontext

from hiring.dossiers.commands import application_named
from hiring.settings import current_application, settings_of

#: Another worker may have taken the report up first; how long it is waited for, in seconds.
_PATIENCE = 180.0
_LOOK_EVERY = 0.5


@click.group()
def report() -> None:
    """Issue candidate reports."""


@report.command()
@click.argument("application")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where the PDF goes.",
)
@click.option("--locale", type=click.Choice(["id", "en"]), default="id", show_default=True)
@with_appcontext
def issue(application: str, output: Path, locale: str) -> None:
    """Issue a report about APPLICATION (its code or the id in its address) and write the PDF."""
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.organisation.standing import follow, logo_to_print
    from hiring.reports import actions
    from hiring.reports.freezing import freeze_dossier

    _require_folder(output)
    app = current_application()
    found, session = application_named(application), current_session()
    follow(app)
    frozen = freeze_dossier(
        session,
        found,
        "en" if locale == "en" else "id",
        organisation=settings_of(app).organisation,
        logo=logo_to_print(),
    )
    try:
        asked = actions.ask_report(begin_writing(), found, frozen, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    pdf = _made(app, asked.id)
    _write_whole(output, pdf)
    click.echo(f"{asked.code} issued and written to {output}.")


def _made(app: Flask, report_id: int) -> bytes:
    """Do the job that was asked for, or wait for the worker that was first; return the PDF."""
    from hiring.db import current_session
    from hiring.files.downloads import current_folder
    from hiring.jobs.worker import run_one
    from hiring.reports import queries
    from hiring.reports.models import OUT, ReportState

    session, ends = current_session(), monotonic() + _PATIENCE
    while True:
        job_id = queries.job_id_of(session, report_id)
        session.rollback()  # the job has a transaction of its own, and must not wait for ours
        run_one(app, job_id)
        session.expire_all()
        made = queries.report_by_id(session, report_id)
        if made is not None and made.state in OUT and made.file is not None:
            return current_folder().read(made.file.sha256)
        if made is None or made.state == ReportState.FAILED or made.tries or monotonic() > ends:
            reason = made.error if made and made.error else "It is still being made; see the dossier."
            raise click.ClickException(f"The report could not be made: {reason}")
        session.rollback()  # nobody waits inside a transaction
        sleep(_LOOK_EVERY)


def _require_folder(target: Path) -> None:
    """Refuse before anything is issued that could not be written down."""
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise click.ClickException(f"{target} cannot be written: {target.parent} is not a writable folder.")


def _write_whole(target: Path, content: bytes) -> None:
    """Write the file under its name only when all of it has reached the disk."""
    try:
        number, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(target)
    except OSError as error:
        Path(unfinished).unlink(missing_ok=True)
        raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from error
