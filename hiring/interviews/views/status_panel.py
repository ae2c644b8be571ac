"""What a candidate is told about the interview, once one was arranged."""

from sqlalchemy.orm import Session

from hiring.interviews import queries
from hiring.interviews.rules import MAY_BE_INTERVIEWED, CardState
from hiring.openings.models import Application, Opening
from hiring.sittings.models import Sitting
from hiring.sittings.status_panel import StatusPanel


def interview_panel(session: Session, sitting: Sitting) -> StatusPanel | None:
    """Say when and where the interview is, what it is about and how it is judged."""
    application = session.get_one(Application, sitting.application_id)
    interview = queries.interview_of(session, application.id)
    if interview is None or application.stage not in MAY_BE_INTERVIEWED:
        return None
    opening = session.get_one(Opening, application.opening_id)
    plan = queries.plan_of(session, opening.id)
    questions = queries.questions_of(session, opening, plan) if plan else []
    about = {each.competency.code: each.competency.name for each in questions if each.competency}
    values = {
        "interview": interview,
        "zone": opening.zone,
        "about": list(about.values()),
        "values_asked": any(not each.rated for each in questions),
        "interviewers": sum(card.state in {CardState.OPEN, CardState.LOCKED} for card in interview.cards),
        "held": any(card.state == CardState.LOCKED for card in interview.cards),
    }
    return StatusPanel("interviews/own_interview.html", values)
