"""What every answer tells the browser, whatever kind of answer it is."""

import pytest

from hiring.accounts.rules import Role
from hiring.app import create_app
from hiring.settings import load_settings
from hiring.web.headers import HEADERS
from tests.factories.accounts import UserFactory

ANSWERS = ["/sign-in", "/", "/nowhere", "/healthz", "/verify", "/language", "/candidate", "/i/x"]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_every_header(client, address):
    reply = client.get(address)

    assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS


def test_no_answer_is_kept_by_a_browser_or_a_proxy(signed_in, session):
    client = signed_in(UserFactory(roles=[Role.HR]))

    assert client.get("/account").headers["Cache-Control"] == "no-store, no-cache"
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store, no-cache"


def test_scripts_and_styles_come_from_here_only_and_nobody_may_frame_a_page(client):
    policy = dict(each.split(" ", 1) for each in HEADERS["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"


def test_an_answer_does_not_name_the_program_behind_it(client):
    reply = client.get("/sign-in")

    assert reply.headers.get("Server") is None
    assert reply.headers.get("X-Powered-By") is None


@pytest.mark.parametrize("secure", [True, False])
def test_with_https_browsers_are_told_to_come_by_https_only(tmp_path, secure):
    scheme = "https" if secure else "http"
    settings = load_settings(
        {}, instance=tmp_path, base_url=f"{scheme}://rekrutmen.example.org", secret_key="x" * 32
    )
    client = create_app(settings).test_client()

    reply = client.get("/healthz", base_url=f"{scheme}://rekrutmen.example.org")

    assert ("Strict-Transport-Security" in reply.headers) is secure


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_is_closed_to_scripts_other_sites_and_plain_http(tmp_path, secure):
    scheme = "https" if secure else "http"
    address = f"{scheme}://rekrutmen.example.org"
    settings = load_settings({}, instance=tmp_path, base_url=address, secret_key="x" * 32)
    app = create_app(settings)
    from hiring.db import db, schema

    with app.app_context():
        schema.all_metadata().create_all(db.engine)
        cookie = app.test_client().get("/sign-in", base_url=address).headers["Set-Cookie"]
        db.session.remove()
        db.engine.dispose()

    assert cookie.startswith("__Host-hiring=" if secure else "hiring=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure
