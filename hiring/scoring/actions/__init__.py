"""The deeds of scoring: allocate answers, review them, settle."""

from hiring.scoring.actions.allocation import allocate_missing as allocate_missing
from hiring.scoring.actions.allocation import allocate_reviews as allocate_reviews
from hiring.scoring.actions.counting import note_counts as note_counts
from hiring.scoring.actions.reviews import AlreadyLocked as AlreadyLocked
from hiring.scoring.actions.reviews import ChangedElsewhere as ChangedElsewhere
from hiring.scoring.actions.reviews import Incomplete as Incomplete
from hiring.scoring.actions.reviews import NoLongerWanted as NoLongerWanted
from hiring.scoring.actions.reviews import ReviewRefused as ReviewRefused
from hiring.scoring.actions.reviews import TooLateToUndo as TooLateToUndo
from hiring.scoring.actions.reviews import declare_conflict as declare_conflict
from hiring.scoring.actions.reviews import end_reviews as end_reviews
from hiring.scoring.actions.reviews import lock_review as lock_review
from hiring.scoring.actions.reviews import release_reviews as release_reviews
from hiring.scoring.actions.reviews import save_draft as save_draft
from hiring.scoring.actions.reviews import undo_lock as undo_lock
from hiring.scoring.actions.scores import write_missing_scores as write_missing_scores
from hiring.scoring.actions.settlement import StillBeingReviewed as StillBeingReviewed
from hiring.scoring.actions.settlement import accept_fewer_ratings as accept_fewer_ratings
from hiring.scoring.actions.settlement import recompute_scores as recompute_scores
from hiring.scoring.actions.settlement import settle_scoring as settle_scoring
