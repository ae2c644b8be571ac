"""What can be asked about decisions: those given, shortlists, the openings of who decides."""

from hiring.decisions.queries.candidate_tables import CandidateRow as CandidateRow
from hiring.decisions.queries.candidate_tables import candidates_after as candidates_after
from hiring.decisions.queries.decisions import GivenDecision as GivenDecision
from hiring.decisions.queries.decisions import application_to_decide as application_to_decide
from hiring.decisions.queries.decisions import decision_by_operation as decision_by_operation
from hiring.decisions.queries.decisions import decisions_of as decisions_of
from hiring.decisions.queries.decisions import standing_decision as standing_decision
from hiring.decisions.queries.letters import AwaitingCandidate as AwaitingCandidate
from hiring.decisions.queries.letters import OutcomeCount as OutcomeCount
from hiring.decisions.queries.letters import awaiting as awaiting
from hiring.decisions.queries.letters import awaiting_page as awaiting_page
from hiring.decisions.queries.letters import letters_before as letters_before
from hiring.decisions.queries.letters import outcome_counts as outcome_counts
from hiring.decisions.queries.letters import standing_decisions as standing_decisions
from hiring.decisions.queries.letters import told as told
from hiring.decisions.queries.letters import told_of as told_of
from hiring.decisions.queries.offers import Offers as Offers
from hiring.decisions.queries.offers import number_of_offers as number_of_offers
from hiring.decisions.queries.offers import offers_of as offers_of
from hiring.decisions.queries.offers import outcome_numbers as outcome_numbers
from hiring.decisions.queries.openings import ManagedOpening as ManagedOpening
from hiring.decisions.queries.openings import WaitingOpening as WaitingOpening
from hiring.decisions.queries.openings import openings_that_wait as openings_that_wait
from hiring.decisions.queries.openings import openings_to_decide as openings_to_decide
from hiring.decisions.queries.openings import work_of_hr as work_of_hr
from hiring.decisions.queries.shortlists import shortlist_page as shortlist_page
