"""The outer fence: how often one address may knock where something can be guessed or mailed."""

from datetime import timedelta

import pytest
import time_machine

from hiring import clock
from hiring.accounts.rules import Role
from hiring.web.limits import DOOR_LIMIT, MAIL_LIMIT, limiter
from tests.factories.accounts import PASSWORD, UserFactory


@pytest.fixture
def counting(app):
    """Have knocks counted, from zero and within one moment, and not any more afterwards."""
    app.config["RATELIMIT_ENABLED"] = limiter.enabled = True
    limiter.reset()
    with time_machine.travel(clock.now(), tick=False):
        yield
    limiter.reset()
    app.config["RATELIMIT_ENABLED"] = limiter.enabled = False


def _guess(client, token, **values):
    return client.post(
        "/sign-in", data={"email": "x@contoh.example", "password": "y" * 20, "csrf_token": token} | values
    )


def test_whoever_guesses_passwords_waits_a_minute(client, session, counting):
    token = client.token()

    statuses = [_guess(client, token).status_code for _ in range(22)]

    assert statuses == [422] * 20 + [429] * 2


def test_the_right_password_does_not_help_while_one_waits(client, session, counting):
    user, token = UserFactory(roles=[Role.HR]), client.token()
    session.commit()
    for _ in range(20):
        _guess(client, token)

    reply = _guess(client, token, email=user.email, password=PASSWORD)

    assert (reply.status_code, reply.headers["Retry-After"]) == (429, "60")


@pytest.mark.thorough
def test_whoever_has_used_up_an_hour_is_told_the_minutes_that_are_left(client, session, counting):
    token, begun = client.token(), clock.now()
    with time_machine.travel(begun, tick=False) as traveller:
        for minute in range(10):
            traveller.move_to(begun + timedelta(minutes=1.1 * minute))
            assert {_guess(client, token).status_code for _ in range(20)} == {422}
        traveller.move_to(begun + timedelta(minutes=20))
        refused = _guess(client, token)
        traveller.move_to(begun + timedelta(minutes=61))
        let_in = _guess(client, token)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2400")
    assert "Tunggu 40 menit, lalu coba lagi." in refused.text
    assert let_in.status_code == 422


def test_looking_at_the_page_costs_no_try(client, counting):
    assert {client.get("/sign-in").status_code for _ in range(30)} == {200}


def test_another_address_may_still_come_in(app, client, session, counting):
    user, token = UserFactory(roles=[Role.HR]), client.token()
    session.commit()
    for _ in range(25):
        _guess(client, token)
    other = app.test_client()
    own = {"email": user.email, "password": PASSWORD, "csrf_token": other.token()}

    assert other.post("/sign-in", data=own, environ_base={"REMOTE_ADDR": "10.0.0.9"}).location == "/"


def test_every_open_page_that_takes_a_post_is_counted_or_harmless(app):
    harmless = {"accounts.sign_out", "accounts.language"}
    open_posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and hasattr(app.view_functions[rule.endpoint], "public_because")
    }
    with app.test_request_context(method="POST"):
        counted = {
            endpoint for endpoint in open_posts if any(limiter.limit_manager.resolve_limits(app, endpoint))
        }

    assert len(counted) > 5
    assert open_posts - counted == harmless


def test_the_limits_are_the_ones_the_readme_could_name():
    assert (DOOR_LIMIT, MAIL_LIMIT) == ("20 per minute; 200 per hour", "5 per minute; 30 per hour")
