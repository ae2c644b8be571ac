"""What a mail costs, from the outbox to the mail server, beside smtplib handing over the same text."""

import atexit
import secrets
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.background import Background
from bench.machine import here, told
from bench.measuring import Deed, Figure, measured
from hiring.i18n.localised import Localised
from hiring.mail.actions import Mailing, Recipient, SecretLink, send_all

MAILS = 50
#: Milliseconds of the processor for one of them, on the machine of the aims.
AIM = 4.0
_PATIENCE = 60.0


def deeds() -> list[Deed]:
    """Return the deeds, with a mail server of their own that forgets what it gets."""
    port = _server()
    background = Background(mail_url=f"smtp://127.0.0.1:{port}")
    alone = f"{MAILS} mails by smtplib alone, one connection each"
    return [
        Deed(f"{MAILS} mails", lambda: _mails(background), same_as=alone),
        Deed(alone, lambda: _alone(port)),
    ]


def figures() -> Iterator[Figure]:
    """Measure what one of them costs, from the outbox to the mail server."""
    ours, _ = measured(deeds())
    yield Figure("a mail: CPU", ours.cpu / MAILS, "ms", target=here(AIM), beside=told(AIM))


def _mails(background: Background) -> None:
    values = {
        "title": Localised(id="Petugas Komunitas", en="Community Officer"),
        "place": "Bekasi",
        "zone": "Asia/Jakarta",
        "closes_at": datetime(2027, 1, 31, 16, 59, tzinfo=UTC),
    }
    mailings = [
        Mailing(
            Recipient("Ayu Lestari", f"{secrets.token_hex(8)}@surel.example", "id"),
            secrets.token_hex(12),
            SecretLink("invitation", number, 1, "/i/{token}"),
            values=values,
        )
        for number in range(MAILS)
    ]
    background.work_off(lambda session: send_all(session, "fresh_link", mailings))


def _alone(port: int) -> None:
    text = "Subject: Petugas Komunitas\r\n\r\n" + "Kepada Ayu, ini tautannya.\r\n" * 20
    for _ in range(MAILS):
        with smtplib.SMTP("127.0.0.1", port) as server:
            server.sendmail("rekrutmen@contoh.example", ["ayu@surel.example"], text)


def _server() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    command = ["-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    process = subprocess.Popen([sys.executable, "-m", "aiosmtpd", *command])
    atexit.register(process.terminate)
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        try:
            smtplib.SMTP("127.0.0.1", port).close()
        except OSError:
            time.sleep(0.1)
        else:
            return port
    raise TimeoutError("the mail server does not answer")
