"""HR copies an invitation or a reminder as a short text with its link, to send it by WhatsApp."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import localised, moment_text
from hiring.i18n.localised import at_place
from hiring.openings import actions, policy, queries
from hiring.openings.forms import CopyForm
from hiring.openings.models import Application
from hiring.openings.rules import CopiedText
from hiring.openings.views.blueprint import bp, dossier_address, secret_key
from hiring.settings import current_settings
from hiring.web.flashes import say


@bp.route("/applications/<string:public_id>/copy", methods=["GET", "POST"])
@guarded(policy.RUN_APPLICATION, load=queries.application_by_public_id)
def copy_link(actor: Actor, application: Application) -> ResponseReturnValue:
    """Say what copying means; show the text once it is noted that somebody copied it."""
    invitation = queries.newest_invitation(current_session(), application.id)
    if not actions.can_be_copied(application, invitation):
        say(_(actions.NothingToCopy.sentence), "warning")
        return redirect(dossier_address(application))
    form, text = CopyForm(), None
    if form.submitted_and_valid():
        chosen = CopiedText(form.what.data)
        path = actions.copy_link(begin_writing(), application, chosen, secret_key=secret_key(), by=actor)
        current_session().commit()
        text = _written(application, chosen, current_settings().base_url + path)
    shown = render_template(
        "openings/copy.html",
        application=application,
        invitation=invitation,
        form=form,
        text=text,
    )
    return shown, form.status


def _written(application: Application, what: CopiedText, link: str) -> str:
    """Return the text in the language of its reader."""
    opening, closes_at = application.opening, application.closes_at
    with force_locale(application.locale):
        about = {
            "name": application.candidate.name,
            "organisation": current_settings().organisation,
            "position": at_place(localised(opening.title), opening.place),
        }
        if what is CopiedText.INVITATION:
            first = _(
                "Dear %(name)s, %(organisation)s invites you to take part in the selection for %(position)s.",
                **about,
            )
        else:
            first = _(
                "Dear %(name)s, a reminder from %(organisation)s: we have not had your answers for "
                "%(position)s yet.",
                **about,
            )
        until = moment_text(closes_at, opening.zone) if closes_at else ""
        last = _(
            "You can begin until %(closing)s. The link is for you alone; please do not pass it on.",
            closing=until,
        )
        return f"{first}\n\n{link}\n\n{last}"
