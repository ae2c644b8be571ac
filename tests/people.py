"""Let people into a test client by their own doors."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from hiring.accounts import actions
from hiring.accounts.rules import Door
from tests.page import CarefulClient


def sign_in(app: Flask, session: Session, who: Any, door: Door | None = None) -> CarefulClient:
    """Return a client that carries a live session of `who`."""
    token = actions.open_visit(session, door or Door.STAFF, who.id)
    session.commit()
    client = app.test_client()
    assert isinstance(client, CarefulClient)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
