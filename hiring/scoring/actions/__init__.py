"""The deeds of scoring: allocate answers, review them, settle."""

from hiring.scoring.actions.abstentions import AbstentionDecided, ask_third_reviewers, decide_abstention
from hiring.scoring.actions.allocation import allocate_missing, allocate_reviews
from hiring.scoring.actions.another_reading import CannotBeAsked, ask_another_reading
from hiring.scoring.actions.changing_rules import (
    AlreadyProposed,
    ChangeDecided,
    NothingToChange,
    decide_rules,
    follow_rules,
    propose_rules,
)
from hiring.scoring.actions.counting import note_counts
from hiring.scoring.actions.digests import Digest, digests, send_digests
from hiring.scoring.actions.earlier_drafts import forget_earlier
from hiring.scoring.actions.excusing import (
    ExcuseDecided,
    ScoresAreSeen,
    SecondPersonNeeded,
    decide_excuse,
    excuse_for_all,
    excuse_for_candidate,
    follow_excuse,
    propose_excuse,
    propose_key,
)
from hiring.scoring.actions.freezing import freeze_earlier, freeze_first
from hiring.scoring.actions.keys import KeyDoesNotFit, NoLaterKey, ScoresRestOnKey, adopt_key, follow_key
from hiring.scoring.actions.many import allocate_many, release_many
from hiring.scoring.actions.masking_anew import mask_what_nobody_locked
from hiring.scoring.actions.opening_again import RatedAlready, open_answers_again
from hiring.scoring.actions.resuming import end_reviews, resume_reviews
from hiring.scoring.actions.reviews import (
    AlreadyLocked,
    ChangedElsewhere,
    Incomplete,
    NoLongerWanted,
    ReviewRefused,
    TooLateToUndo,
    bring_back,
    declare_conflict,
    lock_review,
    release_reviews,
    save_draft,
    undo_lock,
)
from hiring.scoring.actions.scores import write_missing_scores
from hiring.scoring.actions.settlement import (
    StillBeingReviewed,
    Undecided,
    accept_fewer_ratings,
    recompute_scores,
    settle_scoring,
)
from hiring.scoring.actions.third_readings import (
    CannotRead,
    ThirdReadingOver,
    ask_third_readings,
    give_third_reading,
    hand_back,
    pass_on,
    waive_third_reading,
)
