"""Where the pages of decisions hang, and how their templates speak of outcomes."""

from flask import Blueprint
from flask_babel import gettext as _

from hiring.decisions.rules import (
    LETTER_STATE_NAMES,
    LETTER_STATE_TONES,
    OUTCOME_MEANINGS,
    OUTCOME_NAMES,
    OUTCOME_TONES,
    WAYS_OF_TELLING,
    LetterState,
    Outcome,
    WayOfTelling,
)
from hiring.web.destinations import Destination

bp = Blueprint("decisions", __name__)
MANY_REPORTS = Destination("where reports about several candidates are asked for")


@bp.app_template_filter()
def outcome_name(outcome: str) -> str:
    return _(OUTCOME_NAMES[Outcome(outcome)])


@bp.app_template_filter()
def outcome_meaning(outcome: str) -> str:
    return _(OUTCOME_MEANINGS[Outcome(outcome)])


@bp.app_template_filter()
def outcome_tone(outcome: str) -> str:
    return OUTCOME_TONES[Outcome(outcome)]


@bp.app_template_filter()
def letter_state_name(state: LetterState) -> str:
    return _(LETTER_STATE_NAMES[state])


@bp.app_template_filter()
def letter_state_tone(state: LetterState) -> str:
    return LETTER_STATE_TONES[state]


@bp.app_template_filter()
def way_of_telling(way: WayOfTelling) -> str:
    return _(WAYS_OF_TELLING[way])
