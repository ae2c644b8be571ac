"""The candidate proposes other times or cannot come; HR answers."""

from datetime import datetime

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError
from hiring.i18n.choice import moment_text
from hiring.interviews import actions, policy, queries
from hiring.interviews.forms import KEEP, AnswerForm, TimeWishForm
from hiring.interviews.models import Interview, InterviewWish
from hiring.interviews.rules import (
    WISH_KIND_NAMES,
    WISH_REFUSALS,
    WISH_STATE_NAMES,
    InterviewState,
    WishKind,
    WishState,
    why_not_to_ask,
)
from hiring.interviews.views.blueprint import bp, candidates, page
from hiring.openings.models import Application
from hiring.web.flashes import say


@candidates.route("/other-time", methods=["GET", "POST"])
@guarded(policy.OWN_INTERVIEW)
def other_time(actor: Actor) -> ResponseReturnValue:
    """Let a candidate propose other times or say that they cannot come; show what HR answered."""
    application, interview = _own(actor)
    form, problem = TimeWishForm(), None
    if form.submitted_and_valid():
        try:
            wish = form.wish(application.opening.zone)
            actions.ask_other_time(begin_writing(), application, wish, seen=form.seen.data or 0, by=actor)
        except actions.WishRefused as refused:
            current_session().rollback()
            problem = refused
            application, interview = _own(actor)
        else:
            current_session().commit()
            say(_("HR has received it and answers by e-mail. Until then the time that is set holds."))
            return redirect(url_for(".other_time"))
    form.seen.raw_data, form.seen.data = None, interview.number
    return _shown(application, interview, form, problem)


def _own(actor: Actor) -> tuple[Application, Interview]:
    session = current_session()
    application = queries.application_to_tell_of(session, actor.id)
    interview = queries.interview_of(session, actor.id)
    if application is None or interview is None:
        abort(404)
    return application, interview


def _shown(
    application: Application, interview: Interview, form: TimeWishForm, problem: HiringError | None
) -> ResponseReturnValue:
    session = current_session()
    wishes = queries.wishes_of(session, interview.id)
    plan = queries.plan_as_value(queries.plan_of(session, interview.opening_id), frozenset())
    asked = queries.times_asked(wishes)
    refusal = why_not_to_ask(WishKind.OTHER_TIME, interview.starts_at, plan, asked=asked, now=clock.now())
    waits = any(each.state == WishState.WAITING for each in wishes)
    to_come = interview.state == InterviewState.ARRANGED and clock.now() < interview.starts_at
    if refusal is not None and not form.is_submitted():
        form.kind.data = WishKind.CANNOT_COME
    shown = page(
        "other_time",
        application=application,
        interview=interview,
        form=form,
        wishes=[(each, queries.times_proposed(each)) for each in wishes],
        plan=plan,
        open=to_come and (not waits or problem is not None),
        closed=_(WISH_REFUSALS[refusal], hours=plan.notice_hours) if refusal else None,
        problem=_(problem.sentence, **problem.values) if problem else None,
        WISH_KINDS={kind: _(name) for kind, name in WISH_KIND_NAMES.items()},
        WISH_STATES={state: _(name) for state, name in WISH_STATE_NAMES.items()},
    )
    return shown, problem.status if problem else form.status


@bp.route("/applications/<string:public_id>/interview/wish", methods=["GET", "POST"])
@guarded(policy.ARRANGE, load=queries.application_of_interview_page)
def answer_wish(actor: Actor, application: Application) -> ResponseReturnValue:
    """Accept one of the times that a candidate proposed, or keep the time that is set."""
    session = current_session()
    interview = queries.interview_of(session, application.id)
    asked = queries.wishes_of(session, interview.id) if interview else []
    wish = asked[0] if asked else None
    back = redirect(url_for(".interview", public_id=application.public_id))
    answered = wish is not None and wish.state != WishState.WAITING
    if interview is None or wish is None or (answered and request.method == "GET"):
        say(_("No wish of this candidate waits for an answer."), "warning")
        return back
    form, status = _answer_form(wish, application.opening.zone), 0
    if form.submitted_and_valid():
        try:
            said = _answered(actor, application, wish, form)
        except (actions.InterviewRefused, actions.WishAnswered) as refused:
            session.rollback()
            form.form_errors.append(_(refused.sentence, **refused.values))
            status = refused.status
            application, interview, wish = _again(application.public_id, wish)
        else:
            say(said)
            return back
    shown = page("answer_wish", application=application, interview=interview, wish=wish, form=form)
    return shown, status or form.status


def _again(public_id: str, wish: InterviewWish) -> tuple[Application, Interview, InterviewWish]:
    session = current_session()
    application = queries.application_of_interview_page(session, public_id)
    interview = queries.interview_of(session, application.id) if application else None
    if application is None or interview is None:
        abort(404)
    return application, interview, wish


def _answer_form(wish: InterviewWish, zone: str) -> AnswerForm:
    form = AnswerForm()
    times = [
        SelectChoice(each.isoformat(), moment_text(each, zone))
        for each in queries.times_proposed(wish)
        if each > clock.now()
    ]
    form.choice.choices = [*times, SelectChoice(KEEP, _("The time that is set stays"))]
    return form


def _answered(actor: Actor, application: Application, wish: InterviewWish, form: AnswerForm) -> str:
    session, words = begin_writing(), form.words.data or ""
    if form.choice.data == KEEP:
        actions.keep_time(session, application, wish.public_id, words, by=actor)
        session.commit()
        return _("The time stays. The candidate is told by e-mail.")
    starts_at = datetime.fromisoformat(form.choice.data)
    actions.accept_time(session, application, wish.public_id, starts_at, words, by=actor)
    session.commit()
    return _("The interview is moved. Everybody concerned is told by e-mail.")
