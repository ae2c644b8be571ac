"""Speaks with the renderer process (`hiring.reports.render`): starts it, asks it, hears how it ended.

Safe to use from several threads: each order goes over a socket of its own.
"""

import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hiring.paths import CHECKOUT

#: Follows a PDF: its length, so that a word of a library before it does no harm.
LENGTH = struct.Struct("!Q")
#: Comes last, from the renderer: a mark, and the child's exit status, negative for a signal.
STATUS = struct.Struct("!8si")
MARK = b"\0status\0"
#: Seconds without an order after which the renderer leaves.
IDLE = 60.0
#: Seconds for the renderer to load everything, on the slowest machine there is.
_LONGEST_START = 300.0
#: What a child may take to be told dead, after its own time is over.
_GRACE = 60.0
_DOES_NOT_STAY = "The process that renders reports does not stay."


class Unready(Exception):
    """The renderer cannot make any report here; the message is one sentence that says why."""


class Renderer:
    """One renderer process: started when it is first needed, and again when it has left or died."""

    def __init__(self, checkout: str | Path = CHECKOUT, idle: float = IDLE) -> None:
        self._path, self._idle = str(checkout), idle
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, order: bytes, seconds: float) -> tuple[int, bytes]:
        """Return the exit status of the child for `order`, and all that it has said.

        Raises Unready when the renderer does not start or does not stay, and TimeoutError when nothing is
        heard long after the `seconds` that the child may take.
        """
        for _ in range(2):  # it may just be leaving because nobody asked, and once it may die
            with self._lock:
                reply = self._sent()
            with reply:
                reply.settimeout(seconds + _GRACE)
                heard = _conversation(reply, order)
            said, end = heard[: -STATUS.size], heard[-STATUS.size :]
            if end.startswith(MARK):
                return STATUS.unpack(end)[1], said
        raise Unready(_DOES_NOT_STAY)

    def close(self) -> None:
        """End the renderer and whatever it is doing."""
        with self._lock:
            self._forget()

    def _sent(self) -> socket.socket:
        """Hand one end of a new socket to the renderer, which is started if it is not there."""
        for _ in range(2):
            control = self._connected()
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    socket.send_fds(control, [b"\0"], [theirs.fileno()])
                except OSError:  # it has left
                    ours.close()
                    self._forget()
                else:
                    return ours
        raise Unready(_DOES_NOT_STAY)

    def _connected(self) -> socket.socket:
        if self._process is not None and self._process.poll() is not None:
            self._forget()
        return self._control or self._started()

    def _started(self) -> socket.socket:
        control, theirs = socket.socketpair()
        self._control = control
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-P", "-m", "hiring.reports.render", str(theirs.fileno()), str(self._idle)],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env=environment(self._path),
            )
        control.settimeout(_LONGEST_START)
        greeting = _line(control)
        if greeting != b"ready":
            status = self._process.wait(_LONGEST_START) if not greeting else 0
            self._forget()
            raise Unready(greeting.decode("utf-8", "replace") or how_it_ended(status))
        return control

    def _forget(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.wait(_GRACE)
        self._control = self._process = None


def environment(checkout: str) -> dict[str, str]:
    """Return all that the renderer may know of its surroundings."""
    inherited = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ
    }
    return inherited | {"PYTHONPATH": checkout, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}


def how_it_ended(status: int) -> str:
    """Return one sentence about the end of the renderer or of a child."""
    if status < 0:
        return f"The process that renders reports was stopped by {signal.Signals(-status).name}."
    return f"The process that renders reports ended with status {status}."


def _conversation(reply: socket.socket, order: bytes) -> bytes:
    """Say `order` and return what is heard: also where a child ended before it had read all of it."""
    with suppress(BrokenPipeError, ConnectionResetError):
        reply.sendall(order)
        reply.shutdown(socket.SHUT_WR)
    return b"".join(_heard(reply))


def _heard(reply: socket.socket) -> Iterator[bytes]:
    was_reset = False
    while True:
        try:
            piece = reply.recv(65_536)
        except ConnectionResetError:
            if was_reset:
                return
            # Said once, where part of the order was left unread; what was told before can still be heard.
            was_reset = True
            continue
        if not piece:
            return
        yield piece


def _line(control: socket.socket) -> bytes:
    with control.makefile("rb") as saying:
        return saying.readline().rstrip(b"\n")
