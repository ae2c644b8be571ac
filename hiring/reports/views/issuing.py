"""Have a report made, see how far it is, take it away."""

from flask import Blueprint, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.dossiers import queries as dossiers
from hiring.dossiers.canonical import dossier_from_json
from hiring.dossiers.values import ReportLocale
from hiring.files.downloads import send_stored
from hiring.openings.models import Application
from hiring.organisation.standing import logo_to_print
from hiring.reports import actions, html, policy, queries
from hiring.reports.forms import ReportForm
from hiring.reports.freezing import freeze_dossier
from hiring.reports.models import Report
from hiring.reports.verification import verify_url
from hiring.settings import current_settings
from hiring.web.assets import asset_url
from hiring.web.flashes import say

bp = Blueprint("reports", __name__)


@bp.post("/applications/<string:public_id>/reports")
@guarded(policy.ISSUE_REPORT, load=dossiers.application_to_read)
def ask(actor: Actor, application: Application) -> ResponseReturnValue:
    """Freeze the dossier as it stands and have the worker make the PDF."""
    form = ReportForm()
    if not form.submitted_and_valid():
        say(_("The report was not asked for: please choose its language and try again."), "danger")
        return _back(application)
    locale: ReportLocale = "en" if form.locale.data == "en" else "id"
    frozen = freeze_dossier(
        current_session(),
        application,
        locale,
        organisation=current_settings().organisation,
        logo=logo_to_print(),
    )
    actions.ask_report(begin_writing(), application, frozen, by=actor, operation_id=form.operation_id.data)
    current_session().commit()
    say(_("The report is being made. It takes a few seconds and then appears in the list."))
    return _back(application)


@bp.get("/reports/<string:public_id>/state")
@guarded(policy.SEE_REPORT, load=queries.report_by_public_id)
def state(actor: Actor, report: Report) -> ResponseReturnValue:
    """Tell a waiting page how far the report is."""
    return jsonify(state=report.state)


@bp.post("/reports/<string:public_id>/one-page")
@guarded(policy.DOWNLOAD_REPORT, load=queries.report_by_public_id)
def one_page(actor: Actor, report: Report) -> ResponseReturnValue:
    """Show an issued report on one page to print, in its own language: a POST, because it is noted."""
    page = html.compose_one_page(
        dossier_from_json(report.dossier),
        verify_url=verify_url(current_settings().base_url, report.code),
        superseded_at=report.superseded_at,
        icon=asset_url("icon.svg"),
        style=asset_url("one_page.css"),
        back=url_for("dossiers.dossier", public_id=report.application.public_id, _anchor="reports"),
    )
    actions.note_one_page(begin_writing(), report, by=actor)
    current_session().commit()
    return page


@bp.post("/reports/<string:public_id>/try-again")
@guarded(policy.SEE_REPORT, load=queries.report_by_public_id)
def try_again(actor: Actor, report: Report) -> ResponseReturnValue:
    """Have a failed report made once more."""
    actions.try_again(begin_writing(), report, by=actor)
    current_session().commit()
    say(_("The report is being made once more."))
    return _back(report.application)


@bp.post("/reports/<string:public_id>.pdf")
@guarded(policy.DOWNLOAD_REPORT, load=queries.report_by_public_id)
def download(actor: Actor, report: Report) -> ResponseReturnValue:
    """Hand out the PDF to be saved, and keep who took it: a POST, because it writes that down."""
    actions.note_download(begin_writing(), report, by=actor)
    current_session().commit()
    assert report.file is not None  # noqa: S101  (note_download has refused everything else)
    return send_stored(report.file, name=actions.file_name(report))


def _back(application: Application) -> ResponseReturnValue:
    return redirect(url_for("dossiers.dossier", public_id=application.public_id, _anchor="reports"))
