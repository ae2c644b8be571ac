"""`hiring serve`, `worker`, `migrate` and `doctor`."""

import os
import sys
import threading

import click
from sqlalchemy import create_engine

from hiring.settings import load_settings


@click.command()
@click.option(
    "--worker/--no-worker", "with_worker", default=True, help="Start a worker beside the web server."
)
def serve(with_worker: bool) -> None:
    """Serve the pages, and do the background work in a process beside them."""
    from hiring.app import create_app
    from hiring.server.serving import announce, open_server, require_fitness, serve_until_stopped
    from hiring.server.supervision import KeptAlive

    settings = load_settings()
    app = create_app(settings)
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


@click.command()
@click.option("--while-stdin-is-open", is_flag=True, hidden=True)
def worker(while_stdin_is_open: bool) -> None:
    """Do background work: mails, reports, what follows from what. Several may run beside each other."""
    from hiring.app import create_app
    from hiring.jobs.worker import Worker
    from hiring.server.serving import require_fitness

    app = create_app(load_settings())
    require_fitness(app)
    running = Worker(app)
    if while_stdin_is_open:
        threading.Thread(target=_stop_at_the_end_of_input, args=(running,), daemon=True).start()
    running.run()


def _stop_at_the_end_of_input(running: object) -> None:
    from hiring.jobs.worker import Worker

    assert isinstance(running, Worker)  # noqa: S101  (imported late, so named late)
    while os.read(sys.stdin.fileno(), 1024):
        pass
    running.stop()


@click.command()
def migrate() -> None:
    """Bring the database to the tables this version needs."""
    from hiring.store import schema

    engine = create_engine(load_settings().database_url)
    before = schema.current(engine)
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
