"""What HR sends about interviews, candidates about their time, and interviewers about what they heard."""

from hiring.interviews.forms.agreeing import ConsensusFields, consensus_form
from hiring.interviews.forms.interviews import (
    CallOffForm,
    CardFields,
    ConflictForm,
    PlanForm,
    SlotForm,
    card_form,
    plan_form,
)
from hiring.interviews.forms.wishing import KEEP, AnswerForm, TimeWishForm
