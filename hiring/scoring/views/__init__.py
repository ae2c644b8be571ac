"""The pages of scoring: the reviewers' queue and marking page, and HR's page of progress."""

from hiring.scoring.views import excuses, hr, reviewer
from hiring.scoring.views.blueprint import bp

__all__ = ["bp", "excuses", "hr", "reviewer"]
