"""Where the pages about assessments hang, and the words their templates share."""

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import gettext as _

from hiring.assessments.rules import coverage, doubts, task_minutes, total_minutes, unscored
from hiring.banks.models import BankItem
from hiring.banks.rules import METHOD_NAMES
from hiring.rubrics.rules import VERSION_STATE_NAMES, VersionState

bp = Blueprint("assessments", __name__, url_prefix="/assessments")

STATE_TONES = {VersionState.DRAFT: "active", VersionState.PUBLISHED: "good", VersionState.RETIRED: "quiet"}


def page(template: str, **values: object) -> str:
    """Return a page about assessments with the words of states and methods."""
    return render_template(
        f"assessments/{template}.html",
        STATE_NAMES={state: _(name) for state, name in VERSION_STATE_NAMES.items()},
        STATE_TONES=STATE_TONES,
        METHOD_NAMES={method: _(name) for method, name in METHOD_NAMES.items()},
        coverage=coverage,
        doubts=doubts,
        task_minutes=task_minutes,
        total_minutes=total_minutes,
        unscored=unscored,
        task_address=task_address,
        **values,
    )


def task_address(item: BankItem) -> str | None:
    """Return where a task can be looked at, if the bank has such a page."""
    if "banks.task" not in current_app.view_functions:
        return None
    return url_for("banks.task", public_id=item.public_id)
