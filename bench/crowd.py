"""Many clients that save as fast as they are answered, and take next to nothing of the processors for it.

Server and clients share the processors of one machine: what the clients take is missing to the server. So
one thread serves all connections, what is sent was put together before, and of an answer only its status,
its length and the revision are looked at.
"""

import json
import re
import selectors
import socket
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.save import Writer

#: Stand for the two numbers that are new in every save.
_REVISION, _COUNT = 1_234_567_891, 1_234_567_892
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_KEPT_AS = re.compile(rb'"revision":\s*(\d+)')


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of it."""

    saves: int
    seconds: float
    own_cpu: float
    """Seconds of the processor that the clients themselves have used."""
    refused: tuple[bytes, ...]
    """The answers that were no 200, their first hundred bytes."""

    @property
    def rate(self) -> float:
        """Saves that were kept, a second."""
        return (self.saves - len(self.refused)) / self.seconds


def rush(port: int, writers: "Sequence[Writer]", each: int) -> Rush:
    """Have every writer save `each` times, all at once; the next save follows the answer to the last."""
    clients = [_Client(port, writer, each) for writer in writers]
    refused: list[bytes] = []
    with selectors.DefaultSelector() as waiting:
        began, cpu = time.perf_counter(), time.process_time()
        for client in clients:
            client.send()
            waiting.register(client.socket, selectors.EVENT_READ, client)
        busy = len(clients)
        while busy:
            for key, _ in waiting.select(30):
                client = key.data
                if not client.receive(refused):
                    continue
                if client.left:
                    client.send()
                else:
                    waiting.unregister(client.socket)
                    client.socket.close()
                    busy -= 1
        taken, used = time.perf_counter() - began, time.process_time() - cpu
    for client, writer in zip(clients, writers, strict=True):
        writer.revision = client.revision
    return Rush(len(writers) * each, taken, used, tuple(refused))


class _Client:
    """One browser on one connection."""

    def __init__(self, port: int, writer: "Writer", times: int) -> None:
        self.left, self.revision = times, writer.revision
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sent = writer.body(f"{writer.text} {_COUNT}", _REVISION)
        body = json.dumps(sent).replace("%", "%%")
        for known, place in ((sent["operation_id"], "%s"), (_REVISION, "%d"), (_COUNT, "%d")):
            body = body.replace(str(known), place, 1)
        self._body = body.encode()
        lines = [f"PUT {writer.address} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"{name}: {value}" for name, value in writer.headers.items()]
        self._head = "\r\n".join([*lines, "Content-Length: "]).encode()
        self._got = b""

    def send(self) -> None:
        """Send the next save: in the order in which they stand in the body, what is new in it."""
        operation = str(uuid.uuid4()).encode()
        body = self._body % (operation, self.revision, self.left)
        self.socket.sendall(b"%s%d%s%s" % (self._head, len(body), _END_OF_HEAD, body))

    def receive(self, refused: list[bytes]) -> bool:
        """Take what has come, and say whether the answer is whole; raises ConnectionResetError."""
        received = self.socket.recv(65_536)
        if not received:
            raise ConnectionResetError("the server has closed the connection")
        self._got += received
        head, there, body = self._got.partition(_END_OF_HEAD)
        length = _LENGTH.search(head) if there else None
        if length is None or len(body) < int(length[1]):
            return False
        if head[9:12] == b"200" and (kept := _KEPT_AS.search(body)):
            self.revision = int(kept[1])
        else:
            refused.append(self._got[:100])
        self._got, self.left = b"", self.left - 1
        return True
