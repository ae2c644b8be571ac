"""Who sees how reviewers agree and work."""

from hiring.accounts.rules import Permission
from hiring.openings.policy import is_hr_of

SEE_QUALITY = Permission(
    "quality:see",
    any_of=[[is_hr_of]],
    says="See how the reviewers of an opening agree, how severe each is, and which tasks tell nobody apart",
)
