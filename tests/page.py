"""A client that reads every page it fetches the way a careful person would."""

import re
from collections import Counter
from html import unescape
from typing import Any

from flask import session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import inspect
from werkzeug.test import TestResponse

from hiring.db import Writing, db, set_writing


class CarefulClient(FlaskClient):
    """Checks language, heading, ids and aria targets of each page; posts forms with their token.

    An answer that something is wrong on our side is no page in which a word could be looked for in vain:
    it is an error, unless the test asks for the fixture `troubled`.
    """

    may_fail = False

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.commit()  # what a test has made is there for the request
        set_writing(Writing.ASKED)
        with self.application.app_context():  # a request of its own, with a session of its own
            reply = super().open(*args, **kwargs)
            db.session.remove()
        set_writing(Writing.ALWAYS)
        forget_columns()
        is_page = reply.mimetype == "text/html" and reply.request.method != "HEAD"
        if not self.may_fail:
            broken = reply.status_code == 500 or (is_page and reply.status_code > 500)
            assert not broken, f"{reply.request.path} answers {reply.status_code}: the log says why"
        if is_page and not 300 <= reply.status_code < 400:
            assert_page_is_sound(reply.text)
        return reply

    def token(self) -> str:
        """Return a valid security token for this client's session, as its pages carry it.

        Made here: half of what forms cost in tests was the page that was fetched for its token.
        """
        app = self.application
        with self.session_transaction() as cookie, app.app_context(), app.test_request_context():
            session.update(cookie)
            made = generate_csrf()
            cookie.update(session)
        return made

    def send(self, address: str, **values: Any) -> TestResponse:
        """POST a form with the security token, as a browser would."""
        values.setdefault("csrf_token", self.token())
        return self.post(address, data=values)

    def hidden(self, address: str) -> dict[str, str]:
        """Return what the form on a page carries along unseen, as a browser holds it in an open tab."""
        return hidden_fields(self.get(address).text)

    def edit(self, address: str, **values: Any) -> TestResponse:
        """Open the page of a form and POST it with `values`, as a browser would."""
        hidden = self.hidden(address)
        return self.send(address, **{**hidden, **values})


def hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of the forms in the content of a page."""
    tags = re.findall(r'<input[^>]*type="hidden"[^>]*>', html.partition("<main")[2] or html)
    pairs = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name.group(1): unescape(value.group(1)) for name, value in pairs if name and value}


def words(html: str) -> str:
    """Return what a page says, without its tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def forget_columns() -> None:
    """Have the test's session read again what a request may have changed (relationships stay)."""
    for thing in db.session:
        db.session.expire(thing, [attribute.key for attribute in inspect(type(thing)).column_attrs])


def assert_page_is_sound(html: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', html))
    assert re.search(r'<html lang="(en|id)"', html), "the page does not say its language"
    assert len(re.findall(r"<h1[ >]", html)) == 1, "a page has one heading"
    assert re.search(r"<title>\s*\S", html), "a page has a title"
    twice = [name for name, number in ids.items() if number > 1]
    assert not twice, f"ids used twice: {twice}"
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for target in re.findall(rf'\s{attribute}="([^"]+)"', html):
            missing = set(target.split()) - ids.keys()
            assert not missing, f"{attribute} points nowhere: {missing}"
    assert not re.search(r"\.:\s", re.sub(r"<[^>]+>", "", html)), "a sentence is followed by a colon"
    assert_lines_are_told_apart(html)
    assert not re.search(r"\sstyle=", html), "inline style is refused by our own policy"
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", html), "inline script"


def assert_lines_are_told_apart(html: str) -> None:
    """What is wrong is listed line by line, and each line names what it is about."""
    for box in re.findall(r'<div class="notice notice-danger".*?</div>', html, re.DOTALL):
        lines = Counter(words(line) for line in re.findall(r"<li>.*?</li>", box, re.DOTALL))
        twice = [line for line, number in lines.items() if number > 1]
        assert not twice, f"said twice, so that nobody knows where: {twice}"
