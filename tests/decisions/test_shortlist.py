import pytest

from hiring.decisions.shortlist import NAME, TOTAL, Order, order_from


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
