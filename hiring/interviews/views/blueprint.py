"""Where the pages about interviews hang, and the words their templates share."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from hiring.interviews.rules import CARD_STATE_NAMES, INTERVIEW_STATE_NAMES, CardState, InterviewState
from hiring.rubrics.rules import LEVEL_NAMES, LEVELS

#: Pages of staff.
bp = Blueprint("interviews", __name__)
#: Those of candidates.
candidates = Blueprint("own_interview", __name__, url_prefix="/candidate/interview")

INTERVIEW_TONES = {
    InterviewState.ARRANGED: "active",
    InterviewState.MISSED: "warning",
    InterviewState.CALLED_OFF: "quiet",
}
CARD_TONES = {
    CardState.OPEN: "active",
    CardState.LOCKED: "good",
    CardState.CONFLICT: "warning",
    CardState.RELEASED: "quiet",
}


def words() -> dict[str, object]:
    """Return the names of levels and states in the reader's language."""
    return {
        "LEVELS": LEVELS,
        "LEVEL_NAMES": {level: _(name) for level, name in LEVEL_NAMES.items()},
        "INTERVIEW_STATES": {state: _(name) for state, name in INTERVIEW_STATE_NAMES.items()},
        "INTERVIEW_TONES": INTERVIEW_TONES,
        "CARD_STATES": {state: _(name) for state, name in CARD_STATE_NAMES.items()},
        "CARD_TONES": CARD_TONES,
    }


def page(template: str, **values: object) -> str:
    """Return a page about interviews with the words of levels and states."""
    return render_template(f"interviews/{template}.html", **words(), **values)
