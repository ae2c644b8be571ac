"""Roles, the acting person, and permissions as values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from hiring.i18n import N_
from hiring.persons import bare_address


class Role(StrEnum):
    """What a member of staff may be; one person may hold several."""

    ADMIN = "admin"
    HR = "hr"
    REVIEWER = "reviewer"
    HIRING_MANAGER = "hiring_manager"


ROLE_NAMES = {
    Role.ADMIN: N_("Administrator"),
    Role.HR: N_("HR"),
    Role.REVIEWER: N_("Reviewer"),
    Role.HIRING_MANAGER: N_("Hiring manager"),
}


class Audience(StrEnum):
    """By which door somebody came in; each has its own way of signing in."""

    STAFF = "staff"
    CANDIDATE = "candidate"
    REFEREE = "referee"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever is acting.

    `id` is the user's id at the staff door, the application's at the candidate
    door and the reference request's at the referee door.
    """

    audience: Audience
    id: int
    name: str = field(compare=False)
    locale: str = field(default="id", compare=False)
    roles: frozenset[Role] = frozenset()

    @property
    def label(self) -> str:
        """Return how the audit trail names this actor."""
        return f"{self.audience}:{self.id}"

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The clock or the worker: deeds that no person did."""

    label: str = "system"
    id: None = None


SYSTEM = SystemActor()
#: Whoever has the command line of the machine.
OPERATOR = SystemActor("operator")

Condition = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Permission:
    """A named right: granted when every condition of any one clause holds.

    `says` is one line for the printed access matrix. Whoever has not come in yet is sent to the way in of
    `audience`.
    """

    name: str
    any_of: Sequence[Sequence[Condition]]
    says: str = ""
    audience: Audience = Audience.STAFF

    def allows(self, actor: Actor | None, thing: Any = None) -> bool:
        return actor is not None and any(
            all(condition(actor, thing) for condition in clause) for clause in self.any_of
        )


def _has(role: Role) -> Condition:
    def condition(actor: Actor, thing: Any) -> bool:
        return actor.audience is Audience.STAFF and role in actor.roles

    condition.__name__ = f"is_{role}"
    return condition


is_admin = _has(Role.ADMIN)
is_hr = _has(Role.HR)
is_reviewer = _has(Role.REVIEWER)
is_hiring_manager = _has(Role.HIRING_MANAGER)


def is_staff(actor: Actor, thing: Any) -> bool:
    return actor.audience is Audience.STAFF


#: Shortest password; NIST SP 800-63B asks for at least 15 where it is the only factor.
SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 1000
LONGEST_STAFF_NAME = 120


class Occasion(StrEnum):
    """Why somebody is mailed a link to set their password."""

    NEW = "new"
    FORGOTTEN = "forgotten"


#: So long such a link can be used.
PASSWORD_LINK_LASTS = timedelta(hours=24)
#: So many of them one person can have mailed in an hour.
PASSWORD_LINKS_AN_HOUR = 3
#: A browser in which nobody has signed in for so long is a new one again.
BROWSER_FORGOTTEN_AFTER = timedelta(days=180)


def normalised_email(address: str) -> str:
    """Return the one spelling under which an address is kept and found."""
    return bare_address(address).casefold()
