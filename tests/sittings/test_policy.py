"""Who may write into a sitting, whatever page or loader asks."""

from types import SimpleNamespace

import pytest

from hiring.accounts.rules import Actor, Audience
from hiring.sittings.policy import WRITE_ANSWERS


@pytest.mark.parametrize(
    ("audience", "number", "allowed"),
    [
        (Audience.CANDIDATE, 7, True),
        (Audience.CANDIDATE, 8, False),
        (Audience.STAFF, 7, False),
        (Audience.REFEREE, 7, False),
    ],
)
def test_only_the_candidate_whose_sitting_it_is_writes_answers(audience, number, allowed):
    place = SimpleNamespace(application_id=7)

    assert WRITE_ANSWERS.allows(Actor(audience, number, "Sari"), place) is allowed
