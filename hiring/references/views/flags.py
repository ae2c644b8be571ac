"""HR closes a hint about a referee, with what was found out."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.references import actions, policy, queries
from hiring.references.flags import BENIGN_CAUSES, FLAG_SENTENCES
from hiring.references.forms import CloseFlagForm
from hiring.references.models import ReferenceFlag
from hiring.references.rules import FlagKind
from hiring.references.views.blueprint import bp
from hiring.web.flashes import say


@bp.route("/reference-flags/<string:public_id>/close", methods=["GET", "POST"])
@guarded(policy.CLOSE_FLAG, load=queries.flag_by_public_id)
def close_flag(actor: Actor, flag: ReferenceFlag) -> ResponseReturnValue:
    """Close a hint about a referee."""
    form, status = CloseFlagForm(), 0
    if form.submitted_and_valid():
        try:
            actions.close_flag(begin_writing(), flag, form.reason.data or "", by=actor)
        except actions.HintSettled as closed:
            form.refuse("reason", _(closed.sentence))
            status = 409
        else:
            current_session().commit()
            say(_("Closed, with your reason."))
            return _back(flag)
    elif flag.closed_at is not None:
        say(_(actions.HintSettled.sentence), "warning")
        return _back(flag)
    other = queries.request_by_id(current_session(), flag.other_id) if flag.other_id else None
    kind = FlagKind(flag.kind)
    values = {"percent": flag.percent or 0, "other": other.name if other else ""}
    page = render_template(
        "references/close_flag.html",
        flag=flag,
        form=form,
        sentence=_(FLAG_SENTENCES[kind], **values),
        benign=_(BENIGN_CAUSES[kind]),
    )
    return page, status or form.status


def _back(flag: ReferenceFlag) -> ResponseReturnValue:
    return redirect(url_for(".requests", public_id=flag.application.public_id))
