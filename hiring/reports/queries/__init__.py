"""Everything about one application as a dossier; reports as they were issued; nothing here writes."""

from hiring.reports.queries.applications import (
    application_by_code,
    application_by_id,
    application_by_public_id,
)
from hiring.reports.queries.dossiers import dossier
from hiring.reports.queries.reports import (
    KnownReport,
    is_settled,
    job_id_of,
    job_key,
    known_by_code,
    known_by_pdf,
    report_by_id,
    report_by_operation,
    report_by_public_id,
    report_in_force,
    reports_of_application,
)

__all__ = [
    "KnownReport",
    "application_by_code",
    "application_by_id",
    "application_by_public_id",
    "dossier",
    "is_settled",
    "job_id_of",
    "job_key",
    "known_by_code",
    "known_by_pdf",
    "report_by_id",
    "report_by_operation",
    "report_by_public_id",
    "report_in_force",
    "reports_of_application",
]
