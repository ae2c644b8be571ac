"""How a score was made, on a page of its own that can be handed to the candidate."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.dossiers import queries as dossiers
from hiring.dossiers.assembly.whole import dossier_of
from hiring.dossiers.how_made import how_made
from hiring.dossiers.values import SOFTWARE, ReportLocale
from hiring.i18n.choice import LANGUAGE_NAMES, current_locale
from hiring.openings.dossier_panel import ApplicationReader
from hiring.openings.models import Application
from hiring.reports import html, policy
from hiring.reports.views.issuing import bp
from hiring.settings import current_settings
from hiring.web.assets import asset_url


@bp.get("/applications/<string:public_id>/how-scored")
@guarded(policy.EXPLAIN_SCORES, load=dossiers.application_to_read)
def how_scored(actor: Actor, application: Application) -> ResponseReturnValue:
    """Explain the scores of an opening in the language that is asked for, without any of them."""
    locale: ReportLocale = "en" if request.args.get("language", current_locale()) == "en" else "id"
    other = "id" if locale == "en" else "en"
    dossier = dossier_of(
        dossiers.record_of(ApplicationReader(current_session(), application), locale),
        locale=locale,
        code="",
        generated_at=clock.now(),
        organisation=current_settings().organisation,
        software=SOFTWARE,
    )
    return html.compose_how_made(
        how_made(dossier),
        contact=current_settings().contact,
        icon=asset_url("icon.svg"),
        style=asset_url("one_page.css"),
        back=url_for("dossiers.dossier", public_id=application.public_id, _anchor="reports"),
        other={
            "locale": other,
            "name": LANGUAGE_NAMES[other],
            "address": url_for(".how_scored", public_id=application.public_id, language=other),
        },
    )
