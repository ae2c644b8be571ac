"""`hiring serve` and `worker`."""

import gc
import shlex
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import click

from hiring.settings import settings_of

if TYPE_CHECKING:
    from flask import Flask

    from hiring.jobs.lanes import Lane
    from hiring.server.supervision import ProcessRole


@click.command()
@click.option(
    "--worker/--no-worker", "with_worker", default=True, help="Start a worker beside the web server."
)
@click.option(
    "--after",
    "preparations",
    multiple=True,
    metavar="COMMAND",
    help="Run this command first, e.g. 'migrate' or 'bank load'. May be given several times.",
)
@click.pass_context
def serve(context: click.Context, with_worker: bool, preparations: tuple[str, ...]) -> None:
    """Serve the pages with HIRING_PROCESSES processes, and run one worker beside them."""
    with _nothing_collected():
        roles = _prepared(context, preparations, with_worker=with_worker)
    from hiring.oversight.restarts import Restarts
    from hiring.server.supervision import keep_alive

    instance = settings_of(context.obj.load_app()).instance
    keep_alive(roles, does_not_stay=Restarts(instance).note)
    click.echo("Stopped.")


def _prepared(
    context: click.Context, preparations: tuple[str, ...], *, with_worker: bool
) -> "list[ProcessRole]":
    """Load what every process needs, once for all of them, and return what there is to do."""
    import_module("hiring.app")
    from hiring.server.forwarding import Forwarding
    from hiring.server.listening import bound_sockets
    from hiring.server.serving import announce, require_fitness
    from hiring.server.supervision import in_a_fork
    from hiring.web import assets

    for preparation in preparations:
        in_a_fork(partial(_run_first, context, preparation))
    app = context.obj.load_app()
    settings = settings_of(app)
    require_fitness(app)
    sockets = bound_sockets(settings)
    assets.serve_compressed(app, settings.instance / "static")
    Forwarding(settings.instance).forget()
    announce(settings)
    return _roles(app, sockets, with_worker=with_worker)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage in this block, which only makes what stays, nor ever among what it made.

    Looking again and again at what a thousand new modules hold costs a fifth of the start, and what is
    never looked at stays shared by all processes.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _roles(app: "Flask", sockets: list[list[socket.socket]], *, with_worker: bool) -> list["ProcessRole"]:
    from hiring.server.serving import serve_until_stopped
    from hiring.server.supervision import ProcessRole

    settings = settings_of(app)
    roles = [
        ProcessRole(f"web-{number}", partial(serve_until_stopped, app, settings, own))
        for number, own in enumerate(sockets, 1)
    ]
    return [*roles, ProcessRole("worker", partial(_work, app))] if with_worker else roles


def _work(app: "Flask") -> None:
    from hiring.jobs.worker import Worker

    Worker(app).run()


def _run_first(context: click.Context, line: str) -> None:
    """Run another command in this process: four starts of Python would take longer than all the rest."""
    gc.enable()
    name, *arguments = shlex.split(line)
    group = context.find_root().command
    command = group.get_command(context, name) if isinstance(group, click.Group) else None
    if command is None:
        raise click.UsageError(f"There is no command {name!r}.")
    command.main(arguments, prog_name=name, standalone_mode=False, obj=context.obj)


@click.command()
@click.option(
    "--lanes",
    "named",
    metavar="LANES",
    help="Take only this work, e.g. 'mail,reports'. Without it all: batches, clock, events, mail, reports.",
)
@click.pass_context
def worker(context: click.Context, named: str | None) -> None:
    """Do the background work: mails, reports, deadlines, long tasks. Several workers may run side by side."""
    from hiring.jobs.worker import Worker
    from hiring.server.serving import require_fitness

    lanes = _lanes(named)
    app = context.meta["without_pages"]()
    require_fitness(app)
    Worker(app, lanes).run()


def _lanes(named: str | None) -> "list[Lane]":
    from hiring.jobs.lanes import LANES

    names = [name.strip() for name in named.split(",")] if named is not None else list(LANES)
    if unknown := [name for name in names if name not in LANES]:
        raise click.BadParameter(
            f"there is no lane {unknown[0]!r}; there are {', '.join(LANES)}.", param_hint="--lanes"
        )
    return [LANES[name] for name in dict.fromkeys(names)]
