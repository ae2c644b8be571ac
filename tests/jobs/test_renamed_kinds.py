"""Work that waits while its kind gets another name is found under the new one."""

import pytest
from sqlalchemy import create_engine, text

from hiring.db import prepare_engine, schema
from hiring.db.turns import WRITES

pytestmark = pytest.mark.thorough

WAITING = {
    "react": "react:7",
    "react.ask_referees": "react.ask_referees:7",
    "mail.send": "reactor:7",
}


def _jobs(engine):
    with engine.connect() as connection:
        return {row.kind: row.key for row in connection.execute(text("SELECT kind, key FROM job"))}


def test_what_follows_from_an_event_waits_under_its_new_name_and_goes_back(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'waiting.sqlite3'}")
    prepare_engine(engine)
    schema.upgrade(engine, "0016")
    row = text(
        "INSERT INTO job "
        "(public_id, lane, kind, payload, key, state, run_after, attempts, put_off, created_at) "
        "VALUES (:kind, 'event', :kind, '{}', :key, 'queued', '2026-11-28', 0, 0, '2026-11-28')"
    )
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(row, [{"kind": kind, "key": key} for kind, key in WAITING.items()])
        connection.commit()

    schema.upgrade(engine)
    assert _jobs(engine) == {
        "follow": "follow:7",
        "follow.ask_referees": "follow.ask_referees:7",
        "mail.send": "reactor:7",
    }

    schema.downgrade(engine, "0016")
    assert _jobs(engine) == WAITING
    engine.dispose()
