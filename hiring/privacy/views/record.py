"""The record of processing (Law 27 of 2022, article 31), as a page and as files."""

import json
from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.db.keyset import Page
from hiring.files.downloads import as_download
from hiring.i18n.choice import current_locale
from hiring.privacy import policy, queries
from hiring.privacy.processing_record import ProcessingRecord, processing_record, recorded_activities
from hiring.privacy.views.blueprint import requests_bp
from hiring.settings import current_settings
from hiring.spreadsheets import TableFormat, write_table
from hiring.web.paging import cursor_in


@requests_bp.get("/privacy/record")
@guarded(policy.SEE_PROCESSING)
def record(actor: Actor) -> ResponseReturnValue:
    """Show the record; of the openings a page."""
    page = _page()
    return render_template("privacy/record.html", record=_record(page), page=page)


@requests_bp.get("/privacy/record.json")
@guarded(policy.SEE_PROCESSING)
def record_as_json(actor: Actor) -> ResponseReturnValue:
    """Give the record as JSON; of the openings the same page."""
    plain = json.dumps(_record(_page()).as_json(), ensure_ascii=False, indent=1)
    return _file(plain.encode(), "application/json", _("record-of-processing.json"))


@requests_bp.get("/privacy/record.csv")
@guarded(policy.SEE_PROCESSING)
def record_as_csv(actor: Actor) -> ResponseReturnValue:
    """Give the activities of the record as a table."""
    heading = [_("Activity"), _("Purpose"), _("Legal basis"), _("Whose data"), _("Which data")]
    heading += [_("Who sees them"), _("How long")]
    rows = (
        [
            *(each.name, each.purpose, each.legal_basis, each.people, "; ".join(each.data)),
            *(each.seen_by, each.kept),
        ]
        for each in recorded_activities(current_settings(), current_locale())
    )
    content, kind = BytesIO(), TableFormat.CSV_SEMICOLON
    write_table(content, kind, heading, rows, title="")
    return _file(content.getvalue(), kind.media_type, _("record-of-processing.csv"))


def _page() -> Page[queries.RecordedOpening]:
    return queries.recorded_openings(current_session(), cursor_in(request.args))


def _record(page: Page[queries.RecordedOpening]) -> ProcessingRecord:
    session, settings = current_session(), current_settings()
    return processing_record(session, settings, current_locale(), clock.now(), openings=page)


def _file(content: bytes, media_type: str, name: str) -> ResponseReturnValue:
    sent = send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
    return as_download(sent)
