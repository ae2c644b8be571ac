"""The chain of seals shows what was changed, taken out, put in or cut off; no database is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hiring.audit.rules import (
    CHANGED,
    CUT_OFF,
    GENESIS,
    MISSING,
    OUT_OF_LINE,
    Break,
    SealedEntry,
    first_break,
    seal_of,
)

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def chain(length):
    entries, previous = [], GENESIS
    for number in range(1, length + 1):
        content = {
            "id": number,
            "event": "opening.closed",
            "details": {"number": number},
            "actor": "system",
            "opening_id": 7,
            "application_id": None,
            "at": NOW + timedelta(minutes=number),
            "previous": previous,
        }
        entries.append(SealedEntry(**content, seal=seal_of(**content)))
        previous = entries[-1].seal
    return entries


def broken(entries, *, whole):
    """Return the break in `entries`, read against the head of the chain as it was written."""
    return first_break(entries, head_id=len(whole), head=whole[-1].seal if whole else GENESIS)


def test_a_chain_that_was_left_alone_holds():
    whole = chain(3)

    assert broken(whole, whole=whole) is None
    assert broken([], whole=[]) is None


def test_entries_that_came_while_the_chain_was_read_break_nothing():
    assert broken(chain(4), whole=chain(2)) is None


def test_entries_cut_off_at_the_end_are_missed_after_the_last_one_that_is_left():
    whole = chain(3)

    assert broken(whole[:2], whole=whole) == Break(CUT_OFF, 2)
    assert broken([], whole=whole) == Break(CUT_OFF, 0)


def test_an_entry_taken_out_is_missed_by_its_number():
    whole = chain(3)

    assert broken([whole[0], whole[2]], whole=whole) == Break(MISSING, 2)


def test_an_entry_that_was_changed_is_named():
    whole = chain(3)
    changed = [whole[0], replace(whole[1], details={"number": 9}), whole[2]]

    assert broken(changed, whole=whole) == Break(CHANGED, 2)


def test_an_entry_sealed_anew_does_not_fit_the_one_after_it_nor_the_head():
    whole = chain(3)
    content = {name: getattr(whole[1], name) for name in SEALED} | {"actor": "somebody"}
    forged = SealedEntry(**content, seal=seal_of(**content))

    assert broken([whole[0], forged, whole[2]], whole=whole) == Break(OUT_OF_LINE, 3)
    assert broken([whole[0], forged], whole=whole[:2]) == Break(CUT_OFF, 2)


SEALED = ("id", "event", "details", "actor", "opening_id", "application_id", "at", "previous")
