"""A connection to a server that costs its owner next to nothing: client and server share the processors.

It does what `http.client` does for a kept connection and answers of a known length, and no more.
"""

import socket
from dataclasses import dataclass

_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes

    def read(self) -> bytes:
        return self.body


class Line:
    """One connection to 127.0.0.1; raises OSError when the server goes away."""

    def __init__(self, port: int, patience: float = 30.0) -> None:
        self._port, self._patience = port, patience
        self._socket: socket.socket | None = None

    def request(self, method: str, address: str, body: str, headers: dict[str, str]) -> None:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), self._patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sent = body.encode()
        lines = [f"{method} {address} HTTP/1.1", f"Host: 127.0.0.1:{self._port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join([*lines, f"Content-Length: {len(sent)}", "\r\n"])
        self._socket.sendall(head.encode() + sent)

    def getresponse(self) -> Reply:
        """Return the answer to the last request."""
        got = b""
        while _END_OF_HEAD not in got:
            got += self._more()
        head, _, body = got.partition(_END_OF_HEAD)
        first, *rest = head.decode("latin-1").split("\r\n")
        told = dict(line.lower().split(": ", 1) for line in rest)
        while len(body) < int(told["content-length"]):
            body += self._more()
        return Reply(int(first.split(" ")[1]), body)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _more(self) -> bytes:
        received = self._socket.recv(65_536) if self._socket else b""
        if not received:
            raise ConnectionResetError("the server has closed the connection")
        return received
