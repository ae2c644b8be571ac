"""HR copies a request to a referee as a short text with its link, to send it by WhatsApp."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.i18n import LOCALES
from hiring.i18n.choice import LANGUAGE_NAMES, localised, moment_text
from hiring.i18n.localised import at_place
from hiring.references import actions, policy, queries
from hiring.references.models import ReferenceRequest
from hiring.references.rules import link_ends_at
from hiring.references.views.blueprint import bp
from hiring.settings import current_settings
from hiring.web.flashes import say
from hiring.web.forms import ActionForm


@bp.route("/reference-requests/<string:public_id>/copy", methods=["GET", "POST"])
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def copy_request(actor: Actor, request: ReferenceRequest) -> ResponseReturnValue:
    """Say what copying means; show the text once it is noted that somebody copied it."""
    if not actions.can_be_copied(request):
        say(_("This referee has no link that can be copied now."), "warning")
        return redirect(url_for(".requests", public_id=request.application.public_id))
    form, texts = ActionForm(), {}
    if form.submitted_and_valid():
        settings = current_settings()
        path = actions.copy_request(begin_writing(), request, secret_key=settings.secret_key, by=actor)
        current_session().commit()
        locales = sorted(LOCALES, key=lambda locale: locale != request.locale)
        texts = {locale: _written(request, settings.base_url + path, locale) for locale in locales}
    return render_template(
        "references/copy.html", request=request, form=form, texts=texts, LANGUAGE_NAMES=LANGUAGE_NAMES
    )


def _written(request: ReferenceRequest, link: str, locale: str) -> str:
    """Return the text in one of the languages."""
    application = request.application
    opening = application.opening
    with force_locale(locale):
        first = _(
            "Dear %(name)s, %(candidate)s has applied to %(organisation)s for %(position)s and named you as "
            "somebody who knows their work. May we ask you about it?",
            name=request.name,
            candidate=application.candidate.name,
            organisation=current_settings().organisation,
            position=at_place(localised(opening.title), opening.place),
        )
        ends = moment_text(link_ends_at(request.sent_at), opening.zone) if request.sent_at else ""
        last = _(
            "The link works until %(moment)s and is meant for you alone. "
            "You can decline there with one click.",
            moment=ends,
        )
        return f"{first}\n\n{link}\n\n{last}"
