"""Tables for spreadsheet programs: numbers stay numbers, text stays text, and nothing is lost on the way."""

import csv
import io
import re
import zipfile
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from hiring import spreadsheets
from hiring.spreadsheets import (
    TableFormat,
    as_meant,
    harmless,
    looks_like_formula,
    number_in,
    number_text,
    write_table,
)

HEADING = ["name", "level"]
ROWS = [["=1+1", 4], ["Siti; Rahmawati", Fraction(11, 3)], ["Budi", None], ["+62", Decimal("3.50")]]


PLAIN = ["=1", "+62 812", "-1", "@SUM(A1)", "'=1"]
HIDDEN = ["\t=1", "\r1", "\n=1", "  =1", "\u200b=1", "\ufeff=1"]
FORMULAS = [*PLAIN, *HIDDEN, "＝1", "＋1", "－1", "＠A", "﹢1"]


def sheets(content):
    """Return the rows of every sheet of a workbook, by name."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table(chosen, rows=ROWS):
    out = io.BytesIO()
    assert write_table(out, chosen, HEADING, rows, title="cells") == len(rows)
    return out.getvalue()


@pytest.mark.parametrize("text", FORMULAS)
def test_what_some_program_takes_for_a_formula_stands_behind_an_apostrophe(text):
    assert looks_like_formula(text)
    assert harmless(text) == f"'{text}"
    assert as_meant(harmless(text)) == text


@pytest.mark.parametrize("text", ["Siti", "K-7F3K", "Jl. 5 = 6", "", " ", "'t Hooft", "1-2", "ﬁ"])
def test_other_text_is_left_as_it_is(text):
    assert (harmless(text), as_meant(text)) == (text, text)


@given(st.text(st.sampled_from("'=+-@＝ \t\nab1"), max_size=6))
def test_every_text_comes_back_as_it_was(text):
    assert as_meant(harmless(text)) == text
    assert not looks_like_formula(text) or harmless(text)[0] == "'"


@given(st.fractions(1, 5))
def test_every_fraction_comes_back_exactly(level):
    assert number_in(number_text(level)) == level


@given(st.fractions(1, 5, max_denominator=spreadsheets.LARGEST_DENOMINATOR))
def test_fractions_with_a_denominator_up_to_a_million_are_numbers_of_fifteen_digits(level):
    assert re.fullmatch(r"[1-5](\.\d{1,14})?", number_text(level))
    assert number_in(number_text(level)) == level


def test_csv_for_an_indonesian_excel_has_a_mark_semicolons_and_decimal_commas():
    assert table(TableFormat.CSV_SEMICOLON).decode("utf-8") == (
        "\ufeffname;level\r\n'=1+1;4\r\n\"Siti; Rahmawati\";3,66666666666667\r\nBudi;\r\n'+62;3,50\r\n"
    )


def test_equal_numbers_keep_the_places_they_have():
    assert [number_text(one) for one in (Decimal("1.00"), 1, Fraction(1), Decimal("1.0"))] == [
        "1.00",
        "1",
        "1",
        "1.0",
    ]


def test_csv_with_commas_has_decimal_points():
    content = table(TableFormat.CSV_COMMA).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(content))) == [
        HEADING,
        ["'=1+1", "4"],
        ["Siti; Rahmawati", "3.66666666666667"],
        ["Budi", ""],
        ["'+62", "3.50"],
    ]


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers():
    content = table(TableFormat.XLSX)

    assert sheets(content) == {
        "cells": [HEADING, ["=1+1", 4.0], ["Siti; Rahmawati", 3.66666666666667], ["Budi", ""], ["+62", 3.5]]
    }
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()  # also once somebody edits the field


def test_a_fraction_that_fifteen_digits_do_not_tell_apart_is_written_as_a_quotient():
    near = Fraction(10**12 + 1, 10**12 - 1)
    quotient = "1000000000001/999999999999"

    assert number_text(near) == quotient
    assert quotient in table(TableFormat.CSV_COMMA, [["a", near]]).decode()
    assert sheets(table(TableFormat.XLSX, [["a", near]])) == {"cells": [HEADING, ["a", quotient]]}


def test_what_does_not_fit_one_sheet_goes_on_in_the_next_under_the_same_heading(monkeypatch):
    monkeypatch.setattr(spreadsheets, "ROWS_ON_A_SHEET", 3)

    assert sheets(table(TableFormat.XLSX, [[str(n), n] for n in range(5)])) == {
        "cells": [HEADING, ["0", 0.0], ["1", 1.0]],
        "cells 2": [HEADING, ["2", 2.0], ["3", 3.0]],
        "cells 3": [HEADING, ["4", 4.0]],
    }


def test_an_empty_table_is_its_heading():
    assert table(TableFormat.CSV_COMMA, []) == "\ufeffname,level\r\n".encode()
    assert sheets(table(TableFormat.XLSX, [])) == {"cells": [HEADING]}
