"""Where the pages of scoring hang, and the words their templates share."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from hiring.db import current_session
from hiring.db.keyset import OrderedList
from hiring.openings.models import Opening
from hiring.rubrics.rules import LEVEL_NAMES, LEVELS, NO_EVIDENCE_NAME, NOTHING_SHOWN_NAME
from hiring.scoring.rules import CAUSE_NAMES, REVIEW_STATE_NAMES, SHORTEST_REASON, ReviewState
from hiring.scoring.third_readings import WHY_THIRD_NAMES
from hiring.web.destinations import Destination
from hiring.web.paging import cursor_in

bp = Blueprint("scoring", __name__)
TAKE_SCORES = Destination("where the scores of an opening are taken away as a table")

#: What a page of a list shows.
ROWS_ON_A_PAGE = 50

STATE_TONES = {ReviewState.ALLOCATED: "quiet", ReviewState.DRAFT: "active", ReviewState.LOCKED: "good"}


def page(template: str, **values: object) -> str:
    """Return a page of scoring with the words of levels and states."""
    return render_template(
        f"scoring/{template}.html",
        LEVELS=LEVELS,
        LEVEL_NAMES={level: _(name) for level, name in LEVEL_NAMES.items()},
        NO_EVIDENCE_NAME=_(NO_EVIDENCE_NAME),
        NOTHING_SHOWN_NAME=_(NOTHING_SHOWN_NAME),
        CAUSE_NAMES={cause: _(name) for cause, name in CAUSE_NAMES.items()},
        STATE_NAMES={state: _(name) for state, name in REVIEW_STATE_NAMES.items()},
        STATE_TONES=STATE_TONES,
        WHY_THIRD_NAMES={why: _(name) for why, name in WHY_THIRD_NAMES.items()},
        SHORTEST_REASON=SHORTEST_REASON,
        **values,
    )


def whole_list(name: str, wanted: OrderedList[Any], opening: Opening, **values: object) -> str:
    """Return a page of one list of an opening's scoring, from where the cursor in the address stands."""
    found = wanted.page(current_session(), cursor_in(request.args), size=ROWS_ON_A_PAGE)
    return page(name, name=name, opening=opening, found=found, **values)
