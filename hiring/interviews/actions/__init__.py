"""Choose what is asked, arrange interviews, fill in a card alone."""

from hiring.interviews.actions.arranging import (
    InterviewHeld,
    InterviewRefused,
    arrange,
    call_off,
    call_off_ended,
    forget_interview,
    interview_mark,
    note_missed,
    take_off,
)
from hiring.interviews.actions.cards import (
    CardIncomplete,
    CardRefused,
    TooEarly,
    declare_conflict,
    lock_card,
    save_card,
)
from hiring.interviews.actions.planning import NO_GUIDE, PlanRefused, choose_plan, plan_mark, planned
from hiring.interviews.actions.scores import recompute_total, write_total
