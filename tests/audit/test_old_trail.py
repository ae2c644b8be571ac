"""A whole trail as earlier versions wrote it: without a key, then with commitments of rule 1. It still holds.

The seals and commitments of then are computed here once more, by themselves: what the program has become
since does not change what stands in databases.
"""

import hashlib
import hmac
import json
from collections import defaultdict

import pytest
from sqlalchemy import delete, insert, select, text, update

from hiring import clock
from hiring.accounts.rules import OPERATOR, SYSTEM
from hiring.audit import record
from hiring.audit.binding import BINDINGS, name_of_row
from hiring.audit.keys import keys_behind
from hiring.audit.models import AuditDetail, AuditEntry, AuditHead
from hiring.audit.rules import PERSONAL
from hiring.db import db, schema
from hiring.db.append_only import protected_tables, protecting, releasing
from hiring.openings.events import OpeningClosed
from hiring.openings.models import Application
from hiring.privacy import erasing
from hiring.privacy.jobs import erase_now
from hiring.scoring.events import FewerRatingsAccepted
from tests.audit.test_tampering import ready, tamper, verify
from tests.postgres import on_both

pytestmark = pytest.mark.thorough

#: The last revision of then.
BEFORE = "0045"
REASON = "Penilai kedua berhalangan."
#: What the first entry of all follows.
FIRST = hashlib.sha256(b"hiring audit trail").hexdigest()
TRAIL = ("audit_entry", "audit_detail")

__all__ = ["ready"]


def spelled(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def said(entry):
    of = ("previous", "id", "event", "details", "actor", "opening_id", "application_id")
    return [*(entry[name] for name in of), entry["at"].isoformat()]


def seal_without_key(entry):
    return hashlib.sha256(spelled(said(entry))).hexdigest()


def seal_with_key(entry, secret):
    content = [2, entry["key_mark"], entry["commitments"], entry["erases"], *said(entry)]
    return hmac.new(secret, spelled(content), hashlib.sha256).hexdigest()


def commitment_of_then(salt, content):
    return hashlib.sha256(spelled([salt, content])).hexdigest()


def first_entries(application):
    """Return the entries of before the key, with the one that ended that chain."""
    of = {"opening_id": application.opening_id, "application_id": application.id}
    told = {**of, "reason": REASON}
    nobody = {"opening_id": None, "application_id": None}
    return [
        {"event": "FewerRatingsAccepted", "details": told, "actor": "system", **of, "version": 1},
        {"event": "scoring.fewer_ratings_accepted", "details": told, "actor": "system", **of, "version": 1},
        {"event": "audit.chain_begun", "details": {"last": 2}, "actor": "system", **nobody, "version": 2},
    ]


def contents_of(session):
    """Return what the rows say that entries seal, by their names."""
    wanted = defaultdict(set)
    for kind, row_id in session.execute(select(AuditDetail.kind, AuditDetail.row_id)):
        wanted[kind].add(row_id)
    return {
        name_of_row(each.kind, row_id): content
        for each in BINDINGS.here()
        for row_id, content in each.read(session, wanted[each.kind]).items()
    }


def as_it_was_written(connection, entries, beside, contents, key):
    """Number and seal the entries as the program did then; return them, and what stands beside them."""
    previous, written, details = FIRST, [], []
    for number, (earlier, entry) in enumerate(entries, start=1):
        rows = [{**row, "entry_id": number} for row in beside.get(earlier, ())]
        details += rows
        commitments = {
            PERSONAL if row["kind"] == PERSONAL else name_of_row(row["kind"], row["row_id"]): row
            for row in rows
        }
        made = {
            name: commitment_of_then(row["salt"], row["content"] if name == PERSONAL else contents[name])
            for name, row in commitments.items()
        }
        keyed = entry["version"] == 2
        whole = {"at": clock.now(), "erases": None, **entry, "id": number, "previous": previous}
        whole |= {"key_mark": key.mark if keyed else None, "commitments": made if keyed else None}
        previous = seal_with_key(whole, key.secret) if keyed else seal_without_key(whole)
        written.append({**whole, "seal": previous})
    return written, details


@pytest.fixture
def old(app, session, ready):
    """The database of then, with everything that was decided about one candidate, brought to this version."""
    application, key = ready.application, keys_behind(session).current
    record(session, FewerRatingsAccepted(application.opening_id, application.id, REASON), by=SYSTEM)
    session.commit()
    contents = contents_of(session)
    known = [dict(row) for row in session.execute(select(AuditEntry.__table__)).mappings()]
    beside = defaultdict(list)
    for row in session.execute(select(AuditDetail.__table__)).mappings():
        beside[row["entry_id"]].append(dict(row))
    entries = [(None, each) for each in first_entries(application)] + [
        (each["id"], each) for each in sorted(known, key=lambda each: each["id"])
    ]
    session.rollback()
    with db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.head()})
    schema.downgrade(db.engine, BEFORE)
    with db.engine.begin() as connection:
        written, details = as_it_was_written(connection, entries, beside, contents, key)
        protected = protected_tables(connection)
        for table in TRAIL:
            for statement in releasing(connection.dialect.name, table):
                connection.execute(text(statement))
        connection.execute(update(AuditHead).values(entry_id=None))
        for table in (AuditDetail, AuditEntry):
            connection.execute(delete(table))
        connection.execute(insert(AuditEntry), written)
        connection.execute(insert(AuditDetail), details)
        connection.execute(update(AuditHead).values(entry_id=len(written), seal=written[-1]["seal"]))
        for table in TRAIL:
            for statement in protecting(connection.dialect.name, table, *protected[table]):
                connection.execute(text(statement))
    schema.upgrade(db.engine)
    return ready


