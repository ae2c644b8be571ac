"""Who may see and correct what is masked."""

from hiring.accounts.rules import Permission
from hiring.openings.policy import is_hr_of

CORRECT_MASKS = Permission(
    "masking:correct",
    any_of=[[is_hr_of]],
    says="See what is masked for reviewers in the answers of an opening; mask words, lift masks",
)
