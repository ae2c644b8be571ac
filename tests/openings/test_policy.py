"""Who is whose HR and whose hiring manager: the role and the place in the opening, both."""

import pytest

from hiring.accounts.rules import Actor, Audience, Role
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.policy import is_hiring_manager_of, is_hr_of
from hiring.openings.rules import MemberRole

ID = 7


def actor(*roles):
    return Actor(Audience.STAFF, ID, "Sari", "id", frozenset(roles))


def opening(role, user_id):
    return Opening(members=[OpeningMember(user_id=user_id, role=role)])


@pytest.mark.parametrize(
    ("asked", "role", "place"),
    [
        (is_hr_of, Role.HR, MemberRole.HR),
        (is_hiring_manager_of, Role.HIRING_MANAGER, MemberRole.HIRING_MANAGER),
    ],
)
def test_the_role_and_the_place_in_this_very_opening_are_both_needed(asked, role, place):
    assert asked(actor(role), opening(place, ID))
    assert not asked(actor(role), opening(place, ID + 1))
    assert not asked(actor(role), opening(MemberRole.REVIEWER, ID))
    assert not asked(actor(Role.REVIEWER), opening(place, ID))
    assert not asked(actor(), opening(place, ID))
