"""What a rating needs before its review may be locked: level, reason, and words of the answer."""

from dataclasses import replace

import pytest

from hiring.banks.documents import task_from_json
from hiring.openings.judging import QuotesWanted
from hiring.scoring.completeness import Lack, lacks, quote_occurs, words_to_quote
from hiring.scoring.rules import SHORTEST_REASON, DraftRating
from tests.factories.banks import _letter


def _with_table() -> dict:
    table = {
        "key": "t",
        "title": {"id": "Anggaran", "en": "Budget"},
        "prompt": {"id": "Perbaiki.", "en": "Correct it."},
        "kind": "table",
        "columns": [
            {"key": "item", "title": {"id": "Pos", "en": "Item"}, "kind": "text"},
            {"key": "sum", "title": {"id": "Rp", "en": "Rp"}, "kind": "amount"},
        ],
        "rows": [{"item": {"id": "Tenda", "en": "Tents"}}],
        "max_rows": 5,
    }
    return _letter() | {"parts": [table]}


GOOD = DraftRating("COMW", level=3, reason="Fakta pokok lengkap dan benar.")


def test_nothing_is_lacking_when_every_competency_has_level_and_reason():
    assert lacks(["COMW"], [GOOD], "", by_cells=True) == []


def test_no_evidence_is_a_choice_that_needs_its_reason_too():
    no_evidence = [DraftRating("COMW", no_evidence=True)]

    assert lacks(["COMW"], no_evidence, "", by_cells=False) == [("COMW", Lack.REASON)]


@pytest.mark.parametrize(
    ("rating", "by_cells"),
    [
        (replace(GOOD, level=None, no_evidence=True), True),
        (replace(GOOD, level=1, nothing_shown=True), False),
    ],
)
def test_what_the_rule_of_the_opening_does_not_know_is_no_choice(rating, by_cells):
    assert lacks(["COMW"], [rating], "", by_cells=by_cells) == [("COMW", Lack.LEVEL)]
    assert lacks(["COMW"], [rating], "", by_cells=not by_cells) == []


def test_everything_lacking_is_named_in_the_order_of_the_competencies():
    short = DraftRating("COMW", level=2, reason="  pendek  ", quote="tidak ada di sana")

    assert lacks(["NETW", "COMW"], [short], "Yth. Ibu Lastri", by_cells=True) == [
        ("NETW", Lack.LEVEL),
        ("NETW", Lack.REASON),
        ("COMW", Lack.REASON),
        ("COMW", Lack.QUOTE),
    ]


@pytest.mark.parametrize(
    ("quote", "occurs"),
    [
        ("tanggal 3 November", True),
        ("“Tanggal 3\n November.”", True),
        ("surat Ibu … 3 November", True),
        ("surat Ibu [...] November", True),
        ("November … surat Ibu", False),
        ("tanggal 4 November", False),
        ("...", False),
        ('""', False),
    ],
)
def test_a_quote_must_be_in_the_answer_give_or_take_white_space_and_quotation_marks(quote, occurs):
    assert quote_occurs(quote, "Terima kasih atas surat Ibu\ntanggal 3 November.") is occurs


@pytest.mark.parametrize(
    "quote",
    [
        "anak-anak \u2013 3 November",
        "anak\u2011anak - 3\u00a0November",
        "\ufeffanak-anak \u2014 3 Novem\u00adber\u200b",
    ],
)
def test_a_quote_may_have_other_dashes_than_the_answer_and_what_nobody_sees(quote):
    assert quote_occurs(quote, "Untuk anak\u2010anak \u2014 3 November.")


def test_pieces_of_a_quote_follow_each_other_from_the_first_word_of_the_answer():
    assert quote_occurs("Terima ... surat", "Terima kasih atas surat")
    assert not quote_occurs("surat ... Terima", "Terima kasih atas surat")
    assert not quote_occurs("surat ... surat", "surat")


def test_the_shortest_reason_is_long_enough():
    def said(length):
        return [DraftRating("COMW", level=3, reason="x" * length)]

    assert lacks(["COMW"], said(SHORTEST_REASON), "", by_cells=False) == []
    assert lacks(["COMW"], said(SHORTEST_REASON - 1), "", by_cells=False) == [("COMW", Lack.REASON)]


def test_words_marked_across_a_table_count_as_its_words():
    table = task_from_json(_with_table()).parts[0]
    words = words_to_quote(table, {"rows": [{"item": "Tenda", "sum": "3.500.000"}, {"item": "Truk"}]})

    assert quote_occurs("Tenda\t3.500.000\nTruk", words)


# Levels that need a quote

ANSWER = "Terima kasih atas surat Ibu tanggal 3 November."


def _needed(rating, quotes=QuotesWanted.ENDS, answer=ANSWER):
    return [lack for _code, lack in lacks(["COMW"], [rating], answer, by_cells=True, quotes=quotes)]


@pytest.mark.parametrize(
    ("quotes", "asked"),
    [
        (QuotesWanted.NONE, []),
        (QuotesWanted.ENDS, [1, 2, 5]),
        (QuotesWanted.ALL, [1, 2, 3, 4, 5]),
    ],
)
def test_the_opening_says_which_levels_need_a_quote(quotes, asked):
    found = {level: _needed(replace(GOOD, level=level), quotes) for level in range(1, 6)}

    assert found == {level: [Lack.EVIDENCE] if level in asked else [] for level in range(1, 6)}


def test_words_of_the_answer_are_evidence_and_so_is_why_there_are_none():
    best = replace(GOOD, level=5)

    assert _needed(replace(best, quote="surat Ibu")) == []
    assert _needed(replace(best, nothing_to_quote="Tanggal pertemuan tidak disebut.")) == []
    assert _needed(replace(best, quote="surat Bapak")) == [Lack.QUOTE]


def test_why_there_is_nothing_to_quote_is_said_in_words_and_not_beside_a_quote():
    why = "x" * SHORTEST_REASON

    assert _needed(replace(GOOD, level=2, nothing_to_quote=why)) == []
    assert _needed(replace(GOOD, level=2, nothing_to_quote=why[1:])) == [Lack.WHY_NOTHING]
    assert _needed(replace(GOOD, level=3, nothing_to_quote=why[1:])) == [Lack.WHY_NOTHING]
    assert _needed(replace(GOOD, level=2, quote="surat Ibu", nothing_to_quote=why)) == [Lack.EITHER]


def test_white_space_is_no_evidence():
    assert _needed(replace(GOOD, level=1, quote=" \n", nothing_to_quote="\t ")) == [Lack.EVIDENCE]


@pytest.mark.parametrize(
    ("rating", "answer"),
    [
        (replace(GOOD, level=1, nothing_shown=True), ANSWER),
        (replace(GOOD, level=None, cannot_judge="file"), ANSWER),
        (replace(GOOD, level=5), " \n"),
    ],
    ids=["the answer shows nothing", "nobody can judge", "the answer has no words"],
)
def test_no_quote_is_asked_for_where_there_can_be_none(rating, answer):
    assert _needed(rating, QuotesWanted.ALL, answer) == []
