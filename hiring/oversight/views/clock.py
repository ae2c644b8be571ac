"""HR and administrators: whether the clock of the server can be trusted, and saying that it is right."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock as hiring_clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.oversight import actions, policy
from hiring.oversight.views.blueprint import bp
from hiring.timekeeping.queries import doubt
from hiring.timekeeping.rules import DOUBT_SENTENCES
from hiring.web.flashes import say
from hiring.web.forms import ActionForm


@bp.route("/clock", methods=["GET", "POST"])
@guarded(policy.CONFIRM_CLOCK)
def clock(actor: Actor) -> ResponseReturnValue:
    """Show the time as the server has it, what is doubted and what waits; take a person's word."""
    form, found = ActionForm(), doubt(current_session())
    if form.submitted_and_valid():
        actions.say_clock_is_right(begin_writing(), by=actor)
        current_session().commit()
        say(_("Thank you. What was waiting for the clock continues within a minute."))
        return redirect(url_for(".clock"))
    return render_template(
        "oversight/clock.html",
        form=form,
        sentence=_(DOUBT_SENTENCES[found]) if found else "",
        wall=hiring_clock.MACHINE.here()[0],
        counted=hiring_clock.now(),
    )
