"""Connections to mail servers: made safely, and kept open from one mail of a batch to the next."""

import contextlib
import io
import smtplib
import socket
import ssl
import threading
import time
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

#: Longest wait for a connection and for each whole answer of the server, in seconds.
PATIENCE = 15.0
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


class NoEncryption(Exception):
    """The server offers no encryption, and a password must not travel without it."""


class _Answer(io.RawIOBase):
    """What a server says, until `ends`: a time-out of the socket alone begins anew with every byte."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.ends = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._sock.recv_into(buffer)


class Patient(smtplib.SMTP):
    """A connection that waits for each answer as a whole."""

    patience: float | None = None
    """Seconds for the next answers; None: PATIENCE."""

    def getreply(self) -> tuple[int, bytes]:
        """Return the next answer. Raises what smtplib raises, also where the answer never ends."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        if self.file is None:
            self.file = io.BufferedReader(_Answer(self.sock))
        self.file.raw.ends = time.monotonic() + (self.patience or PATIENCE)
        try:
            return super().getreply()
        finally:
            if self.sock is not None:
                self.sock.settimeout(PATIENCE)


class PatientSSL(Patient, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Connections:
    """Open connections that nobody uses just now; any thread may take one and give it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[str, list[Patient]] = {}

    def take(self, mail_url: str) -> tuple[Patient, bool]:
        """Return a connection for a mail, and whether it has carried one before.

        One that has may have been closed by the server meanwhile. Raises what `connect` raises.
        """
        kept = self._pop(mail_url)
        return (connect(mail_url), False) if kept is None else (kept, True)

    def give_back(self, mail_url: str, connection: Patient) -> None:
        with self._lock:
            self._idle.setdefault(mail_url, []).append(connection)

    def close(self) -> None:
        """Say goodbye on all of them."""
        with self._lock:
            idle, self._idle = self._idle, {}
        for kept in idle.values():
            for connection in kept:
                leave(connection)

    def _pop(self, mail_url: str) -> Patient | None:
        with self._lock:
            kept = self._idle.get(mail_url)
            return kept.pop() if kept else None


def connect(mail_url: str) -> Patient:
    """Return a new connection: encrypted where it must be, signed in.

    Raises NoEncryption, ssl.SSLError, smtplib.SMTPException or OSError.
    """
    server = urlsplit(mail_url)
    smtp = _open(server)
    try:
        _encrypt(smtp, server)
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
    except smtplib.SMTPAuthenticationError:
        leave(smtp)
        raise
    except BaseException:
        smtp.close()
        raise
    return smtp


def leave(smtp: Patient) -> None:
    """Say goodbye; whatever happens now, the mail is where it is."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    smtp.close()


def _open(server: SplitResult) -> Patient:
    host = server.hostname or "localhost"
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        return PatientSSL(host, server.port or 465, timeout=PATIENCE, context=context)
    return Patient(host, server.port or (587 if server.username else 25), timeout=PATIENCE)


def _encrypt(smtp: Patient, server: SplitResult) -> None:
    """Turn encryption on where the server offers it; a password never travels without it."""
    if server.scheme == "smtps":
        return
    smtp.ehlo()
    if not server.username and server.hostname in _OWN_MACHINE:
        return
    if smtp.has_extn("starttls"):
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()
    elif server.username:
        raise NoEncryption("STARTTLS is not offered")
