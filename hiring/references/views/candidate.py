"""The candidate's page: name the people who are asked."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks.documents import from_json
from hiring.banks.reference_form import ReferenceForm
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n.choice import current_locale
from hiring.openings.models import Application
from hiring.openings.rules import ENDED
from hiring.references import actions, consent, policy, queries
from hiring.references.forms import RefereesForm
from hiring.references.rules import (
    LOST_STATES,
    MOST_REFEREES,
    MOST_REMINDERS,
    RELATIONSHIP_NAMES,
    REQUEST_STATE_NAMES,
    NamedReferee,
    RequestState,
)
from hiring.references.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.flashes import say


@bp.route("/candidate/referees", methods=["GET", "POST"])
@guarded(policy.NAME_REFEREES)
def referees(actor: Actor) -> ResponseReturnValue:
    """Name the people who are asked; they can be changed until they are written to."""
    application = queries.application_naming_referees(current_session(), actor.id)
    if application is None or application.consented_at is None or application.stage in ENDED:
        return redirect(url_for("candidate.home"))
    if not consent.agreed(current_session(), application.id):
        return _without_referees(actor, application)
    return _naming(actor, application)


def _without_referees(actor: Actor, application: Application) -> ResponseReturnValue:
    if request.method == "POST":
        return _keep(actor, application, [])
    return render_template("references/no_referees.html", application=application)


def _naming(actor: Actor, application: Application) -> ResponseReturnValue:
    known = queries.requests_of_application(current_session(), application.id)
    drafted = [each for each in known if each.state == RequestState.DRAFTED]
    written_to = [each for each in known if each.state != RequestState.DRAFTED]
    still_wanted = max(
        0, application.opening.references_wanted - sum(each.state not in LOST_STATES for each in written_to)
    )
    room, locale = MOST_REFEREES - len(written_to), current_locale()
    form = RefereesForm()
    form.carry(actions.referees_mark(known))
    if not form.is_submitted():
        form.show(drafted, locale)
        form.offer_rows(min(room, max(still_wanted, 1)), locale)
    elif "add" in request.form:
        form.offer_rows(min(room, len(form.people) + 1), locale)
    elif form.check(
        own_address=application.candidate.email,
        written_to={each.email for each in written_to},
        still_wanted=min(still_wanted, room),
        refuses=_refuses,
    ):
        try:
            return _keep(actor, application, form.named, seen=form.seen.data or "")
        except StalePage:
            _show_saved(form, application, locale)
    page = render_template(
        "references/referees.html",
        form=form,
        application=application,
        opening=application.opening,
        written_to=written_to,
        room=room,
        still_wanted=still_wanted,
        RELATIONSHIP_NAMES=RELATIONSHIP_NAMES,
        REQUEST_STATE_NAMES=REQUEST_STATE_NAMES,
        LOST_STATES=LOST_STATES,
        MOST_REMINDERS=MOST_REMINDERS,
        minutes=_minutes(application),
    )
    return page, 409 if form.stale else 422 if form.problems or form.form_errors else 200


def _refuses(address: str) -> bool:
    return queries.refusal_of(current_session(), address, current_settings().secret_key) is not None


def _minutes(application: Application) -> int | None:
    """Return how long the form takes a referee; None where the bank has no form."""
    form = queries.current_form(current_session(), application.opening)
    return from_json(ReferenceForm, form.content).minutes_to if form else None


def _show_saved(form: RefereesForm, application: Application, locale: str) -> None:
    """Put beside each row whom another window has saved there."""
    known = queries.requests_of_application(current_session(), application.id)
    saved = RefereesForm(formdata=None)
    saved.show([each for each in known if each.state == RequestState.DRAFTED], locale)
    form.show_saved(actions.referees_mark(known), saved)


def _keep(
    actor: Actor, application: Application, named: list[NamedReferee], seen: str | None = None
) -> ResponseReturnValue:
    session, secret_key = begin_writing(), current_settings().secret_key
    actions.name_referees(session, application, named, secret_key=secret_key, seen=seen, by=actor)
    current_session().commit()
    if named:
        say(_("Your referees are saved. You can change them until we have contacted them."))
    return redirect(url_for("candidate.home"))
