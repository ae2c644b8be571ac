"""What a candidate sent after the time was over, as a panel of the dossier."""

from hiring.accounts.rules import Actor
from hiring.i18n.choice import current_locale
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.sittings.paper import learn_paper
from hiring.sittings.queries import late_texts


def late(actor: Actor, reader: ApplicationReader) -> DossierPanel | None:
    """Return the texts that came too late: no reviewer sees them, HR may weigh them."""
    application, session = reader.application, reader.session
    version = application.opening.assessment_version
    if version is None:
        return None
    learn_paper(session, version)
    texts = late_texts(session, application, current_locale())
    return DossierPanel("sittings/dossier_late.html", {"texts": texts}) if texts else None
