"""What a candidate is told about the interview, once one was arranged."""

from typing import Any

from sqlalchemy.orm import Session

from hiring.interviews import queries
from hiring.interviews.models import InterviewPlan
from hiring.interviews.rules import MAY_BE_INTERVIEWED, CardState
from hiring.openings.models import Application, Opening
from hiring.sittings.models import Sitting
from hiring.sittings.status_panel import StatusPanel


def what_it_asks(session: Session, application: Application) -> StatusPanel | None:
    """Say what an interview would ask and how it is judged, where interviews are planned."""
    opening = session.get_one(Opening, application.opening_id)
    plan = queries.plan_of(session, opening.id)
    if plan is None:
        return None
    return StatusPanel("interviews/what_it_asks.html", _topics(session, opening, plan))


def _topics(session: Session, opening: Opening, plan: InterviewPlan | None) -> dict[str, Any]:
    questions = queries.questions_of(session, opening, plan) if plan else []
    return {
        "about": [each.name for each in queries.competencies_asked(questions).values()],
        "values_asked": any(not each.rated for each in questions),
    }


def interview_panel(session: Session, sitting: Sitting) -> StatusPanel | None:
    """Say when and where the interview is, what it is about and how it is judged."""
    application = session.get_one(Application, sitting.application_id)
    interview = queries.interview_of(session, application.id)
    if interview is None or application.stage not in MAY_BE_INTERVIEWED:
        return None
    opening = session.get_one(Opening, application.opening_id)
    plan = queries.plan_of(session, opening.id)
    values = {
        **_topics(session, opening, plan),
        "interview": interview,
        "zone": opening.zone,
        "interviewers": sum(card.state in {CardState.OPEN, CardState.LOCKED} for card in interview.cards),
        "waits": queries.waiting_wish(session, interview.id) is not None,
        "held": any(card.state == CardState.LOCKED for card in interview.cards),
    }
    return StatusPanel("interviews/own_interview.html", values)
