"""Worlds that are the same to the last byte but for one thing: what a reviewer must not be able to tell."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from sqlalchemy.orm import Session

from hiring.accounts.rules import Role
from hiring.db import db
from hiring.scoring.actions import allocation
from hiring.settings import load_settings
from tests.conftest import SECRET, new_app
from tests.factories import use_session
from tests.factories.accounts import UserFactory
from tests.factories.scoring import Panel, a_panel
from tests.people import sign_in
from tests.scoring.crawling import walk

#: The moment at which both are read; the clock stands still.
NOON = "2026-11-23 05:00:00+00:00"
#: By address, what was answered each time.
Pages: TypeAlias = dict[str, list[str]]


def read_twin(folder: Path, monkeypatch: pytest.MonkeyPatch, fill: Callable[[Session, Panel], None]) -> Pages:
    """Return all that the first of two reviewers can read once `fill` has made candidates for the panel.

    Lots and secrets are the same each time.
    """
    chance = Random(7)
    monkeypatch.setattr(allocation, "chance", chance)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _size=16: f"{chance.getrandbits(128):022x}"[:22])
    folder.mkdir()
    app = new_app(load_settings({}, instance=folder, secret_key=SECRET))
    with app.app_context():
        db.create_all()
        use_session(db.session)
        session = db.session()
        reviewers = [
            UserFactory(name=f"Penilai {number}", roles=[Role.REVIEWER], email=f"p{number}@contoh.example")
            for number in (1, 2)
        ]
        fill(session, a_panel(reviewers, letters=2))
        session.commit()
        pages = walk(sign_in(app, session, reviewers[0]))
        db.session.remove()
        db.engine.dispose()
    return {address: [_without_token(text) for text in texts] for address, texts in pages.items()}


def _without_token(text: str) -> str:
    return re.sub(r'(name="csrf_token"[^>]* value=")[^"]*|(Set-Cookie: ).*', r"\1\2", text)
