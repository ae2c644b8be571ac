"""How far a candidate is and what HR can do about it, as a panel of the dossier."""

from hiring.accounts.rules import Actor
from hiring.openings import queries
from hiring.openings.actions import can_be_copied, can_be_invited_again
from hiring.openings.actions.reminders import why_not
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.openings.rules import ENDED, Stage


def progress(actor: Actor, reader: ApplicationReader) -> DossierPanel:
    """Return the way of the application from its invitation to the hand-in."""
    application = reader.application
    invitation = reader.once(queries.newest_invitation)
    return DossierPanel(
        "openings/dossier_progress.html",
        {
            "invitation": invitation,
            "presence": reader.once(queries.presence_of),
            "can_be_invited_again": can_be_invited_again(application),
            "can_be_copied": can_be_copied(application, invitation),
            "can_be_reminded": why_not(application, invitation) is None,
            "can_be_removed": Stage(application.stage) not in ENDED,
            "is_removed": application.stage == Stage.REMOVED,
        },
    )
