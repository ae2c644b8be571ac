"""What can be asked about scoring: blind by reviewers, progress by HR, scores of what is settled."""

from hiring.scoring.queries.allocation import UnallocatedAnswer as UnallocatedAnswer
from hiring.scoring.queries.allocation import unallocated_answers as unallocated_answers
from hiring.scoring.queries.allocation import unallocated_counts as unallocated_counts
from hiring.scoring.queries.blind import BlindAnswer as BlindAnswer
from hiring.scoring.queries.blind import BlindPart as BlindPart
from hiring.scoring.queries.blind import QueuedReview as QueuedReview
from hiring.scoring.queries.blind import blind_answer as blind_answer
from hiring.scoring.queries.blind import criteria_of_review as criteria_of_review
from hiring.scoring.queries.blind import open_places as open_places
from hiring.scoring.queries.blind import queue_of as queue_of
from hiring.scoring.queries.blind import review_by_public_id as review_by_public_id
from hiring.scoring.queries.blind import rubric_codes as rubric_codes
from hiring.scoring.queries.blind import tasks_of as tasks_of
from hiring.scoring.queries.blind import undoable_lock as undoable_lock
from hiring.scoring.queries.progress import DifferingApplication as DifferingApplication
from hiring.scoring.queries.progress import OpeningProgress as OpeningProgress
from hiring.scoring.queries.progress import differing_applications as differing_applications
from hiring.scoring.queries.progress import differing_counts as differing_counts
from hiring.scoring.queries.progress import progress_of_opening as progress_of_opening
from hiring.scoring.queries.ratings import RatingRow as RatingRow
from hiring.scoring.queries.ratings import RatingsOfApplication as RatingsOfApplication
from hiring.scoring.queries.ratings import ratings_of_application as ratings_of_application
from hiring.scoring.queries.scores import ScoresOfApplication as ScoresOfApplication
from hiring.scoring.queries.scores import competencies_of_opening as competencies_of_opening
from hiring.scoring.queries.scores import scores_of_application as scores_of_application
from hiring.scoring.queries.scores import scores_of_opening as scores_of_opening
