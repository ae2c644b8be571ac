"""A table beside its key: what was found and missed, what is none, and what its figures add up to."""

from decimal import Decimal

import pytest

from hiring.banks.kinds import kind_of
from hiring.banks.kinds.table.beside_key import (
    CellBesideKey,
    NumbersBesideKey,
    SumBesideLimit,
    same_figure,
    table_beside_key,
)
from hiring.banks.scoring_keys import keyed_parts, keyed_points
from hiring.banks.validation.tasks import task_remarks
from tests.banks.tasks import both, task_of

BUDGET = {
    "key": "budget",
    "kind": "table",
    "columns": [
        {"key": "day", "title": both("Day"), "kind": "text"},
        {"key": "work", "title": both("Work"), "kind": "text"},
        {"key": "share", "title": both("Share"), "kind": "text"},
        {"key": "amount", "title": both("Rp"), "kind": "amount", "sum": True},
    ],
    "rows": [
        {"day": {"id": "Truk", "en": "Trucks"}, "amount": {"id": "3.600", "en": "3,600"}},
        {"day": {"id": "Tenda", "en": "Tents"}, "amount": {"id": "1.000", "en": "1,000"}},
        {"day": {"id": "Radio", "en": "Radio"}},
    ],
    "max_rows": 9,
}
KEY = {
    "right": {"Truk": {"amount": 7200}, "Radio": {"share": None, "amount": 71429}},
    "unchanged": ["Tenda"],
    "limits": [{"column": "amount", "most": 80000}],
}


def beside(key, *rows, locale="en"):
    task = task_of(BUDGET, key={"tables": {"budget": key}})
    return table_beside_key(task.parts[0], task.key.tables["budget"], {"rows": rows}, locale)


def cell(row, column, written, expected):
    return CellBesideKey(row, column, written, None if expected is None else Decimal(expected))


def test_what_was_found_missed_and_changed_though_right_is_told_with_what_the_key_has():
    found = beside(
        KEY,
        {"day": "Trucks (two days)", "amount": "7.200"},
        {"day": "Tents", "amount": "1,500"},
        {"day": "radio", "share": "12%", "amount": "50.000"},
    )

    assert found.found == (cell("Trucks", "Rp", "7.200", "7200.0"),)
    assert found.missed == (cell("Radio", "Rp", "50.000", "71429.0"),)
    assert found.beyond == (cell("Radio", "Share", "12%", None), cell("Tents", "Rp", "1,500", "1000"))
    assert not found.faultless


def test_a_row_that_is_gone_was_missed_or_changed():
    found = beside(KEY)

    assert [each.row for each in found.missed] == ["Trucks", "Radio"]
    assert [(each.row, each.written) for each in found.beyond] == [("Tents", "")]
    assert [each.column for each in found.found] == ["Share"]


@pytest.mark.parametrize("locale", ["id", "en"])
def test_everything_found_and_nothing_beyond_is_faultless_also_in_two_rows_and_in_either_language(locale):
    found = beside(
        KEY,
        {"day": "Truk hari pertama", "amount": "3.600"},
        {"day": "Truk hari kedua", "amount": "Rp3,600"},
        {"day": "Tents", "amount": "1000"},
        {"day": "Radio", "share": "–", "amount": "71.400"},
        locale=locale,
    )

    assert found.faultless
    assert found.found[0].written == "3.600 + Rp3,600"
    assert found.found[0].row == {"id": "Truk", "en": "Trucks"}[locale]


@pytest.mark.parametrize(
    ("expected", "written", "same"),
    [
        ("444444", "444444.44", True),
        ("444444", "444000", True),
        ("444444", "440000", False),
        ("5", "5.0", True),
        ("5", "5.02", False),
        ("7200000", "7236000", False),
        ("2.5", "2.5", True),
        ("0", "0", True),
    ],
)
def test_a_figure_may_be_rounded_to_no_fewer_than_three_digits(expected, written, same):
    assert same_figure(Decimal(expected), Decimal(written)) is same


def test_sums_are_told_by_day_and_by_who_does_the_work():
    limits = [
        {"column": "amount", "most": 6, "by": "day", "without": {"work": "Bayu"}},
        {"column": "amount", "most": 4, "by": "day", "only": {"work": "Bayu"}},
    ]
    found = beside(
        {"limits": limits},
        {"day": "Monday", "work": "Me", "amount": "4"},
        {"day": "monday, late", "work": "Me", "amount": "3"},
        {"day": "Monday", "work": "Me and Bayu", "amount": "4"},
        {"day": "Tuesday", "work": "Me", "amount": "about 2"},
        {"work": "Me", "amount": "1,5"},
    )

    assert found.sums == (
        SumBesideLimit("Rp", "Monday", Decimal(7), Decimal(6)),
        SumBesideLimit("Rp", "Tuesday", Decimal(0), Decimal(6)),
        SumBesideLimit("Rp", "", Decimal("1.5"), Decimal(6)),
        SumBesideLimit("Rp", "Bayu · Monday", Decimal(4), Decimal(4)),
    )
    assert [each.too_much for each in found.sums] == [True, False, False, False]
    assert found.unread == (cell("4", "Rp", "about 2", None),)


