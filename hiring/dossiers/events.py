"""What can happen to dossiers."""

from hiring.audit.events import OfApplication, event
from hiring.i18n import N_


@event("application.cv_downloaded", N_("%(actor)s downloaded the CV."))
class CvDownloaded(OfApplication):
    pass
