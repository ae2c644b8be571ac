"""What can be asked about decisions: those given, shortlists, the openings of who decides."""

from hiring.decisions.queries.candidate_tables import CandidateRow, candidates_after
from hiring.decisions.queries.decisions import (
    GivenDecision,
    application_to_decide,
    decided_by_operation,
    decision_by_operation,
    decisions_of,
    scored_named,
    standing_decision,
)
from hiring.decisions.queries.digests import UndecidedOpening, managers_to_tell, undecided_openings
from hiring.decisions.queries.interviewed import MOST_NAMED, interviewed_page, not_interviewed
from hiring.decisions.queries.letters import (
    OutcomeCount,
    awaiting,
    awaiting_among,
    awaiting_page,
    failed_letters,
    last_other_telling,
    letters_before,
    outcome_counts,
    standing_decisions,
    told,
    told_of,
)
from hiring.decisions.queries.offers import Offers, number_of_offers, offers_of, outcome_numbers
from hiring.decisions.queries.openings import (
    WaitingOpening,
    openings_that_wait,
    openings_to_decide,
    work_of_hr,
)
from hiring.decisions.queries.order import bands_of, order_around, run_with_bands
from hiring.decisions.queries.score_files import (
    score_file_by_public_id,
    score_file_of_batch,
    score_files_of,
    state_of_score_file,
)
from hiring.decisions.queries.shortlists import shortlist_named, shortlist_page
from hiring.decisions.queries.strictness import adjusted_moves, adjusted_page
from hiring.decisions.queries.what_if import cut_page, moved_page