def test_numbers_listed_in_rows_are_found_missed_and_stray_and_counts_that_differ_are_named():
    numbers = {"column": "work", "belong": [1, 4, 7], "stray": [3], "counted_in": "amount"}
    found = beside(
        {"numbers": numbers},
        {"work": "1, 4", "amount": "2"},
        {"work": "3 and 3", "amount": "2"},
        {"work": "the rest", "amount": "8"},
    )

    assert found.numbers == NumbersBesideKey(found=(1, 4), missed=(7,), beyond=(3,), miscounted=(2,))


def test_rows_that_do_not_multiply_to_their_amount_are_named():
    found = beside(
        KEY, {"day": "Tents", "work": "2 × 500", "amount": "1.000"}, {"work": "3 × 5", "amount": "16"}
    )

    assert found.wrong_rows == (2,)


def test_a_key_of_a_table_earns_nothing_and_names_no_competency():
    task = task_of(BUDGET, key={"tables": {"budget": KEY}})

    assert [each for each in task_remarks(task, None) if each.path[:1] == ("key",)] == []
    assert keyed_points(task, {"budget": {"rows": []}}).by_part == {}
    assert keyed_parts(task, {"budget": {"rows": []}}) == ()


COLUMNS = "one of the columns: day, work, share, amount; {} is not one"
ROWS = "the name of a row in Indonesian: Truk, Tenda, Radio; {} is none"


@pytest.mark.parametrize(
    ("key", "path", "expected"),
    [
        ({"right": {"Trucks": {"amount": 1}}}, ("right", "Trucks"), ROWS.format("Trucks")),
        ({"right": {"Truk": {}}}, ("right", "Truk"), "at least 1 column"),
        ({"right": {"Truk": {"price": 1}}}, ("right", "Truk", "price"), COLUMNS.format("price")),
        (
            {"right": {"Truk": {"amount": 3600}}},
            ("right", "Truk", "amount"),
            "another figure than the one that candidates find there: it is right already",
        ),
        ({"unchanged": ["Tents"]}, ("unchanged", 0), ROWS.format("Tents")),
        (
            {"right": {"Truk": {"amount": 7}}, "unchanged": ["Truk"]},
            ("unchanged", 0),
            "a row either under right or under unchanged, not under both",
        ),
        (
            {"limits": [{"column": "day", "most": 5}]},
            ("limits", 0, "column"),
            "one of the columns: amount; day is not one",
        ),
        (
            {"limits": [{"column": "amount", "most": 5, "by": "who"}]},
            ("limits", 0, "by"),
            COLUMNS.format("who"),
        ),
        (
            {"limits": [{"column": "amount", "most": 5, "only": {"who": "Bayu"}}]},
            ("limits", 0, "only", "who"),
            COLUMNS.format("who"),
        ),
        ({"numbers": {"column": "no", "belong": [1]}}, ("numbers", "column"), COLUMNS.format("no")),
        (
            {"numbers": {"column": "work", "belong": [1], "counted_in": "no"}},
            ("numbers", "counted_in"),
            COLUMNS.format("no"),
        ),
        ({"numbers": {"column": "work", "belong": []}}, ("numbers", "belong"), "at least 1 number"),
        (
            {"numbers": {"column": "work", "belong": [1, 2], "stray": [3, 2]}},
            ("numbers", "stray", 1),
            "a number either under belong or under stray, not under both",
        ),
    ],
)
def test_a_key_that_does_not_fit_its_table_is_a_fault(key, path, expected):
    task = task_of(BUDGET, key={"tables": {"budget": key}})

    found = [(each.path, each.expected) for each in task_remarks(task, None) if each.path[:1] == ("key",)]
    assert found == [(("key", "tables", "budget", *path), expected)]


def test_a_cell_is_one_line_however_a_form_sends_it():
    part = task_of(BUDGET).parts[0]
    sent = {"part.budget.1.work": "Call the owner\r\nof the field", "part.budget.1.amount": "1,000"}

    assert kind_of(part).in_form(part, sent) == {
        "rows": [{"work": "Call the owner of the field", "amount": "1,000"}]
    }
