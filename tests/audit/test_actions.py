"""The chain does not fork, whoever writes at the same moment."""

import threading

import pytest

from hiring.accounts.facts import SignedIn
from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.queries import chain_break, last_entry_id
from hiring.store import db
from tests.postgres import on_both


@on_both
def test_entries_written_at_the_same_moment_follow_each_other_from_the_very_first(app, session):
    ready, faults = threading.Barrier(4), []

    def write(number):
        try:
            with app.app_context():
                ready.wait()
                for each in range(5):
                    record(db.session(), SignedIn(number * 10 + each, "Sari"), by=SYSTEM)
                    db.session.commit()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert (last_entry_id(session), chain_break(session)) == (20, None)


def test_what_is_rolled_back_leaves_no_gap(session):
    record(session, SignedIn(1, "Sari"), by=SYSTEM)
    session.commit()
    record(session, SignedIn(2, "Budi"), by=SYSTEM)
    session.rollback()
    record(session, SignedIn(3, "Ayu"), by=SYSTEM)
    session.commit()

    assert (last_entry_id(session), chain_break(session)) == (2, None)


def test_only_facts_are_written_down(session):
    with pytest.raises(TypeError, match="a fact is an instance of a dataclass"):
        record(session, {"fact": "SignedIn"}, by=SYSTEM)
