"""The candidate's own page about groups, and HR's page of what was counted."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.fairness import actions, policy, queries
from hiring.fairness.forms import GroupsForm
from hiring.fairness.rules import (
    COUNTED_AFTER,
    FEWEST,
    GROUP_NAMES,
    MAY_TELL,
    QUESTION_NAMES,
    STEP_NAMES,
    GroupReading,
    may_tell,
    reading_of_group,
)
from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.openings.models import Application, Opening
from hiring.openings.queries import opening_by_public_id
from hiring.settings import current_settings
from hiring.sittings.models import Sitting
from hiring.sittings.status_panel import StatusPanel
from hiring.web.flashes import say
from hiring.web.forms import ActionForm

#: HR's page.
bp = Blueprint("fairness", __name__)
#: Those of candidates.
candidates = Blueprint("own_groups", __name__, url_prefix="/candidate")

READINGS = {
    GroupReading.MOST_OFTEN: (N_("Chosen most often"), "quiet"),
    GroupReading.ALIKE: (N_("No difference to look at"), "good"),
    GroupReading.SMALL: (N_("A small difference"), "active"),
    GroupReading.MAY_BE_CHANCE: (N_("Below four fifths"), "active"),
    GroupReading.APART: (N_("Below four fifths"), "warning"),
}


@candidates.route("/groups", methods=["GET", "POST"])
@guarded(policy.TELL)
def groups(actor: Actor) -> ResponseReturnValue:
    """Ask to which groups a candidate belongs, of their own free will; show what was told."""
    application, form, session = _own_application(actor), GroupsForm(), current_session()
    if application.stage not in MAY_TELL:
        return redirect(url_for("candidate.status"))
    if queries.is_counted(session, application.opening_id):
        return render_template("fairness/candidate_counted.html", application=application)
    told, sentences = queries.told_by(session, application.id), _agreed_to(session, application)
    form.agree.label.text = sentences[-1]
    if form.submitted_and_valid():
        _keep(application, form, " ".join(sentences))
        return redirect(url_for(".groups"))
    if told is not None and not form.is_submitted():
        form.show(told)
    page = render_template(
        "fairness/candidate.html", application=application, form=form, told=told, notice=sentences[:-1]
    )
    return page, form.status


@candidates.post("/groups/take-back")
@guarded(policy.TELL)
def take_back(actor: Actor) -> ResponseReturnValue:
    """Delete what the candidate told, at once."""
    form = ActionForm()
    if form.submitted_and_valid():
        actions.forget_told(begin_writing(), _own_application(actor).id)
        current_session().commit()
        say(_("What you told is deleted."))
    return redirect(url_for("candidate.status"))


@bp.get("/openings/<string:public_id>/quality/fairness")
@guarded(policy.SEE_FAIRNESS, load=opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show how often groups were selected, once everybody is decided on, in counts that are large enough."""
    return render_template(
        "fairness/opening.html",
        opening=opening,
        found=queries.fairness_now(current_session(), opening.id),
        reading_of=reading_of_group,
        READINGS={reading: (_(text), tone) for reading, (text, tone) in READINGS.items()},
        QUESTION_NAMES=QUESTION_NAMES,
        GROUP_NAMES=GROUP_NAMES,
        STEP_NAMES=STEP_NAMES,
        FEWEST=FEWEST,
        days=COUNTED_AFTER.days,
    )


def groups_panel(session: Session, sitting: Sitting) -> StatusPanel | None:
    """Say after handing in that something may be told; the same to whoever has told it."""
    application = session.get_one(Application, sitting.application_id)
    if not may_tell(application.stage, counted=False) or queries.is_counted(session, application.opening_id):
        return None
    return StatusPanel("fairness/on_status.html")


def _keep(application: Application, form: GroupsForm, agreed_to: str) -> None:
    session = begin_writing()
    if not form.answers:
        actions.forget_told(session, application.id)
        session.commit()
        say(_("You have told nothing, so nothing is kept."))
        return
    actions.tell(session, application, form.answers, agreed_to)
    session.commit()
    say(_("Thank you. What you told is kept apart from your application."))


def _agreed_to(session: Session, application: Application) -> list[str]:
    """Return what is read before ticking: what the notice promises, then the sentence to agree to."""
    promised = queries.notice_about_groups(session, application.opening.assessment_version_id or 0)
    agreed = _(
        "I agree that %(organisation)s keeps these answers apart from my application, counts them together "
        "with those of others once all decisions of this opening have been taken, to check that the process "
        "is fair, and then deletes them.",
        organisation=current_settings().organisation,
    )
    return [agreed] if promised is None else [localised(promised), agreed]


def _own_application(actor: Actor) -> Application:
    application = queries.own_application(current_session(), actor.id)
    if application is None:
        abort(404)
    return application
