"""The pages of scoring: the reviewers' queue and marking page, and HR's page of progress."""

from hiring.scoring.views import earlier_drafts, excuses, hr, keys, reviewer, rules, third_readings
from hiring.scoring.views.blueprint import bp
