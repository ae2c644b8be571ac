"""HR finds a mail by name, address, kind, state and opening."""

import pytest

from hiring.accounts.rules import Role
from hiring.mail.actions import Recipient, send
from hiring.mail.models import MessageState
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.page import words


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def world(session, hr):
    """Three mails in two openings of HR, and one of somebody else's opening."""
    first, second = OpeningFactory(hr=[hr]), OpeningFactory(hr=[hr])
    other = OpeningFactory(hr=[UserFactory(roles=[Role.HR])])
    rows = [
        (first, "person_corrected", "Ayu Lestari", "ayu@surel.example"),
        (first, "minutes_given_back", "Budi_100% Santoso", "budi@surel.example"),
        (second, "person_corrected", "Citra Dewi", "citra.ayu@surel.example"),
        (other, "person_corrected", "Ayu Asing", "ayu@surel.example"),
    ]
    for number, (opening, template, name, email) in enumerate(rows):
        mail = send(
            session, template, Recipient(name, email, "en"), key=f"mail {number}", opening_id=opening.id
        )
        if number == 1:
            mail.state = MessageState.FAILED
    session.commit()
    return first, second, other


def names(client, **values):
    text = words(client.get("/outbox", query_string=values).text)
    return [name for name in ("Ayu Lestari", "Budi_100% Santoso", "Citra Dewi", "Ayu Asing") if name in text]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ayu"}, ["Ayu Lestari", "Citra Dewi"]),
        ({"q": "Ayu@Surel.example"}, ["Ayu Lestari"]),
        ({"q": "i_100%"}, ["Budi_100% Santoso"]),
        ({"q": "%"}, ["Budi_100% Santoso"]),
        ({"kind": "person_corrected"}, ["Ayu Lestari", "Citra Dewi"]),
        ({"kind": "person_corrected", "q": "citra"}, ["Citra Dewi"]),
        ({"state": "failed"}, ["Budi_100% Santoso"]),
        ({"state": "failed", "q": "ayu"}, []),
        ({"kind": "nothing known", "state": "nor this"}, ["Ayu Lestari", "Budi_100% Santoso", "Citra Dewi"]),
    ],
)
def test_mails_are_found_by_name_address_kind_and_state(signed_in, hr, world, asked, found):
    assert names(signed_in(hr), **asked) == found


def test_mails_of_one_opening_alone_and_never_of_somebody_elses(signed_in, hr, world):
    first, second, other = world
    client = signed_in(hr)

    assert names(client, opening=first.public_id) == ["Ayu Lestari", "Budi_100% Santoso"]
    assert names(client, opening=second.public_id, q="ayu") == ["Citra Dewi"]
    assert names(client, opening=other.public_id) == []
    assert other.title.en not in client.get(f"/outbox?opening={other.public_id}&q=x").text.split("<main")[1]


def test_what_is_chosen_stays_on_the_page_and_in_the_addresses_of_other_states(signed_in, hr, world):
    page = signed_in(hr).get("/outbox?kind=person_corrected&q=ayu").text

    assert 'value="person_corrected" selected' in page
    assert 'value="ayu"' in page
    assert 'href="/outbox?state=sent&amp;kind=person_corrected&amp;q=ayu"' in page


def test_odd_addresses_of_the_page_are_answered_too(signed_in, hr, world):
    client = signed_in(hr)
    for odd in ("opening=%00", "q=%00%00", "opening=" + "a" * 400, "q=a%40b", "q=%25%5F%5C"):
        assert client.get(f"/outbox?{odd}").status_code == 200
