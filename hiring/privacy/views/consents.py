"""The candidate reads the notice, agrees or does not, and may take the application back at any time."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded, start_session
from hiring.accounts.actions import open_user_session
from hiring.accounts.rules import Actor, Audience
from hiring.adjustments.actions import ask_adjustment
from hiring.db import begin_writing, current_session, stop_writing
from hiring.openings import actions as openings
from hiring.openings.rules import ENDED
from hiring.privacy import actions, policy, queries
from hiring.privacy.forms import ConsentForm
from hiring.privacy.notice_text import notice_of
from hiring.privacy.rules import Purpose
from hiring.privacy.views.blueprint import bp
from hiring.settings import current_settings
from hiring.sittings.views.blueprint import own_journey
from hiring.web.flashes import say
from hiring.web.forms import ActionForm


@bp.route("/consent", methods=["GET", "POST"])
@guarded(policy.CONSENT)
def consent(actor: Actor) -> ResponseReturnValue:
    """Show the notice with its boxes; once agreed, what was agreed to."""
    journey = own_journey(actor)
    application = journey.application
    if application.consented_at is not None:
        given = queries.consents_of(current_session(), application.id)
        return render_template("privacy/agreed.html", journey=journey, given=given, Purpose=Purpose)
    if not journey.writing:
        return redirect(url_for("candidate.status"))
    notice = notice_of(current_session(), application, current_settings())
    form = ConsentForm.below(notice)
    if form.submitted_and_valid():
        if form.is_about(notice):
            actions.give_consent(begin_writing(), application, notice, by=actor)
            if form.asks:
                ask_adjustment(current_session(), application, form.wish.data or "", by=actor)
            current_session().commit()
            return redirect(url_for("candidate.home"))
        form.form_errors.append(_("The notice has changed since you opened this page. Please read it again."))
    form.seal.data = notice.seal
    return render_template("privacy/consent.html", journey=journey, notice=notice, form=form), form.status


@bp.get("/no-consent")
@guarded(policy.CONSENT)
def declined(actor: Actor) -> ResponseReturnValue:
    """Say what not agreeing means, and offer to withdraw or to go back."""
    return render_template("privacy/declined.html", journey=own_journey(actor))


@bp.route("/withdraw", methods=["GET", "POST"])
@guarded(policy.CONSENT)
def withdraw(actor: Actor) -> ResponseReturnValue:
    """Ask once more, then take the application back."""
    journey, form = own_journey(actor), ActionForm()
    if journey.application.stage in ENDED:
        return redirect(url_for("candidate.status"))
    if form.submitted_and_valid():
        openings.withdraw(begin_writing(), journey.application, by=actor, confirm=True)
        token = open_user_session(current_session(), Audience.CANDIDATE, actor.id)  # every session has ended
        current_session().commit()
        start_session(token)
        say(_("Your application is withdrawn. You are signed out in every other browser."))
        return redirect(url_for("candidate.status"))
    return render_template("privacy/withdraw.html", journey=journey, form=form)


@bp.post("/withdrawal/take-back")
@guarded(policy.CONSENT)
def take_withdrawal_back(actor: Actor) -> ResponseReturnValue:
    """Have one's own application go on where it stood, while the opening is open."""
    form = ActionForm()
    if form.submitted_and_valid():
        application = own_journey(actor).application
        try:
            openings.take_withdrawal_back(begin_writing(), application, by=actor)
        except openings.CannotReturn as refused:
            stop_writing(current_session())
            say(_(refused.sentence), "warning")
            return redirect(url_for("candidate.status"))
        current_session().commit()
        say(_("Your application continues where it stopped."))
    return redirect(url_for("candidate.home"))
