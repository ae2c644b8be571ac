"""A way to PostgreSQL that can be cut and mended, as a cable or a restart of the server would."""

import contextlib
import socket
import threading
from collections.abc import Iterator

from sqlalchemy import make_url


class Wire:
    """Carries bytes from a port of its own to the server, until it is cut."""

    def __init__(self, url: str) -> None:
        self._server = make_url(url)
        self._ends: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._moves = threading.Event()
        self._moves.set()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.mend()

    @property
    def url(self) -> str:
        """Return the address of the database by way of this wire."""
        through = self._server.set(host="127.0.0.1", port=self.port, query={})
        return through.render_as_string(hide_password=False)

    def cut(self) -> None:
        """Drop every connection and take no new one."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def freeze(self) -> None:
        """Keep every connection, take new ones, and carry nothing: as a server that is paused."""
        self._moves.clear()

    def thaw(self) -> None:
        """Carry again, first of all what was held."""
        self._moves.set()

    def mend(self) -> None:
        """Take connections again."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(f"{self._server.query['host']}/.s.PGSQL.5432")
            self._ends += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                self._moves.wait()
                target.sendall(piece)
            target.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def wire(url: str) -> Iterator[Wire]:
    """Lay a wire to the database at `url`."""
    laid = Wire(url)
    try:
        yield laid
    finally:
        laid.thaw()
        laid.cut()
