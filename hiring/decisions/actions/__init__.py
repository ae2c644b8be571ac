"""Record what a person decided about an application, and have the candidate told."""

from hiring.decisions.actions.deciding import (
    NOT_SCORED,
    TOO_EARLY,
    BeyondPositions,
    DecidedMeanwhile,
    decide,
    too_early,
)
from hiring.decisions.actions.deciding_many import ManyDecided, decide_many
from hiring.decisions.actions.digests import openings_to_tell, send_digests
from hiring.decisions.actions.letters import (
    await_again,
    moment_mark,
    note_letters_taken_back,
    send_letters,
    set_letters_from,
)
from hiring.decisions.actions.order import AgainstOrder, against_order
from hiring.decisions.actions.score_files import (
    PURGE_SCORE_FILES,
    WRITE_SCORES,
    WrittenTable,
    ask_score_file,
    keep_score_file,
    keep_table,
    note_score_file_taken,
    note_scores_taken,
    purge_score_files,
    remove_score_files,
)
from hiring.decisions.actions.telling import NothingToTell, note_told, set_failed_letter_aside, take_note_back
