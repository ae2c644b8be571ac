"""Take away what belongs to a dossier."""

from sqlalchemy.orm import Session

from hiring import audit
from hiring.audit.actions import Doer
from hiring.dossiers import events
from hiring.files.models import StoredFile
from hiring.openings.models import Application


def take_cv(session: Session, application: Application, *, by: Doer) -> StoredFile | None:
    """Return the CV of a candidate, and write down who took it; None when there is none."""
    stored = application.facts.cv_file if application.facts else None
    if stored is not None:
        audit.record(session, events.CvDownloaded(application.opening_id, application.id), by=by)
    return stored
