"""HR calls a referee: tries are noted, consent is read out, answers are written down, read back and sent."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.references import events, queries
from hiring.references.actions.answering import decline, thank
from hiring.references.actions.asking import NotAgain, NotToBeContacted
from hiring.references.actions.contact import decline_for_good
from hiring.references.actions.ending import end
from hiring.references.answers import Today, Typed, as_sent, faults_in
from hiring.references.models import Reference, ReferenceCall, ReferenceRequest, TelephoneForm
from hiring.references.rules import CallOutcome, RequestState, accepts_answers


class AnsweredMeanwhile(HiringError):
    """The referee has answered by link while HR wrote down what was told on the telephone."""

    sentence = N_(
        "The referee has answered by link meanwhile. Those answers stay; what you wrote down is kept below, "
        "beside them."
    )


def can_be_called(request: ReferenceRequest) -> bool:
    """Say whether the referee may be asked on the telephone now; needs `application` loaded."""
    return accepts_answers(request.state, request.application.stage, request.sent_at, clock.now())


def note_call(
    session: Session, request: ReferenceRequest, number: str, outcome: CallOutcome, note: str, *, by: Actor
) -> None:
    """Note a try that brought no answers; whoever does not want to answer is asked no more.

    Raises NotAgain.
    """
    _lock_open(session, request)
    _note(session, request, number, outcome, note, by)
    if outcome is CallOutcome.REFUSED:
        decline(session, request, note, by=by)


def note_refusal_for_good(
    session: Session, request: ReferenceRequest, number: str, note: str, *, secret_key: str, by: Actor
) -> None:
    """Note that the referee wants never to be asked again, about any candidate. Raises NotAgain."""
    _lock_open(session, request)
    _note(session, request, number, CallOutcome.REFUSED, note, by)
    decline_for_good(session, request, note, secret_key=secret_key, by=by)


def begin_by_telephone(
    session: Session,
    request: ReferenceRequest,
    number: str,
    typed: Mapping[str, Typed],
    *,
    notice: str,
    locale: str,
    secret_key: str,
    by: Actor,
) -> None:
    """Keep that the referee said yes to exactly this notice. Raises NotAgain or NotToBeContacted."""
    _lock_open(session, request)
    if queries.refusal_of(session, [*request.ways, number], secret_key):
        raise NotToBeContacted
    if session.get(TelephoneForm, request.id) is not None:
        return
    _remember(session, request, number)
    draft = {code: dict(answer) for code, answer in typed.items()}
    session.add(
        TelephoneForm(
            request_id=request.id,
            begun_by=by.id,
            consent_text=notice,
            locale=locale,
            draft=draft,
            read_back=[],
        )
    )
    session.flush()
    _record(session, request, events.ConsentedByTelephone, by)


def telephone_mark(form: TelephoneForm, codes: tuple[str, ...]) -> str:
    """Return the mark of what is kept for the questions of one page."""
    return mark_of({code: form.draft.get(code) for code in codes})


def keep_page(
    session: Session,
    request: ReferenceRequest,
    form: TelephoneForm,
    key: str,
    typed: Mapping[str, Typed],
    *,
    read_back: bool,
    seen: str,
) -> None:
    """Keep one page as it was told, and whether it was read back.

    Raises AnsweredMeanwhile, NotAgain, and StalePage when another window has kept something else.
    """
    _lock_open(session, request)
    session.refresh(form, with_for_update={"key_share": True})
    changes = any(form.draft.get(code) != answer for code, answer in typed.items())
    if changes and seen != telephone_mark(form, tuple(typed)):
        raise StalePage
    form.draft = form.draft | {code: dict(answer) for code, answer in typed.items()}
    form.read_back = sorted({*form.read_back, key} if read_back else {*form.read_back} - {key})
    session.flush()


def give_by_telephone(
    session: Session, request: ReferenceRequest, form: TelephoneForm, today: Today, *, by: Actor
) -> None:
    """Send what was told and read back: the one answer of this referee. Sent twice it is sent once.

    What the referee had begun to write by link stays beside it, and is offered back there. Raises
    AnsweredMeanwhile and NotAgain. The caller has seen to it that nothing is missing.
    """
    reference = request.reference
    if reference is not None and reference.taken_by is not None:
        return
    _lock_open(session, request)
    questionnaire = queries.questionnaire_of(request)
    questions = questionnaire.questions
    if faults_in(questions.values(), form.draft, questionnaire.form.scale, today):
        raise ValueError("answers are sent when nothing is missing")
    session.add(
        Reference(
            request_id=request.id,
            answers=as_sent(questions.values(), form.draft),
            consent_text=form.consent_text,
            locale=form.locale,
            taken_by=by.id,
        )
    )
    end(session, request, RequestState.ANSWERED)
    _note(session, request, request.phone, CallOutcome.DONE, "", by)
    _record(session, request, events.ReferenceTakenByTelephone, by)
    thank(session, request)


def note_too_late(session: Session, request: ReferenceRequest, *, by: Actor) -> None:
    """Have the trail say that answers from the telephone came after those by link."""
    _record(session, request, events.TelephoneTooLate, by)


def _lock_open(session: Session, request: ReferenceRequest) -> None:
    queries.lock_request(session, request)
    if request.state == RequestState.ANSWERED:
        raise AnsweredMeanwhile
    if not can_be_called(request):
        raise NotAgain


def _note(
    session: Session, request: ReferenceRequest, number: str, outcome: CallOutcome, note: str, by: Actor
) -> None:
    _remember(session, request, number)
    session.add(
        ReferenceCall(request_id=request.id, called_by=by.id, number=number, outcome=outcome, note=note)
    )
    session.flush()
    application = request.application
    called = events.RefereeCalled(application.opening_id, application.id, request.id, outcome=outcome)
    audit.record(session, called, by=by)


def _remember(session: Session, request: ReferenceRequest, number: str) -> None:
    """Have the referee be reached by the number that was called, unless it is somebody else's here."""
    known = queries.requests_of_application(session, request.application_id)
    if number and number not in {each.phone for each in known}:
        request.phone = number
        session.flush()


def _record(session: Session, request: ReferenceRequest, happened: type, by: Actor) -> None:
    application = request.application
    audit.record(session, happened(application.opening_id, application.id, request.id), by=by)
