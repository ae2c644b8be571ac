"""What HR may choose from when it fills in an opening."""

from sqlalchemy.orm import Session

from hiring.accounts import queries as accounts
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.openings.models import Opening
from hiring.openings.rules import MemberRole

_NEEDED_ROLE = {
    MemberRole.HR: Role.HR,
    MemberRole.REVIEWER: Role.REVIEWER,
    MemberRole.HIRING_MANAGER: Role.HIRING_MANAGER,
}


def people_to_choose(session: Session, opening: Opening) -> dict[MemberRole, list[User]]:
    """Return who may work on the opening in each role: active staff with it, and who is there already."""
    found: dict[MemberRole, list[User]] = {}
    for role, needed in _NEEDED_ROLE.items():
        users = {user.id: user for user in accounts.users_with_role(session, needed)}
        users |= {m.user_id: m.user for m in opening.members if m.role == role}
        found[role] = sorted(users.values(), key=lambda user: (user.name, user.id))
    return found
