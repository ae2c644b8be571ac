"""The interview as a panel of the dossier: for HR how far it is, for readers what was given."""

from hiring.accounts.rules import Actor
from hiring.interviews import queries
from hiring.interviews.policy import ARRANGE
from hiring.interviews.rules import MAY_BE_INTERVIEWED, CardState
from hiring.interviews.views.blueprint import words
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel


def interview(actor: Actor, reader: ApplicationReader) -> DossierPanel | None:
    """Return the interview; for others than HR only once every interviewer has locked."""
    application = reader.application
    runs_it = ARRANGE.allows(actor, application)
    there = reader.once(queries.interview_of)
    if there is None and not (runs_it and application.stage in MAY_BE_INTERVIEWED):
        return None
    session = reader.session
    rated, asked, recorded = None, {}, {}
    if there is not None and queries.all_locked(there):
        plan = queries.plan_of(session, application.opening_id)
        questions = queries.questions_of(session, application.opening, plan) if plan else []
        rated, asked = queries.read_cards(there, questions), queries.competencies_asked(questions)
        recorded = queries.consensus_of(session, there.id)
    if rated is None and not runs_it:
        return None
    waits = runs_it and there is not None and queries.waiting_wish(session, there.id) is not None
    values = {
        "interview": there,
        "held": there is not None and any(card.state == CardState.LOCKED for card in there.cards),
        "rated": rated,
        "asked": asked,
        "recorded": recorded,
        "waits": waits,
        "runs_it": runs_it,
        **words(),
    }
    return DossierPanel("interviews/dossier_interview.html", values)
