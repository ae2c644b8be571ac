"""What a candidate reads about the decision: whether it was told, and from when it will be."""

from sqlalchemy.orm import Session

from hiring.decisions import queries
from hiring.decisions.actions.letters import held_until
from hiring.decisions.rules import KNOWN, LetterState
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.sittings.models import Sitting
from hiring.sittings.status_panel import StatusPanel


def told_panel(session: Session, sitting: Sitting) -> StatusPanel | None:
    """Return when the candidate was told, or from when, once a decision stands."""
    application = session.get_one(Application, sitting.application_id)
    if application.stage != Stage.DECIDED:
        return None
    opening = session.get_one(Opening, application.opening_id)
    told = queries.told_of(session, application.id)
    sent = told if told and told.state in KNOWN else None
    values = {
        "sent_at": sent.at if sent else None,
        "by_letter": sent is not None and sent.state is LetterState.SENT,
        "from_": held_until(opening),
        "zone": opening.zone,
        "another_follows": application.awaits_letter,
    }
    return StatusPanel("decisions/status_told.html", values)
