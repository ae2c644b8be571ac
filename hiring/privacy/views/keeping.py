"""How long the data of an opening are kept, and what holds them beyond that."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.privacy import actions, policy, queries
from hiring.privacy.forms import HoldForm
from hiring.privacy.models import RetentionHold
from hiring.privacy.rules import Retention
from hiring.privacy.views.blueprint import requests_bp
from hiring.settings import current_settings
from hiring.web.flashes import say


@requests_bp.route("/openings/<string:public_id>/keeping", methods=["GET", "POST"])
@guarded(policy.KEEP, load=opening_by_public_id)
def keeping(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Say when the data of an opening are erased, and hold them for a reason."""
    form = HoldForm()
    if form.submitted_and_valid() and _held(actor, opening, form):
        say(_("The data are held: they are not erased until you end the hold."))
        return redirect(url_for(".keeping", public_id=opening.public_id))
    kept = Retention(current_settings().retention_days)
    page = render_template(
        "privacy/keeping.html",
        opening=opening,
        until=kept.day(None, opening.closes_at) if opening.closes_at else None,
        days=queries.days_of_opening(current_session(), kept, opening),
        not_agreed=queries.number_not_agreed(current_session(), opening),
        holds=queries.holds_of(current_session(), opening.id),
        form=form,
    )
    return page, form.status


def _held(actor: Actor, opening: Opening, form: HoldForm) -> bool:
    application_id = None
    if form.code.data:
        found = queries.application_of_code(current_session(), opening.id, form.code.data.upper())
        if found is None:
            form.refuse("code", _("There is no application with this code in this opening."))
            return False
        application_id = found.id
    session = begin_writing()
    try:
        actions.hold(session, opening.id, application_id, form.reason.data, by=actor)
    except actions.HeldAlready as error:
        session.rollback()
        form.refuse("code", _(error.sentence))
        return False
    session.commit()
    return True


@requests_bp.post("/retention-holds/<string:public_id>/end")
@guarded(policy.LET_GO, load=queries.hold_by_public_id)
def let_go(actor: Actor, held: RetentionHold) -> ResponseReturnValue:
    """End a hold: what is past its time is erased within a day."""
    actions.let_go(begin_writing(), held, by=actor)
    current_session().commit()
    say(_("The data are no longer held. What is past its time is erased within a day."))
    return redirect(url_for(".keeping", public_id=held.opening.public_id))
