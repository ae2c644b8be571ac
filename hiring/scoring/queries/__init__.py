"""What can be asked about scoring: blind by reviewers, progress by HR, scores of what is settled."""

from hiring.scoring.queries.abstentions import abstention_by_review, undecided_abstentions
from hiring.scoring.queries.allocation import (
    UnallocatedAnswer,
    declared_conflicts,
    number_of_open_reviews,
    open_reviews_of,
    sittings_that_lack,
    unallocated_answers,
    unallocated_in,
)
from hiring.scoring.queries.blind import (
    BlindAnswer,
    blind_answer,
    frame_of_review,
    review_by_public_id,
)
from hiring.scoring.queries.cell_tables import CELL_COLUMNS, cell_names, cells_after
from hiring.scoring.queries.digests import reviewers_to_tell
from hiring.scoring.queries.earlier_drafts import Earlier, earlier_draft, earlier_drafts
from hiring.scoring.queries.evidence import evidence_of
from hiring.scoring.queries.excuses import (
    WaitingProposal,
    application_with_sitting,
    waiting_proposal,
    waiting_proposals,
)
from hiring.scoring.queries.frames import scoring_frame
from hiring.scoring.queries.frozen_rules import (
    AgreedChange,
    FrozenVersion,
    WaitingChange,
    agreed_changes,
    changes_of,
    changes_to_decide,
    frozen_after_scores,
    frozen_versions,
    rules_of,
    waiting_change,
)
from hiring.scoring.queries.keys import (
    LaterKey,
    VersionsOfKey,
    keys_in_use,
    later_keys,
    later_keys_of,
    versions_of_key,
)
from hiring.scoring.queries.not_final import answers_not_final
from hiring.scoring.queries.progress import Need, differing_applications, needy_openings, progress_of_opening
from hiring.scoring.queries.queue import (
    Position,
    answers_of_task,
    next_in_queue,
    openings_in_queue,
    rubric_codes,
    standing_in_queue,
    task_in_queue,
    tasks_in_queue,
)
from hiring.scoring.queries.ratings import (
    RatingRow,
    RatingsOfSitting,
    SittingOfApplication,
    ratings_of_sitting,
    sitting_of_application,
)
from hiring.scoring.queries.scores import ScoresOfApplication, competencies_of_opening, scores_of_application
from hiring.scoring.queries.tasks import (
    Criterion,
    criteria_of_rubric,
    numbers_of_tasks,
)
from hiring.scoring.queries.third_readings import (
    AskedThirdReading,
    PossibleReader,
    WaitingThirdReading,
    asked_readings,
    rated_twice,
    readers_by_name,
    third_readings_of,
    waiting_third_reading,
    waiting_third_readings,
)
from hiring.scoring.queries.undoing import UndoableLock, undoable_lock
