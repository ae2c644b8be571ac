"""Pages of a list: every row once, in order, from any page to the one before and after it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, func, literal_column, select

from hiring.db import UtcDateTime
from hiring.db.keyset import Cursor, Key, read_moment, read_page, read_text, read_whole
from tests.postgres import on_both

MORNING = datetime(2026, 3, 2, 7, 30, 0, 125_000, tzinfo=UTC)

things = Table(
    "thing",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("level", Integer),
    Column("at", UtcDateTime),
)

#: Names with ties, levels that are missing, moments.
ROWS = [
    {"id": n, "name": f"nama {n % 3} & ~", "level": n % 4 or None, "at": MORNING + timedelta(days=n % 5)}
    for n in range(1, 24)
]

FIRST = Cursor()
ID = Key(things.c.id, read_whole)
BACK_BY_ID = Key(things.c.id, read_whole, descending=True)
LEVEL_OR_LOWEST = func.coalesce(things.c.level, literal_column("-1"))

ORDERS = {
    "one direction": ((Key(things.c.name, read_text), ID), lambda row: (row["name"], row["id"])),
    "falling, what is missing last": (
        (Key(LEVEL_OR_LOWEST, read_whole, descending=True), BACK_BY_ID),
        lambda row: (-(row["level"] or -1), -row["id"]),
    ),
    "both directions": (
        (Key(things.c.at, read_moment, descending=True), Key(things.c.name, read_text), BACK_BY_ID),
        lambda row: (-row["at"].timestamp(), row["name"], -row["id"]),
    ),
}


@pytest.fixture
def shelf(session):
    things.create(session.connection())
    session.execute(things.insert(), ROWS)
    return session


def page_of(session, order, cursor=FIRST, size=5):
    return read_page(session, select(things.c.id), order, cursor, size=size, total=len(ROWS))


def ids(page):
    return [row.id for row in page.rows]


@on_both
@pytest.mark.parametrize("order", ORDERS)
def test_onward_and_back_every_row_comes_once_and_in_order(shelf, order):
    keys, rank = ORDERS[order]
    expected = [row["id"] for row in sorted(ROWS, key=rank)]

    for size in (1, 4, 23, 24):
        page = page_of(shelf, keys, size=size)
        assert (page.previous, page.first) == (None, None)
        onward = [page]
        while page.next:
            page = page_of(shelf, keys, page.next, size)
            onward.append(page)
        back = [page]
        while page.previous:
            page = page_of(shelf, keys, page.previous, size)
            back.append(page)

        assert [each for one in onward for each in ids(one)] == expected
        assert all(len(one.rows) == size for one in onward[:-1])
        assert (ids(back[-1]), back[-1].next) == (ids(onward[0]), onward[0].next)
        assert {each for one in back for each in ids(one)} == set(expected)


def test_a_row_that_comes_meanwhile_moves_nothing_to_another_page(shelf):
    keys = (ID,)
    first = page_of(shelf, keys)
    shelf.execute(things.insert(), {"id": 0, "name": "new", "level": 1, "at": MORNING})

    assert ids(page_of(shelf, keys, first.next)) == [6, 7, 8, 9, 10]


def test_a_page_whose_rows_have_gone_gives_the_first_page(shelf):
    last = Cursor(("23",))

    assert ids(page_of(shelf, (ID,), last)) == [1, 2, 3, 4, 5]


def test_going_back_to_less_than_a_page_gives_the_whole_first_page(shelf):
    page = page_of(shelf, (ID,), Cursor(("3",), backwards=True))

    assert ids(page) == [1, 2, 3, 4, 5]
    assert (page.previous, page.next) == (None, Cursor(("5",)))


def test_an_empty_list_has_one_empty_page(shelf):
    page = read_page(shelf, select(things.c.id).where(things.c.id > 99), (ID,), Cursor(), size=5, total=0)

    assert (list(page.rows), page.previous, page.next) == ([], None, None)


HOSTILE = [
    ("x", "1"),
    ("1",),
    ("1", "2", "3"),
    ("1", ""),
    ("", ""),
    ("1", "1'; drop table thing; --"),
    ("1", "1e9"),
    ("1", "٣"),
    ("nan", "1"),
    ("1\x00", "1"),
]


TEXTS = ["\x00", "\ud800", "x" * 401]
MOMENTS = ["yesterday", "2026-03-02", "2026-03-02T07:30", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]
NUMBERS = ["2147483648", "-2147483648", "9" * 40]


@on_both
def test_a_cursor_that_fits_no_order_gives_the_first_page(shelf):
    by_level, by_name = (Key(LEVEL_OR_LOWEST, read_whole), ID), (Key(things.c.name, read_text), ID)
    by_moment = (Key(things.c.at, read_moment), ID)
    tried = [
        *((by_level, values) for values in HOSTILE),
        *((by_level, ("1", number)) for number in NUMBERS),
        *((by_name, (text, "1")) for text in TEXTS),
        *((by_moment, (text, "1")) for text in MOMENTS),
    ]

    for keys, values in tried:
        for backwards in (False, True):
            assert ids(page_of(shelf, keys, Cursor(values, backwards))) == ids(page_of(shelf, keys)), values
