"""What a candidate asked for and was granted, as a panel of the dossier: for HR alone."""

from hiring.accounts.rules import Actor
from hiring.adjustments import queries
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.openings.rules import WRITING, Stage

#: Who has begun, and of whom nobody has rated anything as far as the stage tells.
_MAY_GET_BACK = frozenset({Stage.SITTING, Stage.HANDED_IN})


def adjustments(actor: Actor, reader: ApplicationReader) -> DossierPanel | None:
    """Return what was asked for and granted; nothing where there is neither and nothing can be granted."""
    application = reader.application
    requests, writing = reader.once(queries.requests_of), Stage(application.stage) in WRITING
    given_back = reader.once(queries.given_back_to)
    may_get_back = application.stage in _MAY_GET_BACK
    if not (requests or given_back or writing or may_get_back or application.granted.anything):
        return None
    values = {
        "requests": requests,
        "granted": application.granted,
        "writing": writing,
        "given_back": given_back,
        "may_get_back": may_get_back,
    }
    return DossierPanel("adjustments/dossier_adjustments.html", values)
