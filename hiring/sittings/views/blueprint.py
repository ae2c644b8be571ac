"""The candidate's pages, and what every one of them begins with."""

from datetime import datetime, timedelta

from flask import Blueprint, abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.settings import current_settings
from hiring.sittings.candidate_progress import CandidateProgress, progress_of
from hiring.sittings.rules import JourneyStep, SectionState, Step
from hiring.web.destinations import Destination

bp = Blueprint("candidate", __name__, url_prefix="/candidate")
answers_bp = Blueprint("answers", __name__, url_prefix="/sittings")

#: Steps of a candidate, and ways out, that are taken in capabilities above.
CONSENT = Destination("where a candidate agrees, and reads later what that was")
REFEREES = Destination("where a candidate names referees, and sees who was asked")
WITHDRAWAL = Destination("where a candidate withdraws")
WITHDRAWAL_TAKEN_BACK = Destination("where a candidate takes a withdrawal back")
CHECKING = Destination("where a text is checked against its fingerprint")
RIGHTS = Destination("where a candidate asks about their data")


@bp.before_request
@answers_bp.before_request
def note_arrival() -> None:
    """Take the time before anything else: a slow server must not cost a candidate time."""
    g.arrived = clock.now()


@bp.errorhandler(413)
def too_large(error: HTTPException) -> ResponseReturnValue:
    """Say of a page too large even to be read that nothing of it was saved, and what still stands."""
    sentence = gettext(
        "What you sent is too large to be kept, so nothing of it was saved. What was saved before is "
        "still there. Please shorten your text to 100,000 characters."
    )
    return render_template("errors/refused.html", sentence=sentence, status=422), 422


def arrived() -> datetime:
    """Return the moment at which this request reached us."""
    moment: datetime = g.arrived
    return moment


def grace() -> timedelta:
    """Return how late an answer written in time may arrive."""
    return timedelta(seconds=current_settings().grace_seconds)


def own_journey(actor: Actor) -> CandidateProgress:
    """Return the journey of whoever asks."""
    journey = progress_of(current_session(), actor.id)
    if journey is None:
        abort(404)
    return journey


def home() -> ResponseReturnValue:
    """Send the candidate to the list of steps, which says what comes next."""
    return redirect(url_for("candidate.home"))


def address_of(journey: CandidateProgress, step: JourneyStep) -> str:
    """Return where a step is done."""
    if step.step is Step.SECTION and step.section is not None:
        line = journey.sections[step.section]
        if line.state is SectionState.RUNNING:
            return url_for("candidate.task", public_id=line.tasks[0].public_id)
        return url_for("candidate.section", public_id=line.section.public_id)
    return {
        Step.CONSENT: CONSENT.address(),
        Step.FACTS: url_for("candidate_facts.facts"),
        Step.REFEREES: REFEREES.address(),
        Step.PRACTICE: url_for("candidate.how_it_works"),
    }.get(step.step, url_for("candidate.overview"))
