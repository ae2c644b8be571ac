"""Choose what is asked, arrange interviews, fill in a card alone."""

from hiring.interviews.actions.agreeing import ConsensusRefused, consensus_mark, record_consensus
from hiring.interviews.actions.arranging import (
    InterviewHeld,
    InterviewRefused,
    arrange,
    call_off,
    call_off_ended,
    end_with_decision,
    forget_interview,
    interview_mark,
    note_missed,
    take_off,
)
from hiring.interviews.actions.cards import (
    CardIncomplete,
    CardLockedAlready,
    CardRefused,
    TooEarly,
    declare_conflict,
    lock_card,
    save_card,
)
from hiring.interviews.actions.planning import NO_GUIDE, PlanRefused, choose_plan, plan_mark, planned
from hiring.interviews.actions.scores import recompute_total, write_total
from hiring.interviews.actions.wishing import (
    InterviewChanged,
    WishAnswered,
    WishRefused,
    WishWaits,
    accept_time,
    ask_other_time,
    keep_time,
)
