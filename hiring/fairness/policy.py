"""Who may tell something about groups, and who sees what was counted."""

from hiring.accounts.rules import Audience, Permission
from hiring.openings.policy import is_candidate, is_hr_of

TELL = Permission(
    "fairness:tell",
    any_of=[[is_candidate]],
    says="Tell, change and take back to which groups one belongs, of one's own free will",
    audience=Audience.CANDIDATE,
)
SEE_FAIRNESS = Permission(
    "fairness:see",
    any_of=[[is_hr_of]],
    says="See, after all decisions of an opening, how often groups were selected, in counts that are large "
    "enough; never what one person told",
)
