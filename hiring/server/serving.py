"""The web server: refuse to start on a bad footing, then serve until asked to stop."""

import logging
import signal
import socket
from functools import partial
from typing import Any

import click
import structlog
from flask import Flask

from hiring.db import begin_writing, current_session, db, durability_faults, schema
from hiring.server.forwarding import Forwarding
from hiring.server.listening import NotFit, allow_open_files
from hiring.settings import Settings
from hiring.timekeeping.actions import note_start

log = structlog.get_logger(__name__)

#: How long requests that are being answered may take once the server is asked to stop.
_LAST_CALL = 25


def require_fitness(app: Flask) -> None:
    """Raise NotFit unless the database is migrated and keeps what it acknowledges. Leaves nothing open."""
    with app.app_context():
        try:
            if misfit := schema.misfit(db.engine):
                raise NotFit(misfit)
            faults = durability_faults(current_session())
            note_start(begin_writing())
            current_session().commit()
        finally:
            db.session.remove()
            db.engine.dispose()
    if faults:
        raise NotFit("The database might lose saved data: " + "; ".join(faults) + ".")


def announce(settings: Settings) -> None:
    """Say where to go, as whom, and where mails are."""
    click.echo(f"\nHiring is open at {settings.base_url}\n")
    accounts = settings.instance / "demo_accounts.txt"
    if accounts.is_file():
        click.echo(accounts.read_text("utf-8").rstrip() + "\n")
    if settings.sends_mail:
        server = settings.mail_url.rsplit("@", 1)[-1].rsplit("//", 1)[-1]
        click.echo(f"Mails are sent through {server}.")
    else:
        click.echo(f"Mails are written to {settings.instance / 'mail'} and shown to HR under Outbox.")
    click.echo("Stop with Ctrl-C.\n")


def serve_until_stopped(app: Flask, settings: Settings, sockets: list[socket.socket]) -> None:
    """Serve on `sockets` until SIGINT or SIGTERM; requests that are being answered are finished."""
    import uvicorn

    from hiring.server.connections import PATIENCE, Connection, WatchedServer
    from hiring.server.gateway import Gateway

    most = allow_open_files(settings.connections)
    if most < settings.connections:
        log.warning("few_connections", connections=most, wanted=settings.connections, because="ulimit -n")
    logging.getLogger("uvicorn").setLevel(
        logging.ERROR
    )  # what strangers send wrongly is not worth a line each
    gateway: Any = Gateway(
        app,
        threads=settings.threads,
        scheme="https" if settings.secure else "http",
        believes_proxies=settings.proxies > 0,
        forwarded=Forwarding(settings.instance).note,
    )
    protocol: Any = partial(Connection, most=most)
    config = uvicorn.Config(
        gateway,
        http=protocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=2048,
        timeout_keep_alive=int(PATIENCE),
        timeout_graceful_shutdown=_LAST_CALL,
    )
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    WatchedServer(config).run(sockets=sockets)


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)
