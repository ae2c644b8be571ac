"""Words that ask for what the work does not ask for are found, and words that only mention it are not."""

import tomllib
from pathlib import Path

import pytest

from hiring.lawful_wording import GROUND_NAMES, INSTEAD, REASONS, Ground, findings

HERE = Path(__file__).parent
EXACTLY = [
    (each["text"], each["found"])
    for each in tomllib.loads((HERE / "lawful_wording.toml").read_text("utf-8"))["sentence"]
]
FURTHER = [
    line.split("\t", 1)
    for line in (HERE / "lawful_wording_more.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_sentences_of_both_sorts_for_every_ground():
    bad = [found for _, found in EXACTLY if found]

    assert (len(bad), len(EXACTLY) - len(bad)) == (32, 35)
    assert {ground for found in bad for ground, _ in found} == set(Ground)


@pytest.mark.parametrize(("text", "expected"), EXACTLY, ids=[text[:40] for text, _ in EXACTLY])
def test_a_sentence_is_found_by_its_ground_and_passage_or_not_at_all(text, expected):
    assert [[each.ground.value, each.passage] for each in findings(text)] == expected


@pytest.mark.parametrize(("ground", "text"), FURTHER, ids=[text[:40] for _, text in FURTHER])
def test_a_further_sentence_is_found_by_its_ground_or_not_at_all(ground, text):
    found = {each.ground.value for each in findings(text)}

    assert ground in found if ground != "-" else found == set()


def test_a_passage_is_placed_in_the_whole_text_whatever_marks_stand_around_it():
    text = "Tugas: memimpin acara.\n\n- **Usia** maks. 27 tahun\n- Rajin\n"

    [found] = findings(text)

    assert text[found.start :].startswith(found.passage)
    assert found.passage == "Usia** maks. 27 tahun"


def test_one_sentence_does_not_excuse_the_next():
    told = findings("Kami tidak membedakan agama. Usia maksimal 27 tahun.")

    assert [each.passage for each in told] == ["Usia maksimal 27 tahun"]


def test_every_ground_has_a_name_a_reason_with_its_source_and_a_way_out():
    assert set(GROUND_NAMES) == set(REASONS) == set(INSTEAD) == set(Ground)
    assert all("M/6/HK.04/V/2025" in reason for reason in REASONS.values())


@pytest.mark.parametrize(
    "text", ["wajib " + ": " * 4000, "anak " * 2000, "usia " * 2000, "must be a:" * 1000]
)
def test_a_long_text_of_nothing_but_beginnings_asks_for_nothing(text):
    assert findings(text) == ()
