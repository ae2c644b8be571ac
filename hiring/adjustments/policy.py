"""Who may ask for an adjustment, and who sees and answers that."""

from hiring.accounts.rules import Audience, Permission
from hiring.openings.policy import is_candidate, is_hr_of

ASK = Permission(
    "adjustments:ask",
    any_of=[[is_candidate]],
    says="Ask for an adjustment for oneself, read the answer and what is granted",
    audience=Audience.CANDIDATE,
)
GRANT = Permission(
    "adjustments:grant",
    any_of=[[is_hr_of]],
    says="See what a candidate asked for, grant time or refuse with a reason, give minutes back",
)
GRANT_IN_OPENING = Permission(
    "adjustments:grant-in-opening",
    any_of=[[is_hr_of]],
    says="List the candidates of an opening who ask for an adjustment; give minutes back to all",
)
