"""Permissions as values: any clause grants, and of a clause every condition must hold."""

import pytest

from hiring.accounts.rules import Actor, Audience, Permission

SOMEBODY = Actor(Audience.STAFF, 1, "Sari")


def yes(actor: Actor, thing: object) -> bool:
    return True


def no(actor: Actor, thing: object) -> bool:
    return False


@pytest.mark.parametrize(
    ("any_of", "allowed"),
    [
        ([[yes]], True),
        ([[yes, no]], False),
        ([[no], [yes]], True),
        ([[yes, no], [no]], False),
        ([[no], [yes, yes]], True),
        ([], False),
    ],
)
def test_a_right_is_granted_by_any_clause_of_which_every_condition_holds(any_of, allowed):
    assert Permission("test:do", any_of=any_of).allows(SOMEBODY) is allowed


def test_nobody_has_no_right():
    assert Permission("test:do", any_of=[[yes]]).allows(None) is False


def test_an_actor_is_the_same_whatever_name_and_language_they_have_now():
    assert Actor(Audience.STAFF, 1, "Sari Wulan", "en") == SOMEBODY
    assert Actor(Audience.CANDIDATE, 1, "Sari") != SOMEBODY
    assert (str(SOMEBODY), SOMEBODY.label) == ("staff:1", "staff:1")
