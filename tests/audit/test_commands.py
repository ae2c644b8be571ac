"""`hiring audit verify` names the first place where somebody meddled with the trail."""

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import text

from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.commands import audit
from hiring.audit.keys import keys_behind
from hiring.audit.models import AuditEntry
from hiring.audit.rules import keyed_seal_of
from hiring.db import db
from hiring.db.append_only import releasing
from hiring.openings.events import OpeningClosed
from tests.postgres import on_both

MEDDLING = {
    "changed": (
        'UPDATE audit_entry SET details = \'{"opening_id": 3, "title": "Other"}\' WHERE id = 3',
        "entry 3 was changed",
    ),
    "backdated": ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE id = 4", "entry 4 was changed"),
    "removed": ("DELETE FROM audit_entry WHERE id = 3", "entry 3 is missing"),
    "cut off": (
        "UPDATE audit_head SET entry_id = 4; DELETE FROM audit_entry WHERE id = 5",
        "the entries after entry 4 are missing",
    ),
    "put in": (
        (
            "INSERT INTO audit_entry (id, event, details, actor, at, previous, seal, version, key_mark) "
            "SELECT 6, event, details, actor, at, seal, 'x', 2, key_mark FROM audit_entry WHERE id = 5"
        ),
        "entry 6 was changed",
    ),
    "put in with a seal": (None, "entry 6 was put in from outside"),
    "sealed anew": (
        "UPDATE audit_entry SET actor = 'staff:9', seal = 'x' WHERE id = 2",
        "entry 2 was changed",
    ),
    "swapped": (
        (
            "UPDATE audit_entry SET id = 99 WHERE id = 2; UPDATE audit_entry SET id = 2 WHERE id = 3;"
            "UPDATE audit_entry SET id = 3 WHERE id = 99"
        ),
        "entry 2 does not follow the entry before it",
    ),
}


def verify(app):
    # As from a shell: an application context of its own.
    return CliRunner().invoke(audit, ["verify"], obj=ScriptInfo(create_app=lambda: app))


@pytest.fixture
def five_entries(app, session):
    for number in range(1, 6):
        record(session, OpeningClosed(number, f"Opening {number}"), by=SYSTEM)
    session.commit()


def put_in_with_a_seal(session):
    """Add an entry as somebody would who knows how seals are made, but forgets the head."""
    last = session.get_one(AuditEntry, 5)
    content = {
        "id": 6,
        "event": "opening.closed",
        "details": {"opening_id": None, "title": "Nothing"},
        "actor": "system",
        "opening_id": None,
        "application_id": None,
        "at": last.at,
        "previous": last.seal,
    }
    key = keys_behind(session).current
    content |= {"key_mark": key.mark, "commitments": {}, "erases": None}
    session.add(AuditEntry(**content, seal=keyed_seal_of(key.secret, **content)))
    session.commit()


@on_both
def test_a_whole_trail_is_confirmed(app, five_entries):
    result = verify(app)

    assert (result.exit_code, result.output) == (
        0,
        (
            "The audit trail holds: 5 entries, each sealed to the one before it.\n"
            "0 ratings, decisions, receipts and reports are as they were sealed.\n"
            "No head has been written outside the database yet: an end that was cut off would go unnoticed.\n"
        ),
    )


def test_an_empty_trail_is_whole(app, session):
    assert verify(app).exit_code == 0


@on_both
@pytest.mark.parametrize("deed", MEDDLING)
def test_meddling_is_found_and_named(app, session, five_entries, deed):
    statements, found = MEDDLING[deed]
    with db.engine.begin() as connection:
        for statement in releasing(connection.dialect.name, "audit_entry"):
            connection.execute(text(statement))
        for statement in statements.split(";") if statements else ():
            connection.exec_driver_sql(statement)
    if statements is None:
        put_in_with_a_seal(session)

    result = verify(app)

    assert (result.exit_code, result.output) == (1, f"Error: The audit trail is broken: {found}.\n")
