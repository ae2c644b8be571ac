"""The pages about interviews: for HR, for interviewers, what candidates see."""

from hiring.interviews.views import arranging, calendars, holding, planning
from hiring.interviews.views.blueprint import bp, candidates