def commitments(session):
    found = session.scalars(select(AuditEntry.commitments).order_by(AuditEntry.id)).all()
    session.rollback()
    return [each or {} for each in found]


@on_both
def test_an_old_trail_holds_after_the_upgrade_and_goes_on_by_the_rule_of_today(app, session, old):
    assert {":" in each for made in commitments(session) for each in made.values()} == {False}
    result = verify(app)
    assert result.exit_code == 0, result.output
    assert "12 ratings, decisions, receipts and reports are as they were sealed." in result.output
    assert "Entries from before the seals had a key, which seal only themselves: 2." in result.output

    record(session, FewerRatingsAccepted(1, old.application.id, "Alasan baru."), by=SYSTEM)
    record(session, OpeningClosed(1, "Petugas Komunitas"), by=SYSTEM)
    session.commit()

    assert commitments(session)[-2]["personal"].startswith("2:")
    assert verify(app).exit_code == 0


TAMPERING = {
    "a level": (
        "UPDATE rating SET level = 5 WHERE id = (SELECT min(id) FROM rating WHERE level IS NOT NULL)",
        "the ratings that entry",
    ),
    "a decision": ("UPDATE decision SET outcome = 'reject'", "the decision that entry"),
    "an answer": ("""UPDATE answer_revision SET value = '{"text": "Lain."}'""", "the answers or the receipt"),
    "a report": ("UPDATE report SET dossier = '{}'", "the report that entry"),
    "a reason beside an entry": (
        """UPDATE audit_detail SET content = '{"reason": "Lain."}' WHERE kind = 'personal'""",
        "names or reasons of entry",
    ),
    "a salt": ("UPDATE audit_detail SET salt = NULL WHERE kind = 'decision'", "is gone, and no entry says"),
    "a reason in an entry without a key": (
        """UPDATE audit_entry SET details = '{"reason": "Lain."}' WHERE id = 1""",
        "entry 1 was changed",
    ),
    "a commitment": (
        """UPDATE audit_entry SET commitments = '{"personal": "0"}' WHERE version = 2""",
        "entry 3 was changed",
    ),
}


@on_both
@pytest.mark.parametrize("what", TAMPERING)
def test_in_an_old_trail_too_what_was_changed_is_named(app, session, old, what):
    statement, sentence = TAMPERING[what]
    tamper(statement)

    result = verify(app)

    assert result.exit_code == 1
    assert sentence in result.output


@on_both
def test_an_old_trail_lets_go_of_a_person_and_still_holds(app, session, old):
    application = session.get_one(Application, old.application.id)
    erasing.begin_application(session, application, tell=False, by=OPERATOR)
    session.commit()
    erase_now(session, application.id)

    result = verify(app)

    assert result.exit_code == 0, result.output
    assert "Contents erased, each by an entry that says so: " in result.output
    left = [*session.scalars(select(AuditEntry.details)), *session.scalars(select(AuditDetail.content))]
    session.rollback()
    assert REASON not in str(left)
    tamper("UPDATE decision SET outcome = 'reject'")
    assert "the decision that entry" in verify(app).output
