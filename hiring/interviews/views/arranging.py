"""HR: the interview of one candidate: invite, change, call off, what the interviewers gave."""

from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.interviews import actions, policy, queries
from hiring.interviews.forms import CallOffForm, SlotForm
from hiring.interviews.models import Interview, InterviewPlan
from hiring.interviews.rules import MAY_BE_INTERVIEWED, CardState, InterviewState
from hiring.interviews.views.blueprint import bp, page
from hiring.openings.models import Application
from hiring.web.flashes import say


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """What the page of an interview is made of, read once."""

    application: Application
    plan: InterviewPlan | None
    interview: Interview | None
    panel: list[User]

    @property
    def held(self) -> bool:
        return _held(self.interview)

    @property
    def may_arrange(self) -> bool:
        return self.application.stage in MAY_BE_INTERVIEWED and self.plan is not None and not self.held

    def form(self, **sent: object) -> SlotForm:
        """Return the form as it is before anybody has written in it, or as it was sent."""
        cards = self.interview.cards if self.interview else []
        conflicts = {card.interviewer_id for card in cards if card.state == CardState.CONFLICT}
        free = [user for user in self.panel if user.id not in conflicts]
        minutes = queries.guide_of(self.plan.item).minutes if self.plan else 60
        zone = self.application.opening.zone
        values = SlotForm.values_of(self.interview, [user.id for user in free], minutes, zone)
        form = SlotForm(data=values, **sent)
        form.interviewers.choices = [SelectChoice(user.id, user.name) for user in free]
        return form


def _read(application: Application) -> InterviewPage:
    session, opening_id = current_session(), application.opening_id
    interview = queries.interview_of(session, application.id)
    return InterviewPage(
        application,
        queries.plan_of(session, opening_id),
        interview,
        queries.panel_of(session, opening_id),
    )


@bp.route("/applications/<string:public_id>/interview", methods=["GET", "POST"])
@guarded(policy.ARRANGE, load=queries.application_of_interview_page)
def interview(actor: Actor, application: Application) -> ResponseReturnValue:
    """Show how far the interview of a candidate is; invite, or change when, where and by whom it is held."""
    shown = _read(application)
    form = shown.form()
    form.carry(actions.interview_mark(shown.interview))
    if form.submitted_and_valid():
        refused = _arranged(actor, application, form)
        if refused is None:
            say(_("Saved. Everybody concerned is told by e-mail."))
            return redirect(url_for(".interview", public_id=application.public_id))
        shown = refused
    rated, asked, recorded = None, {}, {}
    if shown.interview and shown.plan and queries.all_locked(shown.interview):
        questions = queries.questions_of(current_session(), shown.application.opening, shown.plan)
        rated, asked = queries.read_cards(shown.interview, questions), queries.competencies_asked(questions)
        recorded = queries.consensus_of(current_session(), shown.interview.id)
    over = shown.interview is not None and shown.interview.starts_at <= clock.now()
    wish = queries.waiting_wish(current_session(), shown.interview.id) if shown.interview else None
    read = page(
        "interview",
        shown=shown,
        form=form,
        over=over,
        rated=rated,
        asked=asked,
        recorded=recorded,
        wish=wish,
    )
    return read, form.status


def _arranged(actor: Actor, application: Application, form: SlotForm) -> InterviewPage | None:
    """Keep what the form says; where that cannot be, say so on it and return what there is, read again."""
    session, public_id = begin_writing(), application.public_id
    try:
        slot, seen = form.slot(application.opening.zone), form.seen.data or ""
        actions.arrange(session, application, slot, form.words.data or "", seen=seen, by=actor)
    except (actions.InterviewRefused, StalePage) as refused:
        session.rollback()
        again = queries.application_of_interview_page(session, public_id)
        assert again is not None  # noqa: S101  (applications are never removed)
        shown = _read(again)
        if isinstance(refused, StalePage):
            form.show_saved(actions.interview_mark(shown.interview), shown.form(formdata=None))
        else:
            form.form_errors.append(_(refused.sentence, **refused.values))
        return shown
    session.commit()
    return None


@bp.route("/applications/<string:public_id>/interview/call-off", methods=["GET", "POST"])
@guarded(policy.ARRANGE, load=queries.application_of_interview_page)
def call_off(actor: Actor, application: Application) -> ResponseReturnValue:
    """Ask whether to call the interview off, and do it."""
    form, there = CallOffForm(), queries.interview_of(current_session(), application.id)
    back = redirect(url_for(".interview", public_id=application.public_id))
    if there is None or there.state != InterviewState.ARRANGED or _held(there):
        return back
    if form.submitted_and_valid():
        actions.call_off(begin_writing(), application, form.words.data or "", by=actor)
        current_session().commit()
        say(_("The interview is called off. Candidate and interviewers are told by e-mail."))
        return back
    return page("call_off", application=application, interview=there, form=form), form.status


@bp.post("/applications/<string:public_id>/interview/missed")
@guarded(policy.ARRANGE, load=queries.application_of_interview_page)
def missed(actor: Actor, application: Application) -> ResponseReturnValue:
    """Note that the candidate did not come."""
    actions.note_missed(begin_writing(), application, by=actor)
    current_session().commit()
    say(_("Noted. You can set a new time below, or leave it at that."))
    return redirect(url_for(".interview", public_id=application.public_id))


@bp.post("/applications/<string:public_id>/interview/cards/<string:card_id>/take-off")
@guarded(policy.ARRANGE, load=queries.application_of_interview_page)
def take_off(actor: Actor, application: Application, card_id: str) -> ResponseReturnValue:
    """Take an interviewer off who does not lock the card."""
    actions.take_off(begin_writing(), application, card_id, by=actor)
    current_session().commit()
    say(_("Taken off, and told by e-mail. What the others gave can be read once all of them have locked."))
    return redirect(url_for(".interview", public_id=application.public_id))


def _held(interview: Interview | None) -> bool:
    return interview is not None and any(card.state == CardState.LOCKED for card in interview.cards)
