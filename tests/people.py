"""Let people into a test client by their own doors."""

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from hiring.accounts import actions
from hiring.accounts.rules import Audience
from tests.page import CarefulClient


def sign_in(app: Flask, session: Session, who: Any, audience: Audience | None = None) -> CarefulClient:
    """Return a client that carries a live session of `who`."""
    token = actions.open_user_session(session, audience or Audience.STAFF, who.id)
    session.commit()
    client = app.test_client()
    assert isinstance(client, CarefulClient)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
