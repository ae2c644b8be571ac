"""What a candidate asked for and was granted, as a panel of the dossier: for HR alone."""

from hiring.accounts.rules import Actor
from hiring.adjustments import queries
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.openings.rules import WRITING, Stage


def adjustments(actor: Actor, reader: ApplicationReader) -> DossierPanel | None:
    """Return what was asked for and granted; nothing where there is neither and nothing can be granted."""
    application = reader.application
    requests, writing = reader.once(queries.requests_of), Stage(application.stage) in WRITING
    if not requests and not writing and not application.granted.anything:
        return None
    values = {"requests": requests, "granted": application.granted, "writing": writing}
    return DossierPanel("adjustments/dossier_adjustments.html", values)
