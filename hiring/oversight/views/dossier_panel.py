"""What happened to an application, as a panel of its dossier."""

from hiring.accounts.rules import Actor
from hiring.audit.queries import entries_of_application
from hiring.audit.rendering import render_entries
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel


def history(actor: Actor, reader: ApplicationReader) -> DossierPanel:
    """Return the trail of this application in sentences, oldest first."""
    entries, zone = reader.once(entries_of_application), reader.application.opening.zone
    return DossierPanel(
        "oversight/dossier_history.html", {"lines": render_entries(reader.session, entries, zone=zone)}
    )
