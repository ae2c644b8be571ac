"""Where the pages of decisions hang, and how their templates speak of outcomes."""

from flask import Blueprint
from flask_babel import gettext as _

from hiring.decisions.rules import OUTCOME_MEANINGS, OUTCOME_NAMES, OUTCOME_TONES, Outcome

bp = Blueprint("decisions", __name__)


@bp.app_template_filter()
def outcome_name(outcome: str) -> str:
    return str(_(OUTCOME_NAMES[Outcome(outcome)]))


@bp.app_template_filter()
def outcome_meaning(outcome: str) -> str:
    return str(_(OUTCOME_MEANINGS[Outcome(outcome)]))


@bp.app_template_filter()
def outcome_tone(outcome: str) -> str:
    return OUTCOME_TONES[Outcome(outcome)]
