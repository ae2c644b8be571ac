"""Who rates calibration answers, and who sees how near reviewers come."""

from hiring.accounts.rules import Permission, is_reviewer
from hiring.openings.policy import is_hr_of

RATE_CALIBRATION = Permission(
    "calibration:rate",
    any_of=[[is_reviewer]],
    says="Rate calibration answers to the tasks one marks, and read afterwards where one missed the expert",
)
SEE_CALIBRATION = Permission(
    "calibration:see",
    any_of=[[is_hr_of]],
    says="See how near the reviewers of an opening come to the expert, let one mark with a reason",
)
