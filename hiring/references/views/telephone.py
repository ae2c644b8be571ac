"""HR asks a referee on the telephone: the log of calls, the same questions, what was read back."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh

from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor
from hiring.banks.rules import ReferenceKind
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n.choice import current_locale
from hiring.references import actions, policy, queries
from hiring.references.answers import FormProblem, Typed
from hiring.references.forms import CallForm, typed_answers
from hiring.references.models import ReferenceRequest, TelephoneForm
from hiring.references.questions import CONSENT_STEP, STEP_NAMES, Questionnaire, QuestionPage
from hiring.references.rules import CALL_OUTCOME_NAMES, CallOutcome
from hiring.references.views.blueprint import bp
from hiring.references.views.notice import telephone_notice
from hiring.references.views.writing import faults_of, in_words, month_words, today
from hiring.settings import current_settings
from hiring.web.flashes import say

#: The box beside each page: its answers were read back.
READ_BACK = "read_back"


@bp.route("/reference-requests/<string:public_id>/telephone", methods=["GET", "POST"])
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def telephone(actor: Actor, asked: ReferenceRequest) -> ResponseReturnValue:
    """Show every call and what was written down; note a try that brought no answers."""
    form = CallForm(data={"number": asked.phone})
    if form.submitted_and_valid():
        _note(actor, asked, form)
        current_session().commit()
        say(_("The call is noted."))
        return redirect(url_for(".telephone", public_id=asked.public_id))
    session = current_session()
    page = render_template(
        "references/telephone.html",
        asked=asked,
        form=form,
        calls=queries.calls_to(session, asked.id),
        written=queries.telephone_form_of(session, asked.id),
        callable=actions.can_be_called(asked),
        OUTCOMES=CALL_OUTCOME_NAMES,
    )
    return page, form.status


def _note(actor: Actor, asked: ReferenceRequest, form: CallForm) -> None:
    number, note, session = form.called, form.note.data or "", begin_writing()
    if form.outcome.data == CallOutcome.REFUSED and form.never_again.data:
        key = str(current_settings().secret_key)
        actions.note_refusal_for_good(session, asked, number, note, secret_key=key, by=actor)
    else:
        actions.note_call(session, asked, number, CallOutcome(form.outcome.data), note, by=actor)


@bp.route("/reference-requests/<string:public_id>/telephone/<string:key>", methods=["GET", "POST"])
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def telephone_page(actor: Actor, asked: ReferenceRequest, key: str) -> ResponseReturnValue:
    """Show one page of questions in the language of the talk, and keep what is told."""
    _speak_like(asked)
    written = queries.telephone_form_of(current_session(), asked.id)
    if not actions.can_be_called(asked):
        return redirect(url_for(".telephone", public_id=asked.public_id))
    questionnaire = queries.questionnaire_of(asked)
    here = questionnaire.step(key)
    if here is None:
        abort(404)
    if written is None:
        if key != CONSENT_STEP:
            return redirect(url_for(".telephone_page", public_id=asked.public_id, key=CONSENT_STEP))
        return _consent(actor, asked, questionnaire, here)
    return _answers(actor, asked, written, questionnaire, here)


def _consent(
    actor: Actor, asked: ReferenceRequest, questionnaire: Questionnaire, here: QuestionPage
) -> ResponseReturnValue:
    """Have the notice be read out; go on once the referee has said yes."""
    form = CallForm(data={"number": asked.phone})
    if request.method == "GET":
        return _page(asked, questionnaire, here, {}, [], form=form)
    typed = typed_answers(request.form, here.questions)
    faults = faults_of(questionnaire, here.questions, typed)
    if faults or not form.number_fits():
        return _page(asked, questionnaire, here, typed, faults, form=form), 422
    boxes = [
        one.text.text(current_locale()) for one in here.questions if one.item.kind is ReferenceKind.CONSENT
    ]
    notice = "\n".join([*telephone_notice(asked, actor.name, current_settings()), *boxes])
    actions.begin_by_telephone(
        begin_writing(),
        asked,
        form.called,
        typed,
        notice=notice,
        locale=current_locale(),
        secret_key=str(current_settings().secret_key),
        by=actor,
    )
    current_session().commit()
    return _go_on(asked, questionnaire, here)


def _answers(
    actor: Actor,
    asked: ReferenceRequest,
    written: TelephoneForm,
    questionnaire: Questionnaire,
    here: QuestionPage,
) -> ResponseReturnValue:
    if request.method == "GET":
        return _page(asked, questionnaire, here, written.draft, [], written=written)
    typed = typed_answers(request.form, here.questions)
    read_back = here.key == CONSENT_STEP or READ_BACK in request.form
    seen = request.form.get("seen", "")
    try:
        actions.keep_page(begin_writing(), asked, written, here.key, typed, read_back=read_back, seen=seen)
    except StalePage:
        return _page(asked, questionnaire, here, typed, [], written=written, stale=True), 409
    current_session().commit()
    if request.form.get("go") == "later":
        return redirect(url_for(".telephone", public_id=asked.public_id))
    faults = faults_of(questionnaire, here.questions, typed)
    if faults or not read_back:
        return _page(asked, questionnaire, here, typed, faults, written=written, checked=True), 422
    return _go_on(asked, questionnaire, here)


def _go_on(asked: ReferenceRequest, questionnaire: Questionnaire, here: QuestionPage) -> ResponseReturnValue:
    following = questionnaire.neighbour(here, 1)
    if following is None:
        return redirect(url_for(".telephone_review", public_id=asked.public_id))
    return redirect(url_for(".telephone_page", public_id=asked.public_id, key=following.key))


@bp.route("/reference-requests/<string:public_id>/telephone-review", methods=["GET", "POST"])
@guarded(policy.TEND_REQUEST, load=queries.request_by_public_id)
def telephone_review(actor: Actor, asked: ReferenceRequest) -> ResponseReturnValue:
    """Show everything that was written down, and send it once nothing is missing."""
    written = queries.telephone_form_of(current_session(), asked.id)
    if written is None:
        return redirect(url_for(".telephone", public_id=asked.public_id))
    if not actions.can_be_called(asked) and _is_post():
        return _too_late(actor, asked)
    _speak_like(asked)
    questionnaire = queries.questionnaire_of(asked)
    faults = faults_of(questionnaire, questionnaire.questions.values(), written.draft)
    unread = [one for one in questionnaire.steps if one.key not in {CONSENT_STEP, *written.read_back}]
    if _is_post() and not faults and not unread:
        actions.give_by_telephone(begin_writing(), asked, written, today(), by=actor)
        current_session().commit()
        say(_("The answers of %(name)s are sent, marked as told by telephone.", name=asked.name))
        return redirect(url_for(".telephone", public_id=asked.public_id))
    page = render_template(
        "references/telephone_review.html",
        asked=asked,
        application=asked.application,
        form=questionnaire.form,
        questionnaire=questionnaire,
        competencies=queries.competencies_of(asked.application),
        typed=written.draft,
        faults=faults,
        unread=unread,
        open=actions.can_be_called(asked),
        month_name=month_words,
        sentences_at={fault.at: in_words(fault) for fault in faults},
        STEP_NAMES=STEP_NAMES,
    )
    return page, 422 if _is_post() else 200


def _is_post() -> bool:
    return request.method == "POST"


def _too_late(actor: Actor, asked: ReferenceRequest) -> ResponseReturnValue:
    """Say that the referee has answered by link, or the request has ended; what was noted stays."""
    if asked.reference is None:
        raise actions.NotAgain
    if asked.reference.taken_by is None:
        actions.note_too_late(begin_writing(), asked, by=actor)
        current_session().commit()
        say(_(actions.AnsweredMeanwhile.sentence), "warning")
        return redirect(url_for(".telephone_review", public_id=asked.public_id))
    return redirect(url_for(".telephone", public_id=asked.public_id))


def _page(
    asked: ReferenceRequest,
    questionnaire: Questionnaire,
    here: QuestionPage,
    typed: dict[str, Typed],
    faults: list[FormProblem],
    *,
    written: TelephoneForm | None = None,
    form: CallForm | None = None,
    stale: bool = False,
    checked: bool = False,
) -> str:
    codes = tuple(question.code for question in here.questions)
    kept = written.draft if written else {}
    return render_template(
        "references/telephone_page.html",
        asked=asked,
        application=asked.application,
        call=form,
        form=questionnaire.form,
        here=here,
        steps=questionnaire.steps,
        number=questionnaire.steps.index(here) + 1,
        before=questionnaire.neighbour(here, -1),
        typed=typed,
        faults=faults,
        texts={question.code: question.text for question in here.questions},
        sentences={fault.at: in_words(fault) for fault in faults},
        seen=actions.telephone_mark(written, codes) if written else "",
        stale=stale,
        theirs={code: kept.get(code) for code in codes if stale and kept.get(code) != typed.get(code)},
        read_back=READ_BACK in request.form or bool(written and here.key in written.read_back),
        not_read_back=checked and here.key != CONSENT_STEP and READ_BACK not in request.form,
        competency=queries.competencies_of(asked.application).get(here.competency or ""),
        notice=telephone_notice(asked, _caller(), current_settings()),
        month_name=month_words,
        STEP_NAMES=STEP_NAMES,
    )


def _caller() -> str:
    actor = current_actor()
    return actor.name if actor else ""


def _speak_like(asked: ReferenceRequest) -> None:
    """Show the questions in the language in which they are asked."""
    g.locale = asked.locale
    refresh()
