"""Forms read forms: no other body reaches a view, and a file never passes for a text."""

from io import BytesIO

import pytest

from hiring.accounts.rules import Role
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


def _token(client) -> dict[str, str]:
    return {"X-CSRFToken": client.token()}
