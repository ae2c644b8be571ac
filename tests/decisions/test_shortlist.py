from decimal import Decimal

import pytest

from hiring.decisions.shortlist import (
    NAME,
    TOTAL,
    Figure,
    Order,
    ShortlistRow,
    close_to_the_highest,
    in_order,
    order_from,
)
from hiring.scoring.scores import Missing


def row(code: str, total: str | None, **figures: str | None) -> ShortlistRow:
    return ShortlistRow(
        public_id=code,
        code=code,
        name=f"Kandidat {code}",
        total=None if total is None else Decimal(total),
        n_ratings=4,
        weight_covered=Decimal(100),
        figures={
            name: Figure(
                None if score is None else Decimal(score), None if score else Missing.NO_ANSWER, 2, False
            )
            for name, score in figures.items()
        },
    )


ROWS = [row("K-1", "3.10"), row("K-2", None), row("K-3", "4.20"), row("K-4", "3.10"), row("K-5", None)]


def _codes(rows: list[ShortlistRow]) -> list[str]:
    return [one.code for one in rows]


def test_the_highest_total_comes_first_and_equal_ones_by_code():
    assert _codes(in_order(ROWS, Order())) == ["K-3", "K-1", "K-4", "K-2", "K-5"]


def test_a_missing_total_stands_last_in_the_other_direction_too():
    assert _codes(in_order(ROWS, Order(TOTAL, descending=False))) == ["K-1", "K-4", "K-3", "K-2", "K-5"]


def test_a_competency_orders_by_its_own_figure():
    rows = [row("K-1", "4.00", COMW="2.00"), row("K-2", "2.00", COMW="3.50"), row("K-3", "3.00", COMW=None)]

    assert _codes(in_order(rows, Order("COMW"))) == ["K-2", "K-1", "K-3"]


def test_names_are_ordered_without_regard_to_capitals():
    rows = [
        ShortlistRow("b", "b", "budi", None, 0, None, {}),
        ShortlistRow("a", "a", "Ani", None, 0, None, {}),
    ]

    assert _codes(in_order(rows, Order(NAME, descending=False))) == ["a", "b"]


@pytest.mark.parametrize(
    ("address", "order"),
    [
        ({}, Order()),
        ({"sort": "COMW"}, Order("COMW")),
        ({"sort": "COMW", "order": "asc"}, Order("COMW", descending=False)),
        ({"sort": "name"}, Order(NAME, descending=False)),
        ({"sort": "total", "order": "asc"}, Order(TOTAL, descending=False)),
        ({"sort": "candidate.email; drop table"}, Order()),
        ({"sort": "COMW", "order": "sideways"}, Order("COMW")),
    ],
)
def test_only_orders_on_offer_are_read_from_an_address(address, order):
    assert order_from(address, ["COMW", "NETW"]) == order


def test_a_click_on_a_heading_turns_its_order_round_and_survives_the_address():
    turned = Order().by("COMW").by("COMW")

    assert turned == Order("COMW", descending=False)
    assert order_from(turned.address_values(), ["COMW"]) == turned
    assert (turned.state_of("COMW"), turned.state_of("total")) == ("ascending", None)


@pytest.mark.parametrize(
    ("totals", "close"),
    [([], 0), ([None], 0), (["4.20"], 1), (["4.20", "3.71", "3.70"], 2), (["4.20", "4.00", None], 2)],
)
def test_totals_nearer_than_half_a_level_to_the_highest_are_counted(totals, close):
    assert close_to_the_highest([row(f"K-{n}", total) for n, total in enumerate(totals)]) == close
