"""Forms read forms: no other body reaches a view, and a file never passes for a text."""

from io import BytesIO

import pytest
from flask import Flask

from hiring.accounts.rules import Role
from hiring.web.bodies import ORDINARY, REFUSED, largest, open_to_anybody, register, takes_json, takes_up_to
from tests.factories.accounts import UserFactory

JSON_VIEWS = {"answers.save"}


@pytest.mark.parametrize("body", ['"x"', "[]", "null", "1", '{"name": "x"}', "[[1, 2]]", ""])
def test_json_is_refused_where_a_form_is_meant(session, signed_in, body):
    client = signed_in(UserFactory(roles=[Role.HR]))

    reply = client.post("/verify", data=body, content_type="application/json", headers=_token(client))

    assert reply.status_code == (415 if body else 422)


def test_other_bodies_are_refused_in_the_readers_language(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    reply = client.post("/rubrics/new", data="<x/>", content_type="application/xml", headers=_token(client))

    assert reply.status_code == 415
    assert "This is not a form as our pages send it." in reply.text


def test_only_saved_answers_come_as_json(app):
    assert {name for name, view in app.view_functions.items() if hasattr(view, "takes_json")} == JSON_VIEWS


def test_a_file_in_a_text_field_is_as_if_nothing_had_been_typed(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    reply = client.send("/verify", code=(BytesIO(b"AAAA"), "code.txt"))

    assert reply.status_code == 422
    assert "Please type the code." in reply.text


def test_a_text_in_a_file_field_is_as_if_no_file_had_been_chosen(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    reply = client.send("/verify/file", file="not a file")

    assert reply.status_code == 422
    assert "Please choose a file." in reply.text


@pytest.mark.parametrize(
    ("refused", "status", "sentence"),
    [
        (413, 413, "What was sent is too large."),
        (408, 408, "What you sent arrived too slowly and was incomplete. Please try again."),
        ("503", 503, "The server is very busy. Nothing is lost: please try again in a moment."),
    ],
)
def test_a_body_that_the_server_did_not_read_reaches_no_view(
    session, signed_in, refused, status, sentence, troubled
):
    client = signed_in(UserFactory(roles=[Role.HR], locale="en"))

    reply = client.get("/account", environ_overrides={REFUSED: refused})

    assert (reply.status_code, sentence in reply.text) == (status, True)


def test_a_body_without_a_length_is_refused_as_well(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR]))
    head = {**_token(client), "Transfer-Encoding": "Chunked"}

    assert client.post("/verify", headers=head, content_type="text/plain").status_code == 415


def test_a_request_that_brings_nothing_is_no_other_body(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR]))

    assert client.post("/verify", content_type="text/plain", headers=_token(client)).status_code == 422


def test_looking_at_a_page_is_never_refused_for_its_body(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.HR]))

    assert client.get("/account", data="x", content_type="text/plain").status_code == 200
    assert client.head("/account", data="x", content_type="text/plain").status_code == 200


def test_a_view_that_is_marked_stays_the_same_view():
    def view():
        pass

    assert (takes_json(view), takes_up_to(5, from_anybody=True)(view)) == (view, view)
    assert (view.takes_json, view.takes_up_to, view.from_anybody) == (True, 5, True)


def test_an_application_parses_no_larger_form_than_it_takes():
    app = Flask(__name__)
    register(app)

    assert (app.config["MAX_CONTENT_LENGTH"], app.config["MAX_FORM_MEMORY_SIZE"]) == (ORDINARY, ORDINARY)


def test_pages_take_as_much_as_all_others_from_whoever_is_signed_in_but_for_these(app):
    marked = {name for name, view in app.view_functions.items() if hasattr(view, "takes_up_to")}

    assert {name: open_to_anybody(app, name) for name in marked} == {
        "answers.save": False,
        "candidate_facts.facts": False,
        "openings.correct_facts": False,
        "verification.check_file": True,
        "verification.check_text": True,
    }
    assert (largest(app, "accounts.account"), open_to_anybody(app, "accounts.account")) == (ORDINARY, False)
    assert (largest(app, None), open_to_anybody(app, "nowhere")) == (ORDINARY, False)


def _token(client) -> dict[str, str]:
    return {"X-CSRFToken": client.token()}
