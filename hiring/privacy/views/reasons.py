"""HR takes out a reason about a whole opening that names a person."""

from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.audit.rendering import render_entries
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import short_moment_text
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.privacy import erasing, policy, queries
from hiring.privacy.forms import NamingReasonForm
from hiring.privacy.views.blueprint import requests_bp
from hiring.web.flashes import say


@requests_bp.route("/openings/<string:public_id>/reasons", methods=["GET", "POST"])
@guarded(policy.TAKE_REASON_OUT, load=opening_by_public_id)
def reasons(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List the reasons about the opening as a whole, and take the one out that names a person."""
    form = NamingReasonForm()
    form.which.choices = reasons_told(current_session(), opening)
    if form.submitted_and_valid():
        gone = erasing.begin_reason(begin_writing(), opening.id, form.which.data, by=actor)
        current_session().commit()
        if gone:
            say(_("The reason is taken out, here and wherever else it stands. The history says so."))
        else:
            say(_("This reason is gone already."), "warning")
        return redirect(url_for(".reasons", public_id=opening.public_id))
    return render_template("privacy/reasons.html", opening=opening, form=form), form.status


def reasons_told(session: Session, opening: Opening) -> Sequence[SelectChoice]:
    """Return the reasons about an opening as a whole, each with the sentence of the history that gives it."""
    found = queries.reasons_of(session, opening.id)
    entries = [each.entry for each in found if each.entry is not None]
    sentences = {line.id: line.sentence for line in render_entries(session, entries, zone=opening.zone)}
    return [
        SelectChoice(
            each.which,
            f"{short_moment_text(each.at, opening.zone)}: {_sentence(each, sentences)}",
        )
        for each in found
    ]


def _sentence(reason: queries.OpeningReason, sentences: dict[int, str]) -> str:
    if reason.entry is not None:
        return sentences[reason.entry.id]
    return ngettext(
        "%(num)d minute given back to everybody: %(reason)s",
        "%(num)d minutes given back to everybody: %(reason)s",
        reason.minutes or 0,
        reason=reason.words,
    )
