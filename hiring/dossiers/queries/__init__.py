"""Find an application with all that its dossier speaks of, and put the dossier together; nothing writes."""

from hiring.dossiers.queries.applications import (
    application_by_code,
    application_by_id,
    application_by_public_id,
)
from hiring.dossiers.queries.dossiers import dossier

__all__ = ["application_by_code", "application_by_id", "application_by_public_id", "dossier"]
