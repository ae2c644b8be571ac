"""What can happen to reports."""

from hiring.audit.events import OfApplication, Personal, event
from hiring.i18n import N_


@event("report.asked", N_("%(actor)s requested the report %(code)s."))
class ReportAsked(OfApplication):
    code: str
    dossier_hash: str


@event("report.issued", N_("The report %(code)s was issued."))
class ReportIssued(OfApplication):
    code: str
    pdf_sha256: str
    dossier_hash: str


@event("report.superseded", N_("The report %(code)s was superseded by %(by_code)s."))
class ReportSuperseded(OfApplication):
    code: str
    by_code: str


@event("report.failed", N_("The report %(code)s could not be made."))
class ReportFailed(OfApplication):
    code: str
    reason: Personal


@event("report.asked_again", N_("%(actor)s requested the report %(code)s again."))
class ReportAskedAgain(OfApplication):
    code: str


@event("report.shown_on_one_page", N_("%(actor)s opened the summary on one page of the report %(code)s."))
class ReportShownOnOnePage(OfApplication):
    code: str


@event("report.downloaded", N_("%(actor)s downloaded the report %(code)s."))
class ReportDownloaded(OfApplication):
    code: str
