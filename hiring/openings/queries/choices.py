"""What HR may choose from when it fills in an opening."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts import queries as accounts
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.openings.models import Opening
from hiring.openings.rules import MOST_IN_ROLE, MemberRole, People

_NEEDED_ROLE = {
    MemberRole.HR: Role.HR,
    MemberRole.REVIEWER: Role.REVIEWER,
    MemberRole.HIRING_MANAGER: Role.HIRING_MANAGER,
}
#: Of the staff who hold a role so many are offered at a time; others are found by name.
OFFERED = 20


@dataclass(frozen=True, slots=True)
class OfferedPeople:
    """Who may be chosen for one role: who is chosen already, then some others by name."""

    users: tuple[User, ...]
    more: bool
    """There are others, who are found by name."""


def people_offered(
    session: Session, opening: Opening, chosen: People, search: str
) -> dict[MemberRole, OfferedPeople]:
    """Return whom to offer in each role: who works there, who is `chosen`, others whom `search` finds."""
    offered = {}
    for role, chosen_in_role in chosen.items():
        first = people_allowed(session, opening, role, chosen_in_role | _there(opening, role).keys())
        found = accounts.staff_with_role(session, _NEEDED_ROLE[role], search=search, most=OFFERED + 1)
        others = [user for user in found[:OFFERED] if user.id not in first]
        users = (*sorted(first.values(), key=lambda user: (user.name, user.id)), *others)
        offered[role] = OfferedPeople(users, more=len(found) > OFFERED)
    return offered


def people_allowed(
    session: Session, opening: Opening, role: MemberRole, wanted: Iterable[int]
) -> dict[int, User]:
    """Return those of the `wanted` who may work there in a role: who does already, active staff with it."""
    there = _there(opening, role)
    new = sorted(set(wanted) - there.keys())[: MOST_IN_ROLE[role]]
    found = {user_id: user for user_id, user in there.items() if user_id in set(wanted)}
    return found | ({u.id: u for u in accounts.staff_among(session, _NEEDED_ROLE[role], new)} if new else {})


def _there(opening: Opening, role: MemberRole) -> dict[int, User]:
    return {member.user_id: member.user for member in opening.members if member.role == role}
