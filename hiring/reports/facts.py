"""What can happen to reports."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("%(actor)s asked for the report %(code)s."))
class ReportAsked:
    opening_id: int
    application_id: int
    code: str
    dossier_hash: str


@fact(N_("The report %(code)s was issued."))
class ReportIssued:
    opening_id: int
    application_id: int
    code: str
    pdf_sha256: str
    dossier_hash: str


@fact(N_("The report %(code)s was superseded by %(by_code)s."))
class ReportSuperseded:
    opening_id: int
    application_id: int
    code: str
    by_code: str


@fact(N_("The report %(code)s could not be made."))
class ReportFailed:
    opening_id: int
    application_id: int
    code: str
    reason: str


@fact(N_("%(actor)s asked for the report %(code)s once more."))
class ReportAskedAgain:
    opening_id: int
    application_id: int
    code: str


@fact(N_("%(actor)s downloaded the report %(code)s."))
class ReportDownloaded:
    opening_id: int
    application_id: int
    code: str


@fact(N_("%(actor)s downloaded the CV."))
class CvDownloaded:
    opening_id: int
    application_id: int
