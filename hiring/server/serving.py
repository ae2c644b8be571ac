"""The web server: refuse to start on a bad footing, then serve until asked to stop."""

import os
import signal
import socket
import threading
from types import FrameType
from typing import Any

import click
import structlog
from flask import Flask

from hiring.jobs.bell import Bell
from hiring.settings import Settings
from hiring.store import current_session, durability_faults, schema
from hiring.store import db as store
from hiring.web import assets

log = structlog.get_logger(__name__)

#: What waitress takes before the application can answer with a page of its own.
_LARGEST_BODY = 200 * 1024 * 1024


class NotFit(click.ClickException):
    """The server must not start like this."""


def require_fitness(app: Flask) -> None:
    """Raise NotFit unless the database is migrated and keeps what it acknowledges."""
    with app.app_context():
        if misfit := schema.misfit(store.engine):
            raise NotFit(misfit)
        faults = durability_faults(current_session())
    if faults:
        raise NotFit("The database could lose what was saved: " + "; ".join(faults) + ".")


def open_server(app: Flask, settings: Settings) -> Any:
    """Return waitress, listening; it takes a thread only for a request that has arrived whole.

    Raises NotFit when the address cannot be had.
    """
    import waitress

    sockets = _bound_sockets(settings)
    assets.serve_compressed(app, settings.instance / "static")
    return waitress.create_server(
        app,
        sockets=sockets,
        threads=settings.threads,
        ident=None,
        url_scheme="https" if settings.secure else "http",
        clear_untrusted_proxy_headers=settings.proxies == 0,
        max_request_body_size=_LARGEST_BODY,
    )


def _bound_sockets(settings: Settings) -> list[socket.socket]:
    """Take the address before anything else: a name may stand for one of either family."""
    bound: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            settings.host or None, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            bound.append(socket.socket(family, kind, protocol))
            if os.name == "posix":
                bound[-1].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                bound[-1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            bound[-1].bind(address)
    except OSError as error:
        for each in bound:
            each.close()
        raise NotFit(
            f"Nothing can listen on {settings.host}, port {settings.port} ({error.strerror or error}): "
            "choose another with HIRING_PORT (PORT for make)."
        ) from error
    return bound


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


def serve_until_stopped(app: Flask, server: Any) -> None:
    """Serve until SIGINT or SIGTERM; requests that are being answered are finished."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    threading.Thread(target=_warm_up, args=(app,), name="warm-up", daemon=True).start()
    try:
        server.run()
    finally:
        server.close()


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _warm_up(app: Flask) -> None:
    """Open the bell before the first request needs it: its drivers take a moment to load."""
    try:
        app.extensions["bell"] = app.extensions["bell"] or Bell(app.extensions["settings"])
    except Exception as error:
        log.warning("bell_not_heard", error=str(error))
