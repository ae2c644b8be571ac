"""Pages are sent compressed to who can read that, and say nothing more by their length."""

import gzip
import re

import pytest
import time_machine
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def client(app):
    """A client that takes what comes: the careful one reads every page before we do."""
    return FlaskClient(app, app.response_class)


def test_a_page_is_compressed_and_the_same(client):
    plain, packed = client.get("/sign-in"), client.get("/sign-in", headers=GZIP)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert without_token(gzip.decompress(packed.data).decode()) == without_token(plain.text)


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_who_cannot_read_it_gets_a_plain_page(client, accepted):
    reply = client.get("/sign-in", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in reply.headers
    assert reply.data.startswith(b"<!doctype html>")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_that_another_site_made_a_browser_ask_for_is_not_compressed(client, site):
    reply = client.get("/sign-in", headers={**GZIP, "Sec-Fetch-Site": site})

    assert "Content-Encoding" not in reply.headers


def test_an_error_page_is_compressed_too(client):
    assert client.get("/nowhere", headers=GZIP).headers["Content-Encoding"] == "gzip"


def test_what_fits_into_one_packet_is_sent_as_it_is(client):
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_a_security_token_is_another_every_second_and_its_constant_part_opens_nothing(app, client):
    """What stays the same on every page could be guessed from lengths; alone it must be of no use."""
    with time_machine.travel("2027-03-01 08:00:00+00:00", tick=False), app.app_context():
        first = token_of(client.get("/sign-in").text)
    with time_machine.travel("2027-03-01 08:00:01+00:00", tick=False), app.app_context():
        second = token_of(client.get("/sign-in").text)
    constant, _, signature = first.partition(".")

    assert second.startswith(constant + ".")
    assert second.partition(".")[2] != signature
    for guessed in (constant, constant + ".", f"{constant}.{'A' * len(signature)}"):
        assert client.post("/sign-in", data={"csrf_token": guessed}).status_code == 400
    assert client.post("/sign-in", data={"csrf_token": second}).status_code != 400


def without_token(page: str) -> str:
    return page.replace(token_of(page), "")


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]
