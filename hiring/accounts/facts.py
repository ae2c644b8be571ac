"""What can happen to accounts."""

from hiring.accounts.rules import ROLE_NAMES
from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("%(actor)s added the staff account of %(name)s."))
class UserAdded:
    user_id: int
    name: str
    roles: list[str]


@fact(N_("%(actor)s changed the roles of %(name)s to: %(roles)s."), roles=ROLE_NAMES)
class RolesChanged:
    user_id: int
    name: str
    roles: list[str]


@fact(N_("%(actor)s changed the password of %(name)s; all open sessions ended."))
class PasswordChanged:
    user_id: int
    name: str


@fact(N_("%(name)s signed in."))
class SignedIn:
    user_id: int
    name: str


@fact(N_("%(name)s signed out."))
class SignedOut:
    user_id: int
    name: str


@fact(N_("A sign-in to the account of %(name)s was refused."))
class SignInRefused:
    user_id: int
    name: str


@fact(N_("A sign-in with an address that has no account was refused."))
class UnknownSignInRefused:
    """The address itself is not kept: people type their password into the wrong field."""


@fact(N_("%(actor)s let %(name)s sign in again."))
class SignInAllowed:
    user_id: int
    name: str


@fact(N_("%(actor)s closed the account of %(name)s; all open sessions ended."))
class SignInStopped:
    user_id: int
    name: str
