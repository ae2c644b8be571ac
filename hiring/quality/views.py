"""HR: how far the marking of an opening can be relied on."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.quality import policy, queries
from hiring.quality.dots import severity_dots
from hiring.quality.reviewer_pages import shown_raters, shown_reviewers
from hiring.quality.rules import (
    FEWEST_ANSWERS,
    TELLS_APART,
    Fit,
    QualityFigures,
    Reading,
    Why,
    fit_of,
    reading_of,
)
from hiring.quality.texts import FITS, READINGS
from hiring.web.destinations import Destination
from hiring.web.paging import row_number

bp = Blueprint("quality", __name__)

READINGS_WORTH = Destination("where another reading would settle most")
FAIRNESS = Destination("how often groups of candidates were selected")

#: Lists of reviewers on the page, by what their pages are called in its address.
_LISTS = ("severity", "load", "near", "drift")


@bp.get("/openings/<string:public_id>/quality")
@guarded(policy.SEE_QUALITY, load=opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show what was computed last of how reviewers agree, how severe each is, and how fast."""
    found = queries.quality_now(current_session(), opening)
    figures = found.figures if found else QualityFigures()
    severity, load, near, drift = (row_number(request.args.get(name)) for name in _LISTS)
    raters = shown_raters(figures.raters, severity)
    return render_template(
        "quality/opening.html",
        opening=opening,
        found=found,
        dots=severity_dots(raters.rows, found.reviewers, figures.raters) if found else None,
        raters=raters,
        work=shown_reviewers(figures.work, load),
        near=shown_reviewers(figures.near, near),
        drift=shown_reviewers(figures.drift, drift),
        reading_of=reading_of,
        fit_of=fit_of,
        because=_because,
        READINGS={reading: [_(text) for text in READINGS[reading]] for reading in Reading},
        READING_TONES=READING_TONES,
        FITS={fit: _(FITS[fit]) for fit in Fit},
        TELLS_APART=TELLS_APART,
        FEWEST_ANSWERS=FEWEST_ANSWERS,
        fairness=FAIRNESS.address(public_id=opening.public_id),
        readings=READINGS_WORTH.address(public_id=opening.public_id),
    )


READING_TONES = {
    Reading.RELIED_ON: "good",
    Reading.TENTATIVE: "active",
    Reading.APART: "warning",
    Reading.TOO_FEW: "quiet",
}


def _because(why: Why) -> str:
    return _(why.sentence) % why.values if why.values else _(why.sentence)
