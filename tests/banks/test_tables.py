"""Numbers in cells, and the sums of columns."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.banks.kinds.table.cells import ColumnSum, read_number, starting_rows, table_sums
from hiring.banks.kinds.table.shape import TablePart
from tests.banks.tasks import TABLE, task_of


@pytest.fixture
def table() -> TablePart:
    part = task_of(TABLE).parts[0]
    assert isinstance(part, TablePart)
    return part


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("41250000", "41250000"),
        ("41.250.000", "41250000"),
        ("41,250,000", "41250000"),
        ("41 250 000", "41250000"),
        ("Rp41.250.000", "41250000"),
        ("Rp 41.250.000,-", "41250000"),
        ("rp. 500", "500"),
        ("IDR 1,500.50", "1500.50"),
        ("1.500,50", "1500.50"),
        ("1.500", "1500"),
        ("1,5", "1.5"),
        ("-2.000", "-2000"),
        ("\N{MINUS SIGN}3", "-3"),
        (" 7 ", "7"),
    ],
)
def test_numbers_are_read_however_people_write_them(cell, number):
    assert read_number(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["", "Rp", "seribu", "1.500.50", "2 × 3", "1e9", "٣", "9" * 41, "--1", "NaN"]
)
def test_what_is_no_number_is_not_guessed(cell):
    assert read_number(cell) is None


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_both_ways_of_grouping_mean_the_same_number(number):
    assert read_number(f"{number:,}") == number
    assert read_number(f"{number:,}".replace(",", ".")) == number
    assert read_number(str(number)) == number


@given(st.text())
def test_reading_a_cell_never_breaks(cell):
    assert isinstance(read_number(cell), Decimal | None)


def test_a_sum_names_the_rows_it_could_not_read(table):
    rows = [{"item": "A", "amount": "1.000"}, {"amount": "about 5"}, {"item": "B"}, {"amount": "2,500"}]

    assert table_sums(table, {"rows": rows}) == {"amount": ColumnSum(Decimal(3500), unread=(1,))}


def test_an_empty_table_sums_to_nothing(table):
    assert table_sums(table, {}) == {"amount": ColumnSum(Decimal(0))}


def test_the_rows_to_start_from_speak_the_language_of_the_candidate(table):
    assert starting_rows(table, "id") == [{"item": "Tenda", "amount": "1.000"}]
    assert starting_rows(table, "en") == [{"item": "Tents", "amount": "1,000"}]
