"""What can happen to accounts."""

from dataclasses import dataclass

from hiring.accounts.rules import ROLE_NAMES
from hiring.audit.events import Personal, event
from hiring.i18n import N_


@dataclass(frozen=True)
class OfAccount:
    """What every event says that happened to an account."""

    user_id: int
    name: Personal


@event("user.added", N_("%(actor)s added the staff account of %(name)s."))
class UserAdded(OfAccount):
    roles: list[str]


@event("user.roles_changed", N_("%(actor)s changed the roles of %(name)s to: %(roles)s."), roles=ROLE_NAMES)
class RolesChanged(OfAccount):
    roles: list[str]


@event(
    "user.corrected",
    N_("%(actor)s corrected the name or address of %(name)s. Before: %(former_name)s, %(former_address)s."),
)
class UserCorrected(OfAccount):
    former_name: Personal
    former_address: Personal


@event("user.password_changed", N_("%(actor)s changed the password of %(name)s; all open sessions ended."))
class PasswordChanged(OfAccount):
    pass


@event(
    "user.password_link_mailed",
    N_("%(actor)s sent a link to set a password to %(name)s."),
)
class PasswordLinkMailed(OfAccount):
    pass


@event("user.signed_in", N_("%(name)s signed in."))
class SignedIn(OfAccount):
    pass


@event("user.signed_out", N_("%(name)s signed out."))
class SignedOut(OfAccount):
    pass


@event("user.sign_in_refused", N_("A sign-in to the account of %(name)s was refused."))
class SignInRefused(OfAccount):
    pass


@event("sign_in.refused_unknown", N_("A sign-in with an address that has no account was refused."))
class UnknownSignInRefused:
    """The address itself is not kept: people type their password into the wrong field."""


@event("user.sign_in_allowed", N_("%(actor)s let %(name)s sign in again."))
class SignInAllowed(OfAccount):
    pass


@event(
    "user.digest_chosen",
    N_("%(actor)s chose whether to get a daily e-mail about what is waiting: %(choice)s."),
    choice={"on": N_("yes"), "off": N_("no")},
)
class DigestChosen:
    user_id: int
    choice: str


@event("user.sign_in_stopped", N_("%(actor)s closed the account of %(name)s; all open sessions ended."))
class SignInStopped(OfAccount):
    pass
