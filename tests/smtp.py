"""A real mail server whose answers a test can choose."""

import socket
import ssl
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Mailbox:
    """What the server has taken on, and how it answers.

    `at_recipient` and `at_content` hold answers still to be given, e.g.
    "451 not now"; when they are used up everything is accepted.
    """

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.at_recipient: deque[str] = deque()
        self.at_content: deque[str] = deque()
        self.after_accepting: Callable[[], None] = lambda: None
        self.cuts_after_content = False
        """It takes a mail on and breaks the connection before it says so."""
        self.closes_after_each = False
        """It says that it has taken a mail on, and then goes away."""
        self.peers: set[Any] = set()
        self.quits = 0
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def connections(self) -> int:
        return len(self.peers)

    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.received]

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        self.quits += 1
        return "221 Bye"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.peers.add(session.peer)
        if self.at_recipient:
            answer = self.at_recipient.popleft()
            if not answer.startswith("250"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.at_content:
            return self.at_content.popleft()
        mail = message_from_bytes(envelope.content, policy=default)
        self.received.append(cast("EmailMessage", mail))
        self.recipients += envelope.rcpt_tos
        self.after_accepting()
        if self.cuts_after_content:
            server.transport.abort()
        if self.closes_after_each:
            await server.push("250 OK")
            server.transport.close()
        return "250 OK"


@contextmanager
def listening(
    mailbox: Mailbox, *, tls: ssl.SSLContext | None = None, sign_in: bool = False
) -> Iterator[Mailbox]:
    """Have the mailbox's server up; outside the block nothing listens on its port."""
    wishes = {"authenticator": _everybody, "auth_require_tls": False} if sign_in else {}
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port, tls_context=tls, **wishes)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def _everybody(*_: Any) -> Any:
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=True)
