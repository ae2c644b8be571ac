"""HR sets until when reviewers are to have rated, and hiring managers to have decided."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.openings import actions, policy, queries
from hiring.openings.forms import DatesForm
from hiring.openings.models import Opening
from hiring.openings.rules import DAYS_TO_REVIEW
from hiring.openings.views.blueprint import bp
from hiring.web.flashes import say


@bp.route("/openings/<string:public_id>/dates", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def dates(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask for both days, and save them; also once the opening is closed."""
    form = DatesForm(data=DatesForm.values_of(opening))
    form.carry(actions.dates_mark(opening))
    if form.submitted_and_valid():
        try:
            seen = form.seen.data or ""
            actions.set_dates(begin_writing(), opening, form.dates(opening.zone), seen=seen, by=actor)
        except StalePage:
            saved = DatesForm(formdata=None, data=DatesForm.values_of(opening))
            form.show_saved(actions.dates_mark(opening), saved)
        else:
            current_session().commit()
            say(_("Saved."))
            return redirect(url_for(".about", public_id=opening.public_id))
    page = render_template("openings/dates.html", opening=opening, form=form, DAYS_TO_REVIEW=DAYS_TO_REVIEW)
    return page, form.status
