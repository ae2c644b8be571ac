"""A referee answers, page by page; every page is kept as it is sent."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.banks.rules import ReferenceKind
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n import N_
from hiring.i18n.choice import current_locale, time_text
from hiring.i18n.formatting import month_name
from hiring.references import actions, policy, queries
from hiring.references.answers import FAULT_SENTENCES, FormProblem, Today, Typed, faults_in, unanswered
from hiring.references.forms import typed_answers
from hiring.references.models import ReferenceRequest
from hiring.references.questions import CONSENT_STEP, STEP_NAMES, Question, Questionnaire, QuestionPage
from hiring.references.rules import ENDED_WORDS, WAITING_STATES, RequestState, link_ends_at, state_now
from hiring.references.views.blueprint import bp
from hiring.references.views.landing import declined_as_wished, ended
from hiring.references.views.notice import notice_sentences
from hiring.settings import current_settings


@bp.get("/reference")
@guarded(policy.ANSWER)
def go_on(actor: Actor) -> ResponseReturnValue:
    """Lead to the first page that is not complete."""
    asked = _mine(actor)
    questionnaire = queries.questionnaire_of(asked)
    if asked.consented_at is None:
        return redirect(url_for(".step", key=CONSENT_STEP))
    for step in questionnaire.steps:
        if faults_of(questionnaire, step.questions, asked.draft or {}) or (
            unanswered(step.questions, asked.draft or {}) == len(step.questions)
        ):
            return redirect(url_for(".step", key=step.key))
    return redirect(url_for(".review"))


@bp.route("/reference/<string:key>", methods=["GET", "POST"])
@guarded(policy.ANSWER)
def step(actor: Actor, key: str) -> ResponseReturnValue:
    """Show one page of questions; keep what is sent, right or wrong, and say what is missing."""
    asked = _mine(actor)
    questionnaire = queries.questionnaire_of(asked)
    here = questionnaire.step(key)
    if here is None:
        abort(404)
    if asked.consented_at is None and key != CONSENT_STEP:
        return redirect(url_for(".step", key=CONSENT_STEP))
    if request.method == "GET":
        return _page(asked, questionnaire, here, asked.draft or {}, [])
    typed = typed_answers(request.form, here.questions)
    faults, seen = faults_of(questionnaire, here.questions, typed), request.form.get("seen", "")
    try:
        if key != CONSENT_STEP:
            actions.keep_draft(begin_writing(), asked, typed, seen=seen, by=actor)
        elif not faults:
            notice = _notice(asked, here)
            actions.agree(begin_writing(), asked, typed, notice=notice, seen=seen, by=actor)
    except StalePage:
        return _page(asked, questionnaire, here, typed, [], stale=True), 409
    current_session().commit()
    if request.form.get("go") in {"back", "later"}:
        return _leave(questionnaire, here, request.form["go"])
    if faults:
        return _page(asked, questionnaire, here, typed, faults), 422
    following = None if request.form.get("then") == "review" else questionnaire.neighbour(here, 1)
    return redirect(url_for(".step", key=following.key) if following else url_for(".review"))


@bp.post("/reference/<string:key>/draft")
@guarded(policy.ANSWER)
def draft(actor: Actor, key: str) -> ResponseReturnValue:
    """Keep what stands on one page while it is being written; "saved" is said after the commit."""
    asked = _mine(actor)
    here = queries.questionnaire_of(asked).step(key)
    if here is None or key == CONSENT_STEP or asked.consented_at is None:
        abort(404)
    typed, seen = typed_answers(request.form, here.questions), request.form.get("seen", "")
    try:
        actions.keep_draft(begin_writing(), asked, typed, seen=seen, by=actor)
    except StalePage:
        return jsonify(error=_(_KEPT_ELSEWHERE)), 409
    current_session().commit()
    saved_at = time_text(clock.now(), current_settings().zone)
    return jsonify(saved=_("Saved at %(time)s", time=saved_at), seen=actions.page_mark(asked, typed))


_KEPT_ELSEWHERE = N_(
    "This page was saved in another window, so what you write here is not saved yet. “Save and continue” "
    "shows both."
)


@bp.get("/reference/review")
@guarded(policy.ANSWER)
def review(actor: Actor) -> ResponseReturnValue:
    """Show everything once more before it is sent."""
    return _review(_mine(actor), show_faults=False)


@bp.post("/reference/send")
@guarded(policy.ANSWER)
def send(actor: Actor) -> ResponseReturnValue:
    """Send the answers, once; where something is missing, say what and where."""
    asked = queries.request_by_id(current_session(), actor.id)
    if asked is not None and asked.state == RequestState.ANSWERED:
        return redirect(url_for(".thanks"))
    asked = _mine(actor)
    questionnaire = queries.questionnaire_of(asked)
    if asked.consented_at is None:
        return redirect(url_for(".step", key=CONSENT_STEP))
    if faults_of(questionnaire, questionnaire.questions.values(), asked.draft or {}):
        return _review(asked, show_faults=True), 422
    actions.give_reference(begin_writing(), asked, today(), by=actor)
    current_session().commit()
    return redirect(url_for(".thanks"))


@bp.get("/reference/thanks")
@guarded(policy.ANSWER)
def thanks(actor: Actor) -> ResponseReturnValue:
    """Thank the referee; the answers are not shown again."""
    asked = queries.request_by_id(current_session(), actor.id)
    if asked is None or asked.state != RequestState.ANSWERED:
        return redirect(url_for(".go_on"))
    return render_template(
        "references/ended.html", ended=RequestState.ANSWERED, words=ENDED_WORDS[RequestState.ANSWERED]
    )


@bp.get("/reference/later")
@guarded(policy.ANSWER)
def later(actor: Actor) -> ResponseReturnValue:
    """Say how to come back."""
    asked = _mine(actor)
    return render_template("references/later.html", ends_at=link_ends_at(asked.sent_at or clock.now()))


@bp.post("/reference/decline")
@guarded(policy.ANSWER)
def stop(actor: Actor) -> ResponseReturnValue:
    """Decline after having begun: what was written is removed."""
    asked = _mine(actor)
    return declined_as_wished(asked, by=actor)


def _mine(actor: Actor) -> ReferenceRequest:
    """Return the referee's own request while it can be answered, or raise RequestEnded."""
    asked = queries.request_by_id(current_session(), actor.id)
    if asked is None:
        abort(404)
    state = state_now(asked.state, asked.application.stage, asked.sent_at, clock.now())
    if state not in WAITING_STATES:
        raise ended(asked, state, None if request.method == "GET" else _texts_sent())
    return asked


