"""Reports about several candidates: ask for them, see how far they are, take them away together."""

from os import SEEK_END
from tempfile import TemporaryFile

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.decisions.shortlist import filter_from
from hiring.files.downloads import as_download, current_folder
from hiring.i18n.choice import LANGUAGE_NAMES, current_locale
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.reports import bundles, policy, queries
from hiring.reports.forms import BundleForm
from hiring.reports.models import ReportBundle
from hiring.reports.views.issuing import bp

#: A ZIP of more is no longer opened at once by everybody's computer.
MOST_IN_A_BUNDLE = 500


@bp.route("/openings/<string:public_id>/reports", methods=["GET", "POST"])
@guarded(policy.ISSUE_MANY, load=opening_by_public_id)
def ask_for_many(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask about whom and in which language, and have the reports made."""
    shown = filter_from(request.args)
    form = BundleForm(data={"show": shown.value if shown else "", "locale": current_locale()})
    session = current_session()
    if form.submitted_and_valid():
        found = queries.applications_shown(session, opening.id, form.shown(), most=MOST_IN_A_BUNDLE)
        if found:
            locale, operation = form.locale.data, form.operation_id.data or ""
            bundle = bundles.ask_bundle(
                begin_writing(), opening, found, locale, operation_id=operation, by=actor
            )
            public_id = bundle.public_id
            session.commit()
            return redirect(url_for(".bundle", public_id=public_id))
        form.refuse("show", _("No candidate matches this choice."))
    page = render_template(
        "reports/ask_for_many.html",
        opening=opening,
        form=form,
        bundles=queries.bundles_of(session, opening.id),
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        most=MOST_IN_A_BUNDLE,
    )
    return page, form.status


@bp.get("/report-bundles/<string:public_id>")
@guarded(policy.TAKE_BUNDLE, load=queries.bundle_by_public_id)
def bundle(actor: Actor, bundle: ReportBundle) -> ResponseReturnValue:
    """Say how far the reports are."""
    counts = queries.bundle_counts(current_session(), bundle.id)
    return render_template("reports/bundle.html", bundle=bundle, opening=bundle.opening, counts=counts)


@bp.post("/report-bundles/<string:public_id>.zip")
@guarded(policy.TAKE_BUNDLE, load=queries.bundle_by_public_id)
def take_bundle(actor: Actor, bundle: ReportBundle) -> ResponseReturnValue:
    """Hand out the PDFs as one ZIP, and keep of each who took it: a POST, because it writes that down."""
    session = current_session()
    reports = queries.reports_in_bundle(session, bundle.id)
    if not reports:
        raise bundles.NothingToTake
    content = TemporaryFile()  # noqa: SIM115  (closed when it has been sent)
    bundles.write_zip(current_folder(), reports, content)
    bundles.note_bundle_taken(begin_writing(), bundle.opening_id, reports, by=actor)
    session.commit()
    length = content.seek(0, SEEK_END)
    content.seek(0)
    name = f"reports-{bundle.id}.zip"
    response = send_file(content, mimetype="application/zip", as_attachment=True, download_name=name)
    response.content_length = length
    return as_download(response)
