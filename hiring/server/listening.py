"""Take the address: a socket per web process, so that the kernel shares the connections out among them."""

import os
import resource
import socket
from collections.abc import Iterator

import click

from hiring.settings import Settings

#: Connections that may wait until a process takes them.
_BACKLOG = 2048
#: Open files besides the connections: database, large bodies, files being read.
FILES_BESIDE = 512


class NotFit(click.ClickException):
    """The server must not start like this."""


def bound_sockets(settings: Settings) -> list[list[socket.socket]]:
    """Return the sockets of each web process, listening. Raises NotFit when the address cannot be had.

    They belong to the process that calls: a web process may die and another take
    its place without a connection being lost.
    """
    try:
        addresses = list(_addresses(settings))
        return [[_listening(*address) for address in addresses] for _ in range(settings.processes)]
    except OSError as error:
        raise NotFit(
            f"Nothing can listen on {settings.host}, port {settings.port} ({error.strerror or error}): "
            "choose another with HIRING_PORT (PORT for make)."
        ) from error


def _addresses(settings: Settings) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Say where to listen (a name may stand for one address of either family), once nobody else does."""
    port = settings.port
    for family, kind, protocol, _, address in socket.getaddrinfo(
        settings.host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    ):
        with socket.socket(
            family, kind, protocol
        ) as asking:  # alone: sharing would let us in beside a stranger
            _prepare(asking)
            asking.bind((address[0], port, *address[2:]))
            port = asking.getsockname()[1]
            yield family, asking.getsockname()


def _listening(family: int, address: tuple[object, ...]) -> socket.socket:
    taken = socket.socket(family, socket.SOCK_STREAM)
    _prepare(taken)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        taken.bind(address)
        taken.listen(_BACKLOG)
    except OSError:
        taken.close()
        raise
    return taken


def _prepare(fresh: socket.socket) -> None:
    if os.name == "posix":
        fresh.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if fresh.family == socket.AF_INET6:
        fresh.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)


def allow_open_files(connections: int) -> int:
    """Raise this process's own limit of open files as far as it goes; return how many connections fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + FILES_BESIDE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY:
        return connections
    return max(min(connections, soft - FILES_BESIDE), 16)


def files_allowed() -> int | None:
    """Return how many files a process may open at most, None for any number."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return None if hard == resource.RLIM_INFINITY else hard
