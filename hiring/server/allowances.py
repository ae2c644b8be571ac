"""Who may send a large body: asked with the head of the request in hand, before the body is read."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, session

from hiring.accounts.access import current_actor
from hiring.db import Writing, set_writing
from hiring.web import bodies

#: Large bodies at a time: of one person, of all whose session has ended, of all strangers together.
FOR_ONE_PERSON, FOR_THE_LATE, FOR_STRANGERS = 2, 16, 4


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many bytes may come, and for whom they count."""

    size: int
    whose: str
    at_once: int


def allowance(app: Flask, environ: dict[str, Any]) -> Allowance:
    """Return what this request may bring, by its page and by who sends it. Reads the database."""
    with app.request_context(environ):
        set_writing(Writing.NEVER)
        size = bodies.largest(app, request.endpoint)
        actor = current_actor()
        permission = getattr(app.view_functions.get(request.endpoint or ""), "permission", None)
        if actor is not None and (permission is None or permission.audience is actor.audience):
            return Allowance(size, f"{actor.audience} {actor.id}", FOR_ONE_PERSON)
        if bodies.open_to_anybody(app, request.endpoint):
            return Allowance(size, "strangers", FOR_STRANGERS)
        if session.get("_user_id"):
            return Allowance(min(size, bodies.TYPED), "signed in once", FOR_THE_LATE)
        return Allowance(min(size, bodies.SMALL), "strangers", FOR_STRANGERS)
