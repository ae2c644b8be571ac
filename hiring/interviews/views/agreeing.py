"""What interviewers came to together: recorded by HR, or by one of those who interviewed."""

from dataclasses import dataclass

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.interviews import actions, policy, queries
from hiring.interviews.forms import ConsensusFields, consensus_form
from hiring.interviews.models import InterviewCard, InterviewConsensus
from hiring.interviews.rules import CardState
from hiring.interviews.views.blueprint import bp, page
from hiring.openings.models import Application
from hiring.rubrics.rules import CompetencyContent
from hiring.web.flashes import say


@bp.route("/applications/<string:public_id>/interview/consensus", methods=["GET", "POST"])
@guarded(policy.ARRANGE, load=queries.application_of_interview_page)
def consensus(actor: Actor, application: Application) -> ResponseReturnValue:
    """Let HR record what the interviewers came to."""
    return _consensus(actor, application, url_for(".interview", public_id=application.public_id))


@bp.route("/interviews/<string:public_id>/consensus", methods=["GET", "POST"])
@guarded(policy.RATE_INTERVIEW, load=queries.card_by_public_id)
def card_consensus(actor: Actor, card: InterviewCard) -> ResponseReturnValue:
    """Let an interviewer who has locked record what all came to."""
    application = queries.application_to_tell_of(current_session(), card.interview.application_id)
    if card.state != CardState.LOCKED or application is None:
        abort(404)
    return _consensus(actor, application, url_for(".card", public_id=card.public_id))


@dataclass(frozen=True, slots=True)
class RatedInterview:
    """What the page is made of, read once: what each gave alone, and what was recorded together."""

    application: Application
    asked: dict[str, CompetencyContent]
    rated: list[queries.QuestionRated]
    recorded: dict[str, list[InterviewConsensus]]

    def form(self, **sent: object) -> ConsensusFields:
        return consensus_form(list(self.asked), self.recorded, **sent)

    @property
    def mark(self) -> str:
        return actions.consensus_mark(self.recorded)


def _read(application_id: int) -> RatedInterview | None:
    """Return nothing before every interviewer has locked."""
    session = current_session()
    application = queries.application_to_tell_of(session, application_id)
    interview = queries.interview_of(session, application_id)
    plan = queries.plan_of(session, application.opening_id) if application else None
    if application is None or interview is None or plan is None:
        return None
    questions = queries.questions_of(session, application.opening, plan)
    rated, asked = queries.read_cards(interview, questions), queries.competencies_asked(questions)
    if rated is None:
        return None
    return RatedInterview(application, asked, rated, queries.consensus_of(session, interview.id))


def _consensus(actor: Actor, application: Application, back: str) -> ResponseReturnValue:
    application_id = application.id
    shown = _read(application_id)
    if shown is None:
        say(_("What was agreed can be recorded once every interviewer has locked the card."), "warning")
        return redirect(back)
    form = shown.form()
    form.carry(shown.mark)
    if form.submitted_and_valid():
        if _kept(actor, shown.application, form):
            say(_("Recorded, beside what each gave alone."))
            return redirect(back)
        shown = _read(application_id) or abort(404)
        form.show_saved(shown.mark, shown.form(formdata=None))
    return page("consensus", shown=shown, form=form, back=back), form.status


def _kept(actor: Actor, application: Application, form: ConsensusFields) -> bool:
    """Record what the form says; return whether its page was still right."""
    session = begin_writing()
    try:
        actions.record_consensus(
            session, application, form.agreed(), seen=form.seen.data or "", by=actor, by_id=actor.id
        )
    except StalePage:
        session.rollback()
        return False
    session.commit()
    return True
