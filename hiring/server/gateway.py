"""From the event loop to the application and back.

A thread is taken only for a request that has arrived whole. What may not be sent is
refused before it is read, a slow sender or reader holds no thread, and `/healthz`
is answered even when every thread is taken.
"""

import asyncio
import io
import json
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any

from flask import Flask

from hiring.server.allowances import Allowance, allowance
from hiring.server.requests import environ_of
from hiring.web.bodies import REFUSED, SMALL
from hiring.web.headers import HEADERS

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

#: Longest pause within a body, longest start, and the slowest pace after that (bytes a second): a CV by GPRS.
STALLED, START, SLOWEST = 20.0, 30.0, 1000
#: How long what a refused sender still sends is read and thrown away, so that the refusal can be read.
LINGERING = 5.0
#: Larger bodies lie in a file while they are being received.
_IN_MEMORY = 512 * 1024
#: Larger answers are sent piece by piece, at the reader's pace.
_AT_ONCE = 256 * 1024

_UP = json.dumps({"up": True}).encode()
_UP_HEADERS = [
    (name.lower().encode(), value.encode())
    for name, value in {
        **HEADERS,
        "Content-Type": "application/json",
        "Content-Length": str(len(_UP)),
        "Cache-Control": "no-store, no-cache",
    }.items()
]


class Gone(Exception):
    """Whoever sent the request is no longer there."""


class RequestRefused(Exception):
    """The body will not be read (further)."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application said: the beginning of the body, and the rest of it if there is more."""

    status: int
    headers: list[tuple[bytes, bytes]]
    begin: bytes
    rest: Iterator[bytes] | None
    close: Callable[[], object]


class Gateway:
    """An ASGI application that asks a WSGI one, in `threads` threads."""

    def __init__(
        self,
        app: Flask,
        *,
        threads: int,
        scheme: str,
        believes_proxies: bool,
        forwarded: Callable[[str], None],
    ) -> None:
        self._app = app
        self._scheme, self._believes_proxies, self._forwarded = scheme, believes_proxies, forwarded
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["raw_path"] == b"/healthz" and scope["method"] in {"GET", "HEAD"}:
            await _send_whole(send, 200, _UP_HEADERS, _UP)
            return
        environ = environ_of(
            scope, scheme=self._scheme, believes_proxies=self._believes_proxies, forwarded=self._forwarded
        )
        body: IO[bytes] = io.BytesIO()
        refused = False
        try:
            body = await self._body(environ, receive)
        except Gone:
            return
        except RequestRefused as error:
            environ[REFUSED], refused = error.status.value, True
            environ["CONTENT_LENGTH"] = "0"
        environ["wsgi.input"] = body
        try:
            answer = await self._in_thread(ask, self._app, environ)
        finally:
            body.close()
        if refused:
            await _refuse(answer, receive, send)
        else:
            await self._pass_on(answer, send)

    async def _in_thread(self, deed: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, deed, *given)

    async def _body(self, environ: dict[str, Any], receive: Receive) -> IO[bytes]:
        """Return the whole body. Raises Refused for one that is too large or too slow, and Gone."""
        declared = int(environ.get("CONTENT_LENGTH") or 0)
        if not declared and "chunked" not in environ.pop("HTTP_TRANSFER_ENCODING", ""):
            return io.BytesIO()
        reading = _Reading(receive)
        try:
            if declared > SMALL or not await reading.up_to(SMALL):
                await self._large(environ, reading, declared)
        except BaseException:
            reading.drop()
            raise
        environ["CONTENT_LENGTH"] = str(reading.received)
        return reading.body()

    async def _large(self, environ: dict[str, Any], reading: "_Reading", declared: int) -> None:
        """Read what only some may send, once it is known that this is one of them."""
        asked = {**environ, "wsgi.input": io.BytesIO()}
        allowed: Allowance = await self._in_thread(allowance, self._app, asked)
        if max(declared, reading.received) > allowed.size:
            raise RequestRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if self._under_way[allowed.whose] >= allowed.at_once:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE)
        self._under_way[allowed.whose] += 1
        try:
            if not await reading.up_to(allowed.size):
                raise RequestRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except OSError as error:  # no space for it
            raise RequestRefused(HTTPStatus.INSUFFICIENT_STORAGE) from error
        finally:
            self._under_way[allowed.whose] -= 1
            self._under_way += Counter()  # forget those who are done

    async def _pass_on(self, answer: Answer, send: Send) -> None:
        try:
            if answer.rest is None:
                await _send_whole(send, answer.status, answer.headers, answer.begin)
                return
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            piece: bytes | None = answer.begin
            while piece is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await self._in_thread(next, answer.rest, None)
            await send({"type": "http.response.body", "body": b""})
        finally:
            answer.close()


class _Reading:
    """A body as it comes in: small in memory, large in a file without a name."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._kept: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (closed by who asks for it)
        self._loop = asyncio.get_running_loop()
        self._since = self._loop.time()
        self.received = 0

    async def up_to(self, most: int) -> bool:
        """Read on, and say whether the end came before more than `most` bytes did."""
        while self.received <= most:
            slowest = self._since + START + self.received / SLOWEST
            try:
                async with asyncio.timeout_at(min(self._loop.time() + STALLED, slowest)):
                    message = await self._receive()
            except TimeoutError:
                raise RequestRefused(HTTPStatus.REQUEST_TIMEOUT) from None
            if message["type"] == "http.disconnect":
                raise Gone
            self.received += len(message["body"])
            self._kept.write(message["body"])
            if not message["more_body"]:
                return self.received <= most
        return False

    def drop(self) -> None:
        self._kept.close()

    def body(self) -> IO[bytes]:
        self._kept.seek(0)
        return self._kept


def ask(app: Flask, environ: dict[str, Any]) -> Answer:
    """Have the application answer; runs in a thread."""
    heard: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
        heard[:] = int(status[:3]), [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]

    said: Iterable[bytes] = app.wsgi_app(environ, start_response)
    close: Callable[[], object] = getattr(said, "close", lambda: None)
    try:
        pieces = iter(said)
        begin, more = _beginning(pieces)
    except BaseException:
        close()
        raise
    if not more:
        close()
    return Answer(heard[0], heard[1], begin, pieces if more else None, close if more else lambda: None)


def _beginning(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    begun: list[bytes] = []
    length = 0
    for piece in pieces:
        begun.append(piece)
        length += len(piece)
        if length > _AT_ONCE:
            return b"".join(begun), True
    return b"".join(begun), False


async def _send_whole(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _refuse(answer: Answer, receive: Receive, send: Send) -> None:
    """Send the whole answer, then let the sender finish for a while: who only writes does not read."""
    answer.close()
    headers = [*answer.headers, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.begin, "more_body": True})
    try:
        async with asyncio.timeout(0 if answer.status == HTTPStatus.REQUEST_TIMEOUT else LINGERING):
            while (message := await receive())["type"] != "http.disconnect" and message["more_body"]:
                pass
    except TimeoutError:
        pass
    await send({"type": "http.response.body", "body": b""})
