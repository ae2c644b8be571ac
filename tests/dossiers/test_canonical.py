import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hiring.dossiers.canonical import UnknownSchema, content_hash, dossier_as_json, dossier_from_json
from hiring.dossiers.values import SCHEMA
from tests.factories import dossiers


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("kind", ["rich", "sparse", "hostile", "interviewed", "behind"])
def test_a_dossier_comes_back_from_its_json_as_it_was(kind, locale):
    dossier = getattr(dossiers, kind)(locale)

    assert dossier_from_json(dossier_as_json(dossier)) == dossier


def test_the_json_is_ascii_with_sorted_keys_and_no_spaces():
    text = dossier_as_json(dossiers.hostile("id"))

    assert text.isascii()
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))


def test_a_dossier_stored_earlier_keeps_every_byte_and_its_fingerprint():
    stored = Path(__file__).with_name("stored.json").read_text("ascii")

    assert dossier_as_json(dossier_from_json(stored)) == stored
    assert (
        content_hash(dossier_from_json(stored))
        == "7b3e4c63209ecedd6549b3cdc68c00ab60253f920cc719b313f5ab16d3345bd4"
    )


@pytest.mark.parametrize("schema", [5, 6])
def test_a_dossier_from_before_interviews_is_written_without_them(schema):
    before = json.loads(dossier_as_json(replace(dossiers.interviewed("id"), schema=schema)))
    now = json.loads(dossier_as_json(dossiers.interviewed("id")))

    assert {"interview", "interviews_planned", "relations"} & before.keys() == set()
    assert "standards" not in before["competencies"][0]
    assert (now["interview"]["total"], now["competencies"][0]["standards"][0]["code"]) == (
        "3.61",
        "M.70KHM00.018.3",
    )


def test_a_dossier_from_before_quotes_were_asked_for_is_written_without_why_there_is_none():
    rich = replace(dossiers.rich("id"), schema=SCHEMA)
    first, *others = rich.competencies
    ratings = tuple(replace(one, quotes=(), nothing_to_quote="Tidak disebut.") for one in first.ratings)
    dossier = replace(rich, competencies=(replace(first, ratings=ratings), *others))

    text = dossier_as_json(dossier)

    assert dossier_from_json(text) == dossier
    assert text.count('"nothing_to_quote":"Tidak disebut."') == len(ratings)
    assert "nothing_to_quote" not in dossier_as_json(replace(dossier, schema=7))


def test_scores_are_written_with_two_decimals_however_they_were_computed():
    dossier = dossiers.rich("en")
    longer = replace(dossier, summary=replace(dossier.summary, total=Decimal("3.4296875")))
    shorter = replace(dossier, summary=replace(dossier.summary, total=Decimal("3.43")))

    assert '"total":"3.43"' in dossier_as_json(longer)
    assert content_hash(longer) == content_hash(shorter)


def test_the_fingerprint_changes_with_any_word():
    dossier = dossiers.rich("en")
    changed = replace(dossier, candidate=replace(dossier.candidate, name="Siti Rahmawati Nurhalisa"))

    assert len(content_hash(dossier)) == 64
    assert content_hash(changed) != content_hash(dossier)


@pytest.mark.parametrize("text", ["[]", "{}", f'{{"schema": {SCHEMA + 1}}}', '{"schema": 0}'])
def test_json_of_another_schema_is_refused(text):
    with pytest.raises(UnknownSchema):
        dossier_from_json(text)


def test_json_that_lacks_something_is_refused_by_name():
    plain = json.loads(dossier_as_json(dossiers.rich("en")))
    del plain["candidate"]["name"]

    with pytest.raises(ValueError, match=r"candidate\.name"):
        dossier_from_json(json.dumps(plain))


def test_every_text_can_be_passed_through_a_function_on_its_way_in():
    text = dossier_as_json(dossiers.rich("en"))

    shown = dossier_from_json(text, shown=lambda word: word.replace("Siti", "S."))

    assert shown.candidate.name == "S. Rahmawati Nurhaliza"
