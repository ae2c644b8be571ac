"""A trial by fire: a room of browsers that write, beside whatever may go wrong at the same time.

Sixty candidates with six connections each write for five minutes. Meanwhile the mail server is
silent, somebody guesses passwords, and two reports are made at a time, one after the other.
Wanted: no answer of the 500s, and every acknowledged save in the database. Only when it is named:
`python -m bench trial`.
"""

import json
import re
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import create_engine, func, select

from bench.candidates import seated_candidates
from bench.measuring import Figure
from bench.save import Writer, product_writer
from bench.server_deeds import percentile, product, render, write_mails
from bench.systems import databases
from hiring.mail.models import Message
from hiring.sittings.models import AnswerRevision

BROWSERS, CONNECTIONS, REPORTS, MAILS = 60, 6, 2, 200
SECONDS, PAUSE = 300.0, 2.0
#: A browser tries again when a connection it kept has been closed meanwhile.
_TRIES = 3


class Room:
    """What everybody was answered, and how long the saves took (seconds)."""

    def __init__(self, port: int) -> None:
        self.port, self.ends = port, time.monotonic() + SECONDS
        self.saves: list[float] = []
        self.answers: Counter[int] = Counter()
        self.guesses: Counter[int] = Counter()
        self.unanswered = self.reports = 0

    def over(self) -> bool:
        return time.monotonic() > self.ends

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)


def figures() -> Iterator[Figure]:
    """Let everything happen at once on SQLite, then count what came of it."""
    with databases("SQLite") as made, ExitStack() as stack:
        url = made.new("product")
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="hiring-bench-"))
        writers = [product_writer(seat) for seat in seated_candidates(url, Path(place), BROWSERS)]
        mail_port = stack.enter_context(_silent_server())
        served = product(url, place, "serve", HIRING_MAIL_URL=f"smtp://127.0.0.1:{mail_port}")
        with served as (port, _):
            write_mails(url, place, MAILS)
            room = Room(port)
            _all_at_once(room, writers)
        yield from _counted(room, url, len(writers))


def _all_at_once(room: Room, writers: list[Writer]) -> None:
    deeds: list[Callable[[], object]] = [
        *(
            lambda writer=writer, place=place: _browse(room, writer, place)
            for place, writer in enumerate(writers)
        ),
        lambda: _guess(room),
        *[lambda: _report(room)] * REPORTS,
    ]
    with ThreadPoolExecutor(len(deeds)) as threads:
        for done in [threads.submit(deed) for deed in deeds]:
            done.result()


def _browse(room: Room, writer: Writer, place: int) -> None:
    """Write every other second, each time by the next of the kept connections."""
    kept = [room.connection() for _ in range(CONNECTIONS)]
    for connection in kept:
        connection.connect()
    time.sleep(PAUSE * place / BROWSERS)
    turn = 0
    while not room.over():
        began = time.monotonic()
        status = _tried(writer, kept[turn % CONNECTIONS])
        if status is None:
            room.unanswered += 1
        else:
            room.answers[status] += 1
            room.saves.append(time.monotonic() - began)
        turn += 1
        time.sleep(max(0.0, began + PAUSE - time.monotonic()))
    for connection in kept:
        connection.close()


def _tried(writer: Writer, connection: HTTPConnection) -> int | None:
    """Return the status of one save, or None when nobody answered; the same save is sent again."""
    body = json.dumps(writer.body(f"{writer.revision + 1} kalimat", writer.revision))
    for _ in range(_TRIES):
        try:
            connection.request("PUT", writer.address, body, writer.headers)
            reply = connection.getresponse()
            said = reply.read()
        except (OSError, HTTPException):
            connection.close()
            continue
        if reply.status == 200:
            writer.revision = json.loads(said)["revision"]
        return reply.status
    return None


def _guess(room: Room) -> None:
    """Guess passwords, one after the other, without a pause."""
    number = 0
    while not room.over():
        connection = room.connection()
        try:
            connection.request("GET", "/sign-in")
            page = connection.getresponse()
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
            headers = {
                "Cookie": str(page.getheader("Set-Cookie")).partition(";")[0],
                "Content-Type": "application/x-www-form-urlencoded",
            }
            number += 1
            given = {"email": "hr@contoh.example", "password": f"rahasia {number}"}
            form = urlencode({**given, "csrf_token": token[1] if token else ""})
            connection.request("POST", "/sign-in", form, headers)
            reply = connection.getresponse()
            reply.read()
            room.guesses[reply.status] += 1
        except (OSError, HTTPException):
            room.unanswered += 1
        finally:
            connection.close()


def _report(room: Room) -> None:
    while not room.over():
        render()
        room.reports += 1


@contextmanager
def _silent_server() -> Iterator[int]:
    """Give the port of a server that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        heard: list[socket.socket] = []

        def take() -> None:
            try:
                while True:
                    heard.append(listening.accept()[0])
            except OSError:
                return

        threading.Thread(target=take, daemon=True).start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
        for connection in heard:
            connection.close()


def _counted(room: Room, url: str, writers: int) -> Iterator[Figure]:
    engine = create_engine(url)
    with engine.connect() as connection:
        kept = connection.scalar(select(func.count()).select_from(AnswerRevision)) or 0
        states = Counter(connection.scalars(select(Message.state)))
    engine.dispose()
    acknowledged = room.answers[200]
    wrong = sum(times for status, times in (room.answers + room.guesses).items() if status >= 500)
    said = {f"saves answered {status}": times for status, times in sorted(room.answers.items())}
    said |= {f"guesses answered {status}": times for status, times in sorted(room.guesses.items())}
    yield Figure(
        f"answers of the 500s, {writers} browsers x {CONNECTIONS} connections, {SECONDS:.0f} s",
        wrong + room.unanswered,
        "answers",
        target=0,
        beside=said | {"unanswered": room.unanswered, "reports": room.reports},
    )
    yield Figure(
        "acknowledged saves that are not in the database",
        max(0, acknowledged - kept),
        "saves",
        target=0,
        beside={"acknowledged": acknowledged, "kept": kept}
        | {f"mails {state}": n for state, n in states.items()},
    )
    yield Figure(
        "save, p95",
        percentile(room.saves, 95) * 1000,
        "ms",
        beside={"p50": percentile(room.saves, 50) * 1000, "p99": percentile(room.saves, 99) * 1000},
    )
