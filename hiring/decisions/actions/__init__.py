"""Record what a person decided about an application, and have the candidate told."""

from hiring.decisions.actions.deciding import (
    NOT_SCORED,
    TOO_EARLY,
    BeyondPositions,
    DecidedMeanwhile,
    decide,
    note_scores_taken,
    too_early,
)
from hiring.decisions.actions.deciding_many import ManyDecided, decide_many
from hiring.decisions.actions.letters import (
    moment_mark,
    note_letters_taken_back,
    send_letters,
    set_letters_from,
)

__all__ = [
    "NOT_SCORED",
    "TOO_EARLY",
    "BeyondPositions",
    "DecidedMeanwhile",
    "ManyDecided",
    "decide",
    "decide_many",
    "moment_mark",
    "note_letters_taken_back",
    "note_scores_taken",
    "send_letters",
    "set_letters_from",
    "too_early",
]
