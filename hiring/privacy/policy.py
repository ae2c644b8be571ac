"""Who may agree, and take it back."""

from hiring.accounts.rules import Audience, Permission
from hiring.openings.policy import is_candidate

CONSENT = Permission(
    "privacy:consent",
    any_of=[[is_candidate]],
    says="Read the privacy notice, agree to it, withdraw one's own application",
    audience=Audience.CANDIDATE,
)
