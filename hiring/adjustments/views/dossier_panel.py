"""What a candidate asked for and was granted, as a panel of the dossier: for HR alone."""

from hiring.accounts.rules import Actor
from hiring.adjustments import queries
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.openings.rules import INVITABLE, UNDER_REVIEW, Stage

#: Who has begun, and whose answers are not all rated.
_MAY_GET_BACK = frozenset({Stage.SITTING, *UNDER_REVIEW})


def adjustments(actor: Actor, reader: ApplicationReader) -> DossierPanel | None:
    """Return what was asked for and granted; nothing where there is neither and nothing can be granted."""
    application = reader.application
    concession, writing = reader.once(queries.concession_to), Stage(application.stage) in INVITABLE
    may_get_back = application.stage in _MAY_GET_BACK
    told = concession.newest or concession.given_back or application.granted.anything
    if not (told or writing or may_get_back):
        return None
    values = {
        "newest": concession.newest,
        "granted": application.granted,
        "writing": writing,
        "given_back": concession.given_back,
        "may_get_back": may_get_back,
    }
    return DossierPanel("adjustments/dossier_adjustments.html", values)
