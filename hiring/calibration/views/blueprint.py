"""Where the pages of calibration hang, and the words their templates share."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from hiring.calibration.drift import MUCH
from hiring.calibration.rules import CALIBRATION_STATE_NAMES, CalibrationState
from hiring.rubrics.rules import LEVEL_NAMES, LEVELS

bp = Blueprint("calibration", __name__)

STATE_TONES = {
    CalibrationState.TO_RATE: "active",
    CalibrationState.REACHED: "good",
    CalibrationState.MISSED: "warning",
    CalibrationState.WAVED_THROUGH: "quiet",
}


def page(template: str, **values: object) -> str:
    """Return a page of calibration with the words of levels and states."""
    return render_template(
        f"calibration/{template}.html",
        LEVELS=LEVELS,
        LEVEL_NAMES={level: _(name) for level, name in LEVEL_NAMES.items()},
        STATE_NAMES={state: _(name) for state, name in CALIBRATION_STATE_NAMES.items()},
        STATE_TONES=STATE_TONES,
        MUCH=MUCH,
        **values,
    )
