"""However many come and however slow they are, whoever sends a whole request is answered."""

import contextlib
import resource
import socket
import threading

import pytest
from flask import Flask

from hiring.server import connections, gateway
from hiring.web import bodies
from tests.running import wait_until
from tests.served import head, read_all, serve

__all__ = ["serve"]


@pytest.fixture
def small():
    """An application whose pages say how they came about; one of them waits to be let go."""
    app = Flask("small")
    bodies.register(app)
    app.let_go = threading.Event()

    @app.get("/")
    def page():
        return "here"

    @app.get("/waiting")
    def waiting():
        app.let_go.wait(60)
        return "at last"

    @app.get("/endless")
    def endless():
        return app.response_class((b"x" * 100_000 for _ in range(1000)), content_type="text/plain")

    @app.post("/length")
    @bodies.takes_json
    def length():
        from flask import request

        return str(len(request.get_data()))

    yield app
    app.let_go.set()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    monkeypatch.setattr(gateway, "STALLED", 0.3)


def test_a_thousand_idle_connections_keep_nobody_out(serve, small):
    served = serve(small)
    idle = [served.connect() for _ in range(_as_many_as_fit(1000))]

    assert served.get("/") == (200, b"here")
    assert all(_still_open(each) for each in idle)


def test_three_hundred_slow_bodies_hold_no_thread(serve, small):
    served = serve(small, threads=2)
    slow = [served.connect(head("POST", "/length", length=1000), b"half of it") for _ in range(300)]

    assert served.get("/") == (200, b"here")
    slow[7].sendall(b"x" * 990)
    assert slow[7].recv(1000).startswith(b"HTTP/1.1 200 OK")


def test_health_is_answered_while_every_thread_is_taken(serve, small):
    served = serve(small, threads=2)
    busy = [served.connect(head("GET", "/waiting")) for _ in range(6)]

    assert served.get("/healthz") == (200, b'{"up": true}')
    small.let_go.set()
    assert [each.recv(1000).split(b"\r\n")[0] for each in busy] == [b"HTTP/1.1 200 OK"] * 6


def test_the_idlest_connection_gives_way_to_a_new_one(serve, small):
    served = serve(small, most=5)
    idle = []
    for number in range(5):
        idle.append(served.connect())
        wait_until(lambda expected=number + 1: served.connections() == expected, "the connection")

    assert served.get("/") == (200, b"here")
    assert read_all(idle[0]) == b""
    assert all(_still_open(each) for each in idle[1:])


def test_where_everybody_is_at_work_a_new_one_is_told_to_come_again(serve, small):
    served = serve(small, most=3, threads=1)
    busy = [served.connect(head("GET", "/waiting")) for _ in range(3)]
    wait_until(lambda: len(served.server.server_state.tasks) == 3, "three requests")

    refusal = read_all(served.connect())

    assert refusal.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert b"retry-after: 5" in refusal
    small.let_go.set()
    assert all(each.recv(1000).startswith(b"HTTP/1.1 200 OK") for each in busy)


@pytest.mark.parametrize("sent", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_who_sends_no_whole_head_is_cut_off(serve, small, impatient, sent):
    assert read_all(serve(small).connect(sent)) == b""


def test_who_sends_a_head_letter_by_letter_is_cut_off(serve, small, impatient):
    served = serve(small)
    drip = served.connect(b"GET / HTTP/1.1\r\nX-Slow: ")
    drip.settimeout(0.05)
    sent = 0
    with contextlib.suppress(OSError):
        while sent < 2000:
            drip.sendall(b"x")
            sent += 1
            with contextlib.suppress(TimeoutError):
                if not drip.recv(10):
                    break
    assert sent < 2000
    wait_until(lambda: served.connections() == 0, "the end of the connection")


def test_a_connection_that_asks_no_more_is_closed(serve, small, impatient):
    asked_once = serve(small).connect(head("GET", "/"))

    assert read_all(asked_once).endswith(b"\r\n\r\nhere")


def test_a_body_that_stops_coming_is_refused(serve, small, impatient):
    served = serve(small)
    stalled = served.connect(head("POST", "/length", length=1000), b"half of it")

    assert read_all(stalled).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_body_that_comes_too_slowly_is_refused(serve, small, monkeypatch):
    monkeypatch.setattr(gateway, "START", 0.0)
    monkeypatch.setattr(gateway, "SLOWEST", 10**9)
    stalled = serve(small).connect(head("POST", "/length", length=1000), b"half of it")

    assert read_all(stalled).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_who_does_not_read_the_answer_is_cut_off_and_holds_no_thread(serve, small, impatient):
    served = serve(small, threads=1)
    deaf = served.connect()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.sendall(head("GET", "/endless"))

    assert served.get("/") == (200, b"here")
    wait_until(lambda: served.connections() == 0, "the end of the connection")


def test_a_large_answer_arrives_whole(serve, small):
    status, body = serve(small).get("/endless")

    assert (status, len(body)) == (200, 100_000_000)


def test_a_head_without_end_is_refused(serve, small):
    served = serve(small)

    refusal = served.ask(b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 70_000)

    assert refusal.startswith(b"HTTP/1.1 431 ")


def test_trailers_without_end_are_refused(serve, small):
    begin = head("POST", "/length", "Transfer-Encoding: chunked") + b"5\r\nhello\r\n0\r\nX-Trailer: "
    served = serve(small)

    assert served.ask(begin + b"x" * 700_000).startswith(b"HTTP/1.1 431 ")


def _as_many_as_fit(wanted: int) -> int:
    """Return how many connections this process can hold both ends of."""
    return min(wanted, (resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200) // 2)


def _still_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    except ConnectionError:
        return False
