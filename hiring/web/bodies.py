"""What a request may bring along, by page: how much, and of which kind.

Forms bring a form and nothing else, and only who says so takes JSON. How large it
may be stands here once; server, form parser and the proxies in the README follow.
Who may send that much is asked before it is read.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, abort, current_app, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

View = TypeVar("View", bound=Callable[..., Any])

#: What anybody may send anywhere: a sign-in, a code, an agreement. It is kept in memory.
SMALL = 64 * 1024
#: A page of answers in one plain POST (100,000 characters each, up to 4 bytes): the rule.
ORDINARY = 12 * 1024 * 1024
#: For a browser that was signed in once: what was typed is given back to it, with the way to come in again.
TYPED = 2 * 1024 * 1024

#: Where the server says that it refuses a body it has not read: the status to answer with.
REFUSED = "hiring.refused"


class Unread(HTTPException):
    """The server did not read the body; the error page says why, by the status."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.code = status


_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


def takes_json(view: View) -> View:
    """Let a view read its body itself, as JSON; every other view gets forms only."""
    view.takes_json = True  # type: ignore[attr-defined]  # functions take attributes
    return view


def takes_up_to(size: int, *, from_anybody: bool = False) -> Callable[[View], View]:
    """Let a page take larger (or only smaller) requests than the others, in bytes."""

    def mark(view: View) -> View:
        view.takes_up_to, view.from_anybody = size, from_anybody  # type: ignore[attr-defined]  # as above
        return view

    return mark


def largest(app: Flask, endpoint: str | None) -> int:
    """Return how many bytes a request for `endpoint` may bring from somebody who may send them."""
    return int(getattr(app.view_functions.get(endpoint or ""), "takes_up_to", ORDINARY))


def open_to_anybody(app: Flask, endpoint: str | None) -> bool:
    """Say whether people who are not signed in may send as much, too."""
    return bool(getattr(app.view_functions.get(endpoint or ""), "from_anybody", False))


def register(app: Flask) -> None:
    """Keep the limits in the form parser, too; refuse what was not read, and what is of a wrong kind."""
    app.config.update(MAX_CONTENT_LENGTH=ORDINARY, MAX_FORM_MEMORY_SIZE=ORDINARY)

    @app.url_value_preprocessor
    def set_limit(endpoint: str | None, values: object) -> None:
        _limit(request, largest(current_app, endpoint))

    @app.before_request
    def refuse_unread() -> None:
        if status := request.environ.get(REFUSED):
            raise RequestEntityTooLarge if int(status) == 413 else Unread(int(status))

    @app.before_request
    def refuse_other_bodies() -> None:
        if request.method in _WITHOUT_BODY or request.mimetype in _FORMS or not _brings_something():
            return
        view = current_app.view_functions.get(request.endpoint or "")
        if not getattr(view, "takes_json", False):
            abort(415)


def _brings_something() -> bool:
    return bool(request.content_length) or "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def _limit(asked: Request, size: int) -> None:
    asked.max_content_length = size
