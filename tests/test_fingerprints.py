"""One spelling and one hash of a value: whatever was stored under a hash is still found to be unchanged."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest

from hiring.audit.rules import GENESIS, seal_of
from hiring.banks.documents import content_hash
from hiring.fingerprints import HashRules, UnknownHashRule, canonical_hash, canonical_json, mark_of, text_hash
from hiring.privacy.notices import NOTICES, Box
from hiring.privacy.rules import Purpose
from hiring.scoring.scores import AskedTask, GivenRating, Policy, ScoreInput, WeightedCompetency
from hiring.sittings.normalising import fingerprint

VALUE = {"text": "Tarif naik 8 % \u2013 \u00e9", "rows": [{"b": "2", "a": None}]}
ITS_HASH = "c8f368cc6c456ff7c4cec82771d1a29f77df604d5dc6a4dec89edf1663e72dcc"


def test_a_mark_is_short_and_follows_its_value():
    assert mark_of(["a", 1]) == mark_of(["a", 1])
    assert mark_of(["a", 1]) != mark_of(["a", 2])
    assert len(mark_of([])) == 20


def test_a_value_has_one_spelling_whatever_order_it_came_in():
    assert canonical_json({"b": "\u00e9", "a": 1}) == '{"a":1,"b":"\u00e9"}'
    assert canonical_json({"b": "\u00e9", "a": 1}, ascii_only=True) == '{"a":1,"b":"\\u00e9"}'


def test_answers_and_tasks_keep_the_hashes_they_were_stored_under():
    assert {canonical_hash(VALUE), fingerprint(VALUE), content_hash(VALUE)} == {ITS_HASH}


def test_an_entry_of_the_trail_keeps_its_seal():
    seal = seal_of(
        id=7,
        event="ReportAsked",
        details={"code": "HR-7F3K-2M9Q", "why": "\u00e9"},
        actor="staff:3",
        opening_id=1,
        application_id=None,
        at=datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
        previous=GENESIS,
    )

    assert seal == "33aabe2b647272a01b75ec2a23734c80a7a8ac935ef3095d3ee922d3034baa9f"


def test_what_a_score_was_made_from_keeps_its_hash():
    policy = Policy((WeightedCompetency("COMW", 50), WeightedCompetency("NETW", 30)), 2, 2)
    given = ScoreInput(
        policy,
        (AskedTask(7, frozenset({"COMW"}), True),),
        (GivenRating(7, 3, "COMW", 4), GivenRating(7, 2, "COMW", None)),
    )

    assert given.digest() == "50fda19e53c6533282e538d3fc511198c6234565ad70e21237774d1c354ec128"


def in_base64(text):
    return base64.b64encode(hashlib.sha3_256(text.encode()).digest()).decode()


def test_what_the_first_rule_hashed_holds_when_there_is_a_later_one():
    first, both = HashRules(text_hash), HashRules(text_hash, in_base64)
    before, now = first.made("Ya."), both.made("Ya.")

    assert (before, now) == (text_hash("Ya."), f"2:{in_base64('Ya.')}")
    assert len(now) <= 64  # it stands in the columns of before
    assert [both.is_of(each, "Ya.") for each in (before, now)] == [True, True]
    assert [both.is_of(each, "Tidak.") for each in (before, now)] == [False, False]
    assert both.again(before, "Ya.") == before


@pytest.mark.parametrize("known", ["2:ab", "0:ab", "1:ab", "01:ab", "-1:ab", "x:ab", "\u0662:ab", ":ab"])
def test_what_no_known_rule_has_made_is_nobodys_hash(known):
    rules = HashRules(text_hash)

    assert (rules.knows(known), rules.is_of(known, "Ya.")) == (False, False)
    with pytest.raises(UnknownHashRule):
        rules.again(known, "Ya.")


def test_notices_and_dossiers_keep_the_hashes_they_were_stored_under():
    assert NOTICES.made("Pemberitahuan \u2013 privasi") == text_hash("Pemberitahuan \u2013 privasi")
    assert Box(Purpose.HONESTY, "Ya", "Isi").sha256 == text_hash("Isi")
