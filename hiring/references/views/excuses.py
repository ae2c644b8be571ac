"""HR answers a candidate who can name nobody of a kind: accepts it, or asks again."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeKind
from hiring.references import actions, policy, queries
from hiring.references.forms import AskAgainForm
from hiring.references.models import KindExcuse
from hiring.references.rules import ExcuseState
from hiring.references.views.blueprint import bp
from hiring.web.flashes import say


@bp.post("/kinds-excused/<string:public_id>/accept")
@guarded(policy.SETTLE_EXCUSE, load=queries.excuse_by_public_id)
def accept_excuse(actor: Actor, excuse: KindExcuse) -> ResponseReturnValue:
    """Do without anybody of this kind."""
    actions.accept_excuse(begin_writing(), excuse, by=actor)
    current_session().commit()
    say(_("Accepted: nobody of this kind is needed."))
    return _back(excuse)


@bp.route("/kinds-excused/<string:public_id>/ask-again", methods=["GET", "POST"])
@guarded(policy.SETTLE_EXCUSE, load=queries.excuse_by_public_id)
def ask_again(actor: Actor, excuse: KindExcuse) -> ResponseReturnValue:
    """Write to the candidate once more, with a word."""
    form, status = AskAgainForm(), 0
    if form.submitted_and_valid():
        try:
            actions.ask_again(begin_writing(), excuse, form.answer.data or "", by=actor)
        except actions.ExcuseSettled as settled:
            form.refuse("answer", _(settled.sentence))
            status = 409
        else:
            current_session().commit()
            say(_("The candidate has been asked again by e-mail."))
            return _back(excuse)
    elif excuse.state != ExcuseState.STATED:
        say(_(actions.ExcuseSettled.sentence), "warning")
        return _back(excuse)
    kind = _(REFEREE_KIND_NAMES[RefereeKind(excuse.kind)])
    page = render_template("references/ask_again.html", excuse=excuse, form=form, kind=kind)
    return page, status or form.status


def _back(excuse: KindExcuse) -> ResponseReturnValue:
    return redirect(url_for(".requests", public_id=excuse.application.public_id))
