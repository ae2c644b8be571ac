"""Who may read everything about one application."""

from hiring.accounts.rules import Permission
from hiring.decisions.policy import is_scored
from hiring.openings.policy import is_hiring_manager_of, is_hr_of, is_used

READ_DOSSIER = Permission(
    "dossiers:read",
    any_of=[[is_hr_of], [is_hiring_manager_of, is_scored]],
    says="Read everything about one application; hiring managers once it is scored",
)
READ_CV = Permission(
    "dossiers:read-cv",
    any_of=[[is_hr_of, is_used], [is_hiring_manager_of, is_scored]],
    says="Download the CV; hiring managers once the candidate is scored",
)