def _texts_sent() -> list[str]:
    return [text for name, text in request.form.items() if name != "csrf_token" and len(text) > 20]


def _page(
    asked: ReferenceRequest,
    questionnaire: Questionnaire,
    here: QuestionPage,
    typed: dict[str, Typed],
    faults: list[FormProblem],
    *,
    stale: bool = False,
) -> str:
    kept, codes = asked.draft or {}, [question.code for question in here.questions]
    return render_template(
        "references/step.html",
        seen=actions.page_mark(asked, codes),
        stale=stale,
        theirs={code: kept.get(code) for code in codes if stale and kept.get(code) != typed[code]},
        asked=asked,
        application=asked.application,
        form=questionnaire.form,
        here=here,
        steps=questionnaire.steps,
        number=questionnaire.steps.index(here) + 1,
        before=questionnaire.neighbour(here, -1),
        after=questionnaire.neighbour(here, 1),
        typed=typed,
        faults=faults,
        texts={question.code: question.text for question in here.questions},
        sentences={fault.at: in_words(fault) for fault in faults},
        competency=queries.competencies_of(asked.application).get(here.competency or ""),
        notice=notice_sentences(asked, current_settings()),
        month_name=month_words,
        STEP_NAMES=STEP_NAMES,
    )


def _review(asked: ReferenceRequest, *, show_faults: bool) -> str:
    questionnaire = queries.questionnaire_of(asked)
    faults = faults_of(questionnaire, questionnaire.questions.values(), asked.draft or {})
    return render_template(
        "references/review.html",
        application=asked.application,
        form=questionnaire.form,
        questionnaire=questionnaire,
        competencies=queries.competencies_of(asked.application),
        typed=asked.draft or {},
        faults=faults,
        show_faults=show_faults,
        sentences_at={fault.at: in_words(fault) for fault in faults},
        month_name=month_words,
        STEP_NAMES=STEP_NAMES,
    )


def _leave(questionnaire: Questionnaire, here: QuestionPage, where: str) -> ResponseReturnValue:
    before = questionnaire.neighbour(here, -1)
    if where == "later" or before is None:
        return redirect(url_for(".later"))
    return redirect(url_for(".step", key=before.key))


def faults_of(
    questionnaire: Questionnaire, questions: Iterable[Question], typed: dict[str, Typed]
) -> list[FormProblem]:
    return faults_in(questions, typed, questionnaire.form.scale, today())


def in_words(fault: FormProblem) -> str:
    return _(FAULT_SENTENCES[fault.kind], **fault.values)


def _notice(asked: ReferenceRequest, here: QuestionPage) -> str:
    """Return the notice with the sentence beside the box, as both stood on the page."""
    boxes = [each.text for each in here.questions if each.item.kind is ReferenceKind.CONSENT]
    sentences = notice_sentences(asked, current_settings())
    return "\n".join([*sentences, *(box.text(current_locale()) for box in boxes)])


def month_words(number: int) -> str:
    return month_name(number, current_locale())


def today() -> Today:
    local = clock.now().astimezone(ZoneInfo(current_settings().zone))
    return Today(local.year, local.month)
