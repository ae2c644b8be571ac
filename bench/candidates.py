"""Candidates at their tasks, made directly, each with a browser that has come in."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.systems import SECRET
from hiring.accounts import actions as accounts
from hiring.accounts.rules import Audience
from hiring.app import create_app
from hiring.db import begin_writing, db, open_database, schema
from hiring.db.transactions import writing_always
from hiring.settings import load_settings


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a candidate writes, and what her browser holds."""

    audience: str
    page: str
    cookie: str
    csrf: str


def seated_candidates(url: str, instance: Path, number: int) -> list[Seat]:
    """Make the tables and `number` candidates of one opening in a running section; return their seats."""
    from tests.factories import use_session
    from tests.factories.openings import OpeningFactory
    from tests.factories.sittings import SittingFactory

    with open_database(url) as engine:
        schema.upgrade(engine)
    app = create_app(load_settings({}, instance=instance, database_url=url, secret_key=SECRET))
    with writing_always(), app.app_context():
        begin_writing()
        use_session(db.session)
        opening = OpeningFactory()
        sittings = [SittingFactory(application__opening=opening) for _ in range(number)]
        tokens = [
            accounts.open_user_session(db.session(), Audience.CANDIDATE, each.application_id)
            for each in sittings
        ]
        db.session.commit()
        places = [
            (each.public_id, each.assessment_version.sections[0].tasks[0].public_id) for each in sittings
        ]
        db.session.remove()
    seats = [_seat(app, *place, token) for place, token in zip(places, tokens, strict=True)]
    with app.app_context():
        db.engine.dispose()
    return seats


def _seat(app: Any, sitting: str, task: str, token: str) -> Seat:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    page = f"/candidate/tasks/{task}"
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    if csrf is None:
        raise RuntimeError("no page to write on")
    held = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    return Seat(f"/sittings/{sitting}/answers/{task}/a", page, f"{held.key}={held.value}", csrf[1])
