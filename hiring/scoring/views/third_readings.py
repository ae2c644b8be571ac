"""Pages of further readings: HR's list, giving one to somebody else, waiving it; handing one back."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.openings.judging import CUT_CHOICES
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.scoring import actions, policy, queries
from hiring.scoring.forms import GiveForm, ReasonForm
from hiring.scoring.models import Review, ThirdReading
from hiring.scoring.queries import PossibleReader, WaitingThirdReading
from hiring.scoring.third_readings import expected_load
from hiring.scoring.views.blueprint import bp, page, whole_list
from hiring.web.flashes import say
from hiring.web.forms import ActionForm

_TOLERANCES = range(1, 5)


@bp.get("/openings/<string:public_id>/scoring/further-readings")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def third_readings(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List the further readings that scores wait for, with why and who holds each."""
    competencies = queries.criteria_of_rubric(current_session(), opening.rubric_version_id)
    wanted = queries.waiting_third_readings(opening.id)
    return whole_list("third_readings", wanted, opening, competencies=competencies)


@bp.get("/openings/<string:public_id>/scoring/further-readings/expected")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def expected_readings(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show how many further readings each rule would have meant for what several have rated so far."""
    rated = queries.rated_twice(current_session(), opening.assessment_version_id)
    loads = [[expected_load(rated, tolerance, cut) for cut in CUT_CHOICES] for tolerance in _TOLERANCES]
    return page("expected_readings", opening=opening, loads=loads, of=loads[0][0].of)


@bp.route(
    "/openings/<string:public_id>/scoring/further-readings/<string:reading_id>/give", methods=["GET", "POST"]
)
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def give_third_reading(actor: Actor, opening: Opening, reading_id: str) -> ResponseReturnValue:
    """Give a further reading to somebody else in the panel."""
    session, one = current_session(), _waiting(opening, reading_id)
    reading = session.get_one(ThirdReading, one.reading_id)
    readers = queries.readers_by_name(session, reading)
    form = GiveForm()
    form.reviewer.choices = [SelectChoice(str(each.id), _named(each)) for each in readers]
    if form.submitted_and_valid():
        reviewer = session.get_one(User, int(form.reviewer.data))
        actions.give_third_reading(begin_writing(), reading, reviewer, by=actor)
        session.commit()
        say(_("%(name)s reads this answer now.", name=reviewer.name))
        return redirect(url_for(".third_readings", public_id=opening.public_id))
    return page("give_reading", opening=opening, one=one, form=form, readers=readers), form.status


@bp.route(
    "/openings/<string:public_id>/scoring/further-readings/<string:reading_id>/waive", methods=["GET", "POST"]
)
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def waive_third_reading(actor: Actor, opening: Opening, reading_id: str) -> ResponseReturnValue:
    """Accept the scores without a further reading, with a reason."""
    session, one = current_session(), _waiting(opening, reading_id)
    form = ReasonForm()
    if form.submitted_and_valid():
        reading = session.get_one(ThirdReading, one.reading_id)
        actions.waive_third_reading(begin_writing(), reading, form.reason.data, by=actor)
        session.commit()
        say(_("The scores of %(code)s are accepted without the further reading.", code=one.code))
        return redirect(url_for(".scoring", public_id=opening.public_id))
    return page("waive_reading", opening=opening, one=one, form=form), form.status


@bp.route("/reviews/<string:public_id>/hand-back", methods=["GET", "POST"])
@guarded(policy.REVIEW_ANSWER, load=queries.review_by_public_id)
def hand_back(actor: Actor, review: Review) -> ResponseReturnValue:
    """Let a reviewer give a further reading back who cannot do it now."""
    form = ActionForm()
    if form.submitted_and_valid():
        actions.hand_back(begin_writing(), review, by=actor)
        current_session().commit()
        say(_("Thank you for telling us. Somebody else reads this answer now."))
        return redirect(url_for(".reviews"))
    answer = queries.blind_answer(current_session(), review.public_id)
    if answer is None or not answer.open or not answer.third:
        abort(404)
    return page("hand_back", answer=answer, form=form), form.status


def _waiting(opening: Opening, reading_id: str) -> WaitingThirdReading:
    named = reading_id.isprintable()  # PostgreSQL chokes on NUL
    one = queries.waiting_third_reading(current_session(), opening.id, reading_id) if named else None
    if one is None:
        abort(404)
    return one


def _named(reader: PossibleReader) -> str:
    waiting = ngettext("%(num)d answer waits", "%(num)d answers wait", reader.load)
    return f"{reader.name} ({waiting})"
