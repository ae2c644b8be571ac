"""`hiring serve`, `worker`, `migrate` and `doctor`."""

import os
import shlex
import sys
import threading
from typing import TYPE_CHECKING

import click
from sqlalchemy import create_engine

from hiring.settings import load_settings

if TYPE_CHECKING:
    from hiring.jobs.worker import Worker


@click.command()
@click.option(
    "--worker/--no-worker", "with_worker", default=True, help="Start a worker beside the web server."
)
@click.option(
    "--after",
    "preparations",
    multiple=True,
    metavar="COMMAND",
    help="Run e.g. 'migrate' or 'bank load' first.",
)
@click.pass_context
def serve(context: click.Context, with_worker: bool, preparations: tuple[str, ...]) -> None:
    """Serve the pages, and do the background work in a process beside them."""
    from hiring.server.serving import announce, open_server, require_fitness, serve_until_stopped
    from hiring.server.supervision import KeptAlive

    for preparation in preparations:
        _run_first(context, preparation)
    app = context.obj.load_app()
    settings = app.extensions["settings"]
    require_fitness(app)
    server = open_server(app, settings)
    child = KeptAlive() if with_worker else None
    if child is not None:
        child.start()
    announce(settings)
    try:
        serve_until_stopped(app, server)
    finally:
        if child is not None:
            child.stop()
        click.echo("Stopped.")


def _run_first(context: click.Context, line: str) -> None:
    """Run another command in this process: four starts of Python would take longer than all the rest."""
    name, *arguments = shlex.split(line)
    group = context.find_root().command
    command = group.get_command(context, name) if isinstance(group, click.Group) else None
    if command is None:
        raise click.UsageError(f"There is no command {name!r}.")
    command.main(arguments, prog_name=name, standalone_mode=False, obj=context.obj)


@click.command()
@click.option("--while-stdin-is-open", is_flag=True, hidden=True)
@click.pass_context
def worker(context: click.Context, while_stdin_is_open: bool) -> None:
    """Do background work: mails, reports, what follows from what. Several may run beside each other."""
    from hiring.jobs.worker import Worker
    from hiring.server.serving import require_fitness

    app = context.obj.load_app()
    require_fitness(app)
    running = Worker(app)
    if while_stdin_is_open:
        threading.Thread(target=_stop_at_the_end_of_input, args=(running,), daemon=True).start()
    running.run()


def _stop_at_the_end_of_input(running: "Worker") -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    running.stop()


@click.command()
def migrate() -> None:
    """Bring the database to the tables this version needs."""
    from hiring.store import schema

    engine = create_engine(load_settings().database_url)
    before = schema.current(engine)
    if before != schema.head():
        schema.upgrade(engine)
    now = schema.current(engine)
    click.echo(
        f"The database is at revision {now}" + ("." if before == now else f", up from {before or 'nothing'}.")
    )


@click.command()
def doctor() -> None:
    """Check everything the system stands on, one line each; exit 1 on trouble."""
    from hiring.server.doctor import examine

    sick = 0
    for finding in examine(load_settings()):
        click.echo(str(finding))
        sick += not finding.well
    if sick:
        raise SystemExit(1)
