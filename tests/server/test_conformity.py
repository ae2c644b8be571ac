"""What HTTP asks of a server that browsers, proxies and meddlers talk to."""

import socket

import pytest
from flask import Flask, jsonify, request

from hiring.web import bodies
from tests.served import head, read_all, serve

__all__ = ["serve"]

CLOSE = "Connection: close"


@pytest.fixture
def served(serve):
    app = Flask("echo")
    bodies.register(app)

    @app.route("/<path:name>", methods=["GET", "POST", "PUT"])
    @bodies.takes_json
    def echo(name):
        seen = {key: value for key, value in request.environ.items() if isinstance(value, str)}
        return jsonify(body=request.get_data().decode("latin-1"), name=name, seen=seen)

    return serve(app)


def seen(answer: bytes) -> dict:
    import json

    return json.loads(answer.split(b"\r\n\r\n", 1)[1])


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc",
        b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc",
        b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length : 3\r\n\r\nabc",
        b"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        b"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX0\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: x\r\nX-Bare: a\rb\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: x\r\nX-Zero: a\x00b\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
        b"GET /a\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"get /a HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_can_be_understood_in_two_ways_is_not_understood(served, sent):
    connection = served.connect(sent)
    connection.shutdown(socket.SHUT_WR)

    assert status(read_all(connection)) == 400


def test_requests_in_a_row_are_answered_in_their_order(served):
    row = b"".join(head("GET", f"/{number}") for number in range(5)) + head("GET", "/last", CLOSE)

    answers = read_all(served.connect(row))

    places = [answers.index(f'"name":"{name}"'.encode()) for name in (0, 1, 2, 3, 4, "last")]
    assert places == sorted(places)


def test_a_body_in_chunks_arrives_whole(served):
    sent = head("POST", "/a", "Transfer-Encoding: chunked", CLOSE)
    sent += b"3\r\nabc\r\n4;name=value\r\ndefg\r\n0\r\nX-Trailer: 1\r\n\r\n"

    heard = seen(served.ask(sent))

    assert heard["body"] == "abcdefg"
    assert heard["seen"]["CONTENT_LENGTH"] == "7"
    assert {"HTTP_TRANSFER_ENCODING", "HTTP_X_TRAILER"} & heard["seen"].keys() == set()


def test_a_sender_is_told_to_go_on_only_once_and_only_when_asked_for(served):
    polite = served.connect(head("POST", "/a", "Expect: 100-continue", CLOSE, length=3))
    assert polite.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    polite.sendall(b"abc")

    assert seen(read_all(polite))["body"] == "abc"


def test_head_is_answered_without_a_body(served):
    answer = served.ask(head("HEAD", "/a", CLOSE))

    assert status(answer) == 200
    assert answer.endswith(b"\r\n\r\n")
    assert b"content-length: " in answer


def test_an_old_browser_is_answered_and_let_go(served):
    assert status(served.ask(b"GET /a HTTP/1.0\r\n\r\n")) == 200


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        (b"/a%20b?x=%31", "/a b", "x=%31"),
        (b"//evil.example/a", "/evil.example/a", ""),
        (b"http://other.example/a?q", "/a", "q"),
        (b"/%C3%A9", "/\u00c3\u00a9", ""),
    ],
)
def test_the_path_is_what_was_asked_for(served, target, path, query):
    heard = seen(served.ask(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))

    assert (heard["seen"]["PATH_INFO"], heard["seen"]["QUERY_STRING"]) == (path, query)


def test_headers_that_a_proxy_alone_may_set_are_believed_only_behind_one(served, serve):
    claims = ("X-Forwarded-For: 10.0.0.9", "X-Forwarded-Proto: https", "Forwarded: for=10.0.0.9")
    alone = seen(served.ask(head("GET", "/a", *claims, CLOSE)))["seen"]
    behind = serve(served.app, believes_proxies=True)
    believed = seen(behind.ask(head("GET", "/a", *claims, CLOSE)))["seen"]

    assert not [key for key in alone if "FORWARDED" in key]
    assert believed["HTTP_X_FORWARDED_FOR"] == "10.0.0.9"
    assert (served.forwarded, behind.forwarded) == (["127.0.0.1"], [])


def test_a_name_with_an_underscore_cannot_pass_for_another(served):
    heard = seen(served.ask(head("GET", "/a", "X_Forwarded_For: 10.0.0.9", "Content_Length: 7", CLOSE)))

    assert {"HTTP_X_FORWARDED_FOR", "CONTENT_LENGTH"} & heard["seen"].keys() == set()


def test_a_header_given_twice_is_one_with_both_values(served):
    heard = seen(served.ask(head("GET", "/a", "Accept: a", "Accept: b", "Cookie: c=1", "Cookie: d=2", CLOSE)))

    assert (heard["seen"]["HTTP_ACCEPT"], heard["seen"]["HTTP_COOKIE"]) == ("a, b", "c=1; d=2")


def test_the_server_does_not_say_what_it_is(served):
    answer = served.ask(head("GET", "/a", CLOSE)).lower()

    assert b"\r\nserver:" not in answer
    assert b"uvicorn" not in answer
