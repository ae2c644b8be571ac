"""The reports that were issued of a dossier and the button for another, as a panel of it."""

from flask_babel import gettext
from flask_babel import gettext as _

from hiring.accounts.rules import Actor
from hiring.decisions.queries import decisions_of
from hiring.decisions.rules import may_be_decided
from hiring.i18n import LOCALES
from hiring.i18n.choice import LANGUAGE_NAMES, current_locale
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.reports import error_messages
from hiring.reports.forms import ReportForm
from hiring.reports.models import Report
from hiring.reports.queries import reports_of_application

_TONES = {"queued": "active", "issued": "good", "superseded": "quiet", "failed": "danger"}


def reports(actor: Actor, reader: ApplicationReader) -> DossierPanel:
    """Return the reports, newest first, and the form while another can be asked for."""
    found = reader.once(reports_of_application)
    erased = reader.application.candidate.is_erased
    open_ = may_be_decided(reader.application.stage) and not erased
    return DossierPanel(
        "reports/dossier_reports.html",
        {
            "reports": found,
            "erased": erased,
            "form": ReportForm(formdata=None, locale=current_locale()) if open_ else None,
            "failure": lambda reason: error_messages.told(reason or "", gettext),
            "tones": _TONES,
            "states": {
                "queued": _("Being made"),
                "issued": _("Issued"),
                "superseded": _("Superseded"),
                "failed": _("Failed"),
            },
            "languages": {code: LANGUAGE_NAMES[code] for code in LOCALES},
        },
        sentence=_after_the_decision(reader, found),
    )


def _after_the_decision(reader: ApplicationReader, reports: list[Report]) -> str:
    """Say what somebody who has decided may still want of a report."""
    if reader.application.candidate.is_erased:
        return ""
    if not reports:
        return _("If somebody needs it on paper, issue a report.")
    decisions = reader.once(decisions_of)
    if decisions and reports[0].asked_at < decisions[0].at:
        older = _("The last report was written before this decision: issue a new one if it is still needed.")
        return str(older)
    return ""
