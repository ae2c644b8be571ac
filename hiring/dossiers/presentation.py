"""A dossier as the page draws it: the values as they stand now, and how they are written and charted."""

from typing import Any

from flask_babel import gettext

from hiring import clock
from hiring.dossiers.assembly.whole import dossier_of
from hiring.dossiers.canonical import content_hash
from hiring.dossiers.charts import score_rows
from hiring.dossiers.formatting import Wording
from hiring.dossiers.queries import record_of
from hiring.dossiers.side_by_side import by_task
from hiring.dossiers.values import SOFTWARE, ReportLocale
from hiring.i18n.choice import current_locale
from hiring.openings.dossier_panel import ApplicationReader
from hiring.settings import current_settings


def presented(reader: ApplicationReader) -> dict[str, Any]:
    """Return what the template of the page is drawn with, in the reader's language."""
    locale: ReportLocale = "en" if current_locale() == "en" else "id"
    record = record_of(reader, locale)
    dossier = dossier_of(
        record,
        locale=locale,
        code="",
        generated_at=clock.now(),
        organisation=current_settings().organisation,
        software=SOFTWARE,
    )
    return {
        "dossier": dossier,
        "wording": Wording(dossier.locale, dossier.opening.zone, gettext),
        "score_rows": score_rows(dossier.competencies),
        "fingerprint": content_hash(dossier),
        "anchors": {one.code: one.anchors for one in record.criteria},
        "settled": record.settled,
        "by_task": by_task,
    }
