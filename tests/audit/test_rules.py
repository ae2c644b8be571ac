"""The chain of seals shows what was changed, taken out, put in or cut off; no database is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hiring.audit.keys import key_of
from hiring.audit.rules import (
    CHAIN_BEGUN,
    CHANGED,
    CUT_OFF,
    GENESIS,
    MISSING,
    OTHER_KEY,
    OUT_OF_LINE,
    WITHOUT_KEY,
    Break,
    SealedEntry,
    about,
    commitment_to,
    is_commitment_to,
    keyed_seal_of,
    seal_of,
)
from hiring.fingerprints import canonical_hash
from tests.chain import first_break

NOW = datetime(2026, 11, 28, tzinfo=UTC)
KEY = key_of("a key of the trail")
OTHER = key_of("another key of the trail")


def content_of(number, previous):
    return {
        "id": number,
        "event": "opening.closed",
        "details": {"number": number},
        "actor": "system",
        "opening_id": 7,
        "application_id": None,
        "at": NOW + timedelta(minutes=number),
        "previous": previous,
    }


def sealed(content, key=KEY, **bound):
    bound = {"key_mark": key.mark, "commitments": {}, "erases": None, **bound}
    seal = keyed_seal_of(key.secret, **content, **bound)
    return SealedEntry(**content, seal=seal, version=2, **bound)


def chain(length, *, old=0, begun=CHAIN_BEGUN):
    """Return a chain of which the first `old` entries have seals of version 1."""
    entries, previous = [], GENESIS
    for number in range(1, length + 1):
        content = content_of(number, previous)
        if number <= old:
            entries.append(SealedEntry(**content, seal=seal_of(**content)))
        else:
            entries.append(sealed(content | ({"event": begun} if number == old + 1 else {})))
        previous = entries[-1].seal
    return entries


def broken(entries, *, whole, keys=(KEY,)):
    """Return the break in `entries`, read against the head of the chain as it was written."""
    head, known = whole[-1].seal if whole else GENESIS, {key.mark: key.secret for key in keys}
    return first_break(entries, head_id=len(whole), head=head, keys=known)


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
    forged = sealed(content_of(2, whole[0].seal) | {"actor": "somebody"})

    assert broken([whole[0], forged, whole[2]], whole=whole) == Break(OUT_OF_LINE, 3)
    assert broken([whole[0], forged], whole=whole[:2]) == Break(CUT_OFF, 2)


@pytest.mark.parametrize("change", [{"commitments": {"personal": "x"}}, {"erases": "application:1"}])
def test_what_an_entry_binds_and_what_it_lets_go_is_sealed(change):
    whole = chain(3)
    changed = [whole[0], replace(whole[1], **change), whole[2]]

    assert broken(changed, whole=whole) == Break(CHANGED, 2)


def test_an_old_chain_goes_on_in_a_new_one_and_holds_by_both_rules():
    whole = chain(5, old=2)

    assert broken(whole, whole=whole) is None
    changed = [replace(whole[0], details={"number": 9}), *whole[1:]]
    assert broken(changed, whole=whole) == Break(CHANGED, 1)


def test_an_old_chain_ends_in_the_entry_that_opens_the_new_one_and_in_no_other():
    whole = chain(5, old=2, begun="opening.closed")

    assert broken(whole, whole=whole) == Break(OUT_OF_LINE, 3)


def test_nobody_goes_back_to_seals_without_a_key():
    whole = chain(3)
    content = content_of(4, whole[-1].seal)
    forged = [*whole, SealedEntry(**content, seal=seal_of(**content))]

    assert broken(forged, whole=forged) == Break(WITHOUT_KEY, 4)


def test_a_chain_computed_anew_with_a_key_of_ones_own_is_found():
    whole = chain(3)
    forged = [*whole[:2], sealed(content_of(3, whole[1].seal), OTHER)]

    found = broken(forged, whole=forged)

    assert found == Break(OTHER_KEY, 3, {"mark": OTHER.mark})
    assert str(found) == f"entry 3 is sealed with a key that the settings do not name ({OTHER.mark})"
    assert broken(forged, whole=forged, keys=(KEY, OTHER)) is None


def test_a_seal_under_the_mark_of_another_key_is_no_seal():
    whole = chain(2)
    forged = sealed(content_of(3, whole[-1].seal), OTHER, key_mark=KEY.mark)

    assert broken([*whole, forged], whole=[*whole, forged]) == Break(CHANGED, 3)


def test_a_commitment_is_another_with_every_salt():
    assert commitment_to("0", {"name": "Sari"}) != commitment_to("1", {"name": "Sari"})


def test_a_commitment_carries_its_rule_and_one_without_a_number_is_read_by_the_first():
    content = {"name": "Sari"}
    new, old = commitment_to("0", content), canonical_hash(["0", content])

    assert new.startswith("2:")
    assert [is_commitment_to(each, "0", content) for each in (new, old)] == [True, True]
    assert [is_commitment_to(each, "0", {"name": "Siti"}) for each in (new, old)] == [False, False]
    assert not is_commitment_to(f"3:{old}", "0", content)
    assert not is_commitment_to(f"2:{old}", "0", content)


@pytest.mark.parametrize(
    ("details", "whose"),
    [
        ({"application_id": 12, "user_id": 3}, "application:12"),
        ({"opening_id": 1, "user_id": 3}, "staff:3"),
        ({"application_id": None}, None),
    ],
)
def test_what_stands_beside_an_entry_is_of_the_application_or_of_the_account(details, whose):
    assert about(details) == whose
