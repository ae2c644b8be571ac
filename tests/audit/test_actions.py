"""The chain does not fork, whoever writes at the same moment."""

import threading

import pytest
from sqlalchemy import select

from hiring.accounts.events import SignedIn
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.models import AuditEntry
from hiring.audit.queries import last_entry_id
from tests.at_once import at_once
from tests.chain import chain_break
from tests.factories.accounts import UserFactory
from tests.postgres import on_both, on_postgresql
from tests.running import PATIENCE


@on_both
def test_entries_written_at_the_same_moment_follow_each_other_from_the_very_first(app, session):
    people = [
        lambda own, number=number: record(own, SignedIn(number, "Sari"), by=SYSTEM) for number in range(20)
    ]

    assert at_once(app, *people) == ["done"] * 20
    assert (last_entry_id(session), chain_break(session)) == (20, None)


def test_what_is_rolled_back_leaves_no_gap(session):
    record(session, SignedIn(1, "Sari"), by=SYSTEM)
    session.commit()
    record(session, SignedIn(2, "Budi"), by=SYSTEM)
    session.rollback()
    record(session, SignedIn(3, "Ayu"), by=SYSTEM)
    session.commit()

    assert (last_entry_id(session), chain_break(session)) == (2, None)


def test_only_events_are_written_down(session):
    with pytest.raises(TypeError, match="dict is no event"):
        record(session, {"event": "user.signed_in"}, by=SYSTEM)


def test_an_event_falls_with_the_savepoint_it_was_noted_in(session):
    record(session, SignedIn(1, "Sari"), by=SYSTEM)
    with session.begin_nested():
        record(session, SignedIn(2, "Budi"), by=SYSTEM)
    outer = session.begin_nested()
    with session.begin_nested():
        record(session, SignedIn(3, "Ayu"), by=SYSTEM)
    outer.rollback()
    record(session, SignedIn(4, "Wira"), by=SYSTEM)
    session.commit()

    written = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.details["user_id"] for entry in written] == [1, 2, 4]
    assert chain_break(session) is None


def test_who_reads_the_trail_inside_a_deed_finds_its_events(session):
    record(session, SignedIn(1, "Sari"), by=SYSTEM)

    assert last_entry_id(session) == 1


@on_postgresql
def test_two_deeds_in_opposite_order_do_not_wait_for_each_other(app, session):
    """One notes an event and then wants a row that the other holds, who notes an event, too.

    With the end of the chain held from the first event on, the database had to kill one of them.
    """
    user_id = UserFactory(name="Ayu").id
    session.commit()
    noted, held = threading.Event(), threading.Event()

    def event_first(session):
        record(session, SignedIn(1, "Sari"), by=SYSTEM)
        session.flush()
        noted.set()
        held.wait(PATIENCE)
        session.get_one(User, user_id, with_for_update=True).name = "Ayu Lestari"

    def row_first(session):
        session.get_one(User, user_id, with_for_update=True)
        held.set()
        noted.wait(PATIENCE)
        record(session, SignedIn(2, "Budi"), by=SYSTEM)
        session.flush()

    assert at_once(app, event_first, row_first) == ["done", "done"]
    assert (last_entry_id(session), chain_break(session)) == (2, None)
