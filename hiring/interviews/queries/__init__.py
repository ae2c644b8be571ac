"""Find what is asked in interviews, the interviews, and the cards of interviewers."""

from hiring.interviews.queries.cards import (
    QuestionRated,
    all_locked,
    card_by_public_id,
    cards_to_lock,
    notes_of,
    own_cards_page,
    read_cards,
)
from hiring.interviews.queries.consensus import competencies_asked, consensus_of
from hiring.interviews.queries.inputs import interview_inputs, shares_that_count
from hiring.interviews.queries.interviews import (
    application_of_interview_page,
    application_to_tell_of,
    interview_of,
    interviews_page,
    still_to_mark,
)
from hiring.interviews.queries.plans import (
    QuestionToAsk,
    current_guide,
    first_invited,
    guide_of,
    may_interview,
    offered_questions,
    panel_of,
    people_offered,
    plan_as_value,
    plan_of,
    questions_of,
    somebody_invited,
    tasks_measuring,
)
from hiring.interviews.queries.scores import JoinedTotal, joined_figures_of, joined_scores_of, joined_totals
from hiring.interviews.queries.wishes import (
    has_waiting_wish,
    openings_with_wishes,
    times_asked,
    times_proposed,
    waiting_wish,
    wishes_of,
)
