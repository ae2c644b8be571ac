"""The server in this process, on a port of its own, spoken to through plain sockets."""

import asyncio
import contextlib
import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import uvicorn
from flask import Flask

from hiring.server.connections import Connection, WatchedServer
from hiring.server.gateway import Gateway
from hiring.server.listening import allow_open_files

PATIENCE = 60.0


class Served:
    """One running server. `ask` sends bytes and returns what comes back until the end or the first answer."""

    def __init__(
        self, app: Flask, *, threads: int = 2, most: int = 2000, believes_proxies: bool = False
    ) -> None:
        self.app, self.forwarded = app, []
        gateway = Gateway(
            app,
            threads=threads,
            scheme="http",
            believes_proxies=believes_proxies,
            forwarded=self.forwarded.append,
        )
        listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            gateway,
            http=partial(Connection, most=most),
            loop="asyncio",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        self.server = WatchedServer(config)
        self._thread = threading.Thread(target=self._run, args=(listening,))
        self._open: list[socket.socket] = []

    def _run(self, listening: socket.socket) -> None:
        with asyncio.Runner() as runner:
            runner.run(self.server.serve(sockets=[listening]))

    def __enter__(self) -> "Served":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._open:
            each.close()
        self.server.should_exit = True
        self._thread.join()

    def connect(self, *first: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self._open.append(connection)
        for each in first:
            connection.sendall(each)
        return connection

    def ask(self, request: bytes) -> bytes:
        """Send a request and return everything until the server closes."""
        return read_all(self.connect(request))

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        return self.request("GET", path, headers=headers)

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.read()

    def connections(self) -> int:
        return len(self.server.server_state.connections)


def read_all(connection: socket.socket) -> bytes:
    """Return what comes until the other side closes (or resets)."""
    heard = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            heard += piece
    return heard


def head(method: str, path: str, *more: str, length: int | None = None) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *more]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Return a function that serves an application until the test ends."""
    allow_open_files(5000)
    with contextlib.ExitStack() as stack:
        yield lambda app, **given: stack.enter_context(Served(app, **given))
