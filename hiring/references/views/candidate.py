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
from hiring.openings.queries import quotas_of
from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeQuotas
from hiring.openings.rules import ENDED
from hiring.references import actions, consent, policy, queries
from hiring.references.claims import Achievements
from hiring.references.forms import RefereesForm
from hiring.references.models import ReferenceRequest
from hiring.references.rules import (
    LOST_STATES,
    MOST_REFEREES,
    MOST_REMINDERS,
    RELATIONSHIP_NAMES,
    REQUEST_STATE_NAMES,
    ExcuseState,
    NamedReferee,
    Relationship,
    RequestState,
    kinds_missing,
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
    quotas, said = quotas_of(application.opening), queries.excuses_of(current_session(), application.id)
    stated = queries.achievements_of(current_session(), application.id)
    excused = {f"no_{each.kind}": each.reason for each in said}
    form = RefereesForm(data=excused | RefereesForm.values_of(stated))
    form.carry(actions.referees_mark(known, said, stated))
    if not form.is_submitted():
        form.show(drafted, locale)
        form.offer_rows(min(room, max(still_wanted, 1)), locale)
    elif "add" in request.form:
        form.offer_rows(min(room, len(form.people) + 1), locale)
    elif form.check(
        own_address=application.candidate.email,
        written_to={way for each in written_to for way in each.ways},
        still_wanted=min(still_wanted, room),
        refuses=_refuses,
        quotas=quotas,
        held=[each.relationship_kind for each in written_to if each.state not in LOST_STATES],
    ):
        try:
            excuses = _excuses(form, quotas, written_to)
            return _keep(actor, application, form.named, excuses, form.seen.data or "", form.achievements)
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
        quotas=quotas,
        answers={each.kind: each.answer for each in said if each.state == ExcuseState.ASKED_AGAIN},
        KIND_NAMES=REFEREE_KIND_NAMES,
        RELATIONSHIP_NAMES=RELATIONSHIP_NAMES,
        REQUEST_STATE_NAMES=REQUEST_STATE_NAMES,
        LOST_STATES=LOST_STATES,
        MOST_REMINDERS=MOST_REMINDERS,
        minutes=_minutes(application),
    )
    return page, 409 if form.stale else 422 if form.anything_wrong else 200


def _excuses(form: RefereesForm, quotas: RefereeQuotas, written_to: list[ReferenceRequest]) -> dict[str, str]:
    """Return what was said about kinds of which, with everybody who is named, somebody is still missing."""
    named = [each.relationship for each in form.named]
    held = [Relationship(each.relationship_kind) for each in written_to if each.state not in LOST_STATES]
    missing = kinds_missing(quotas, [*named, *held])
    return {str(kind): reason for kind, reason in form.excuses(quotas).items() if kind in missing}


def _refuses(address: str) -> bool:
    return queries.refusal_of(current_session(), [address], current_settings().secret_key) is not None


def _minutes(application: Application) -> int | None:
    """Return how long the form takes a referee; None where the bank has no form."""
    form = queries.current_form(current_session(), application.opening)
    return from_json(ReferenceForm, form.content).minutes_to if form else None


def _show_saved(form: RefereesForm, application: Application, locale: str) -> None:
    """Put beside each row whom another window has saved there."""
    known = queries.requests_of_application(current_session(), application.id)
    saved = RefereesForm(formdata=None)
    saved.show([each for each in known if each.state == RequestState.DRAFTED], locale)
    said = queries.excuses_of(current_session(), application.id)
    for each in said:
        saved[f"no_{each.kind}"].data = each.reason
    stated = queries.achievements_of(current_session(), application.id)
    for name, value in RefereesForm.values_of(stated).items():
        saved[name].data = value
    form.show_saved(actions.referees_mark(known, said, stated), saved)


def _keep(
    actor: Actor,
    application: Application,
    named: list[NamedReferee],
    excuses: dict[str, str] | None = None,
    seen: str | None = None,
    achievements: Achievements | None = None,
) -> ResponseReturnValue:
    session, secret_key = begin_writing(), current_settings().secret_key
    actions.name_referees(
        session,
        application,
        named,
        secret_key=secret_key,
        excuses=excuses,
        achievements=achievements,
        seen=seen,
        by=actor,
    )
    current_session().commit()
    if named:
        say(_("Your referees are saved. You can change them until we have contacted them."))
    return redirect(url_for("candidate.home"))
