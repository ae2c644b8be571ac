"""The pages about interviews: for HR, for interviewers, what candidates see."""

from hiring.interviews.views import agreeing, arranging, calendars, holding, planning, wishing
from hiring.interviews.views.blueprint import bp, candidates
