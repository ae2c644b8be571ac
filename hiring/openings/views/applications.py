"""HR: invitations sent again, and withdrawal."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.accounts.access import guarded
from hiring.accounts.queries import browsers_inside
from hiring.accounts.rules import Actor, Door
from hiring.openings import actions, policy, queries
from hiring.openings.models import Application, Opening
from hiring.openings.progress import wanted
from hiring.openings.rules import ENDED, Stage
from hiring.openings.views.blueprint import bp, dossier_address, secret_key
from hiring.store import begin_writing, current_session
from hiring.web.flashes import say
from hiring.web.forms import ActionForm

#: So many links are made anew at once: nobody else can write while they are.
MOST_AT_ONCE = 500


@bp.route("/applications/<string:public_id>/withdraw", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def withdraw(actor: Actor, application: Application) -> ResponseReturnValue:
    """Say what withdrawing means, and do it."""
    back = redirect(dossier_address(application))
    if Stage(application.stage) in ENDED:
        return back
    form = ActionForm()
    if form.submitted_and_valid():
        actions.withdraw(begin_writing(), application, by=actor)
        current_session().commit()
        say(_("The application of %(name)s has been withdrawn.", name=application.candidate.name))
        return back
    return render_template("openings/withdraw.html", application=application, form=form)


@bp.route("/applications/<string:public_id>/end-sessions", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def end_sessions(actor: Actor, application: Application) -> ResponseReturnValue:
    """Say what ending a candidate's sessions means, and do it."""
    form = ActionForm()
    if form.submitted_and_valid():
        ended = actions.end_sessions(begin_writing(), application, by=actor)
        current_session().commit()
        name = application.candidate.name
        if ended:
            say(_("%(name)s is signed out in every browser.", name=name))
        else:
            say(_("%(name)s was not signed in anywhere.", name=name), "warning")
        return redirect(dossier_address(application))
    inside = browsers_inside(current_session(), Door.CANDIDATE, application.id)
    return render_template("openings/end_sessions.html", application=application, form=form, inside=inside)


@bp.get("/openings/<string:public_id>/invite-again")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def invite_again(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who would get a new link, and who would not and why."""
    if request.args.get("all"):
        view = wanted(request.args)
        named = queries.matching_ids(current_session(), opening.id, view, limit=MOST_AT_ONCE + 1)
    else:
        named = request.args.getlist("who")
    if not named:
        say(_("Choose at least one candidate first."), "warning")
        return redirect(url_for(".opening", public_id=opening.public_id))
    chosen = queries.applications_chosen(current_session(), opening.id, named[:MOST_AT_ONCE])
    return render_template(
        "openings/invite_again.html",
        opening=opening,
        going=[a for a in chosen if actions.can_be_invited_again(a)],
        staying=[a for a in chosen if not actions.can_be_invited_again(a)],
        cut=len(named) > MOST_AT_ONCE,
        most=MOST_AT_ONCE,
        form=ActionForm(),
    )


@bp.post("/openings/<string:public_id>/invite-again")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def send_again(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Mail new links to everybody of the preview who can still use one."""
    back = redirect(url_for(".opening", public_id=opening.public_id))
    named = request.form.getlist("who")[:MOST_AT_ONCE]
    sent = ActionForm().submitted_and_valid()
    chosen = queries.applications_chosen(begin_writing(), opening.id, named) if sent else []
    going = [application for application in chosen if actions.can_be_invited_again(application)]
    if not going:
        say(_("Nothing was sent: nobody of them can use a new link now."), "warning")
        return back
    try:
        actions.invite_again_all(current_session(), going, secret_key=secret_key(), by=actor)
    except actions.AlreadyInvited as error:
        say(_(error.sentence), "danger")
        return back
    current_session().commit()
    say(
        ngettext(
            "%(num)d new link is on its way. The earlier one no longer works.",
            "%(num)d new links are on their way. The earlier ones no longer work.",
            len(going),
        )
    )
    return back
