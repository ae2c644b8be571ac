"""Find an application with all that its dossier speaks of; nothing here writes."""

from hiring.dossiers.queries.applications import (
    application_to_read,
    application_to_report_on,
    applications_called,
)
from hiring.dossiers.queries.records import record_of
