"""Find an application with all that its dossier speaks of; nothing here writes."""

from hiring.dossiers.queries.applications import (
    application_by_code,
    application_by_id,
    application_by_public_id,
)
from hiring.dossiers.queries.records import record_of

__all__ = ["application_by_code", "application_by_id", "application_by_public_id", "record_of"]
