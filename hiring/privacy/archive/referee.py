"""What is held about a referee, in sections; of the candidate only the name the referee knows."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.rules import Audience
from hiring.i18n.choice import LANGUAGE_NAMES, localised
from hiring.privacy.archive.candidate import browsers
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.references.models import ContactRefusal, ReferenceRequest, TelephoneForm
from hiring.references.queries import calls_to, flags_of, questionnaire_of, refusal_of, telephone_form_of
from hiring.references.questions import Question
from hiring.references.rules import (
    CALL_OUTCOME_NAMES,
    FLAG_NAMES,
    REQUEST_STATE_NAMES,
    CallOutcome,
    FlagKind,
    RequestState,
)
from hiring.settings import current_settings


def sections_about_referee(session: Session, referee: ReferenceRequest) -> Iterator[ArchiveSection]:
    """Yield what is held about a referee loaded by `references.queries.request_by_id`."""
    yield _person(referee)
    yield _request(referee, refusal_of(session, referee.ways, current_settings().secret_key))
    yield browsers(session, Audience.REFEREE, referee.id)
    yield _answers(referee)
    written = telephone_form_of(session, referee.id)
    if written is not None and referee.reference is None:
        yield _told(referee, written)
    yield _calls(session, referee.id)
    yield _hints(session, referee)


def _person(referee: ReferenceRequest) -> ArchiveSection:
    record = [
        HeldValue("name", _("Name"), referee.name),
        HeldValue("email", _("E-mail address"), referee.email),
        HeldValue("phone", _("Telephone number"), referee.phone),
        HeldValue("organisation", _("Organisation"), referee.organisation),
        HeldValue("language", _("Language"), LANGUAGE_NAMES[referee.locale]),
        HeldValue("known_since", _("Known since"), referee.created_at),
    ]
    return section("person", _("You"), [record], _("As the candidate who named you stated it."))


def _request(referee: ReferenceRequest, refusal: ContactRefusal | None) -> ArchiveSection:
    application = referee.application
    record = [
        HeldValue("candidate", _("Candidate"), application.candidate.name),
        HeldValue("position", _("Position"), localised(application.opening.title)),
        HeldValue("state", _("Status"), _(REQUEST_STATE_NAMES[RequestState(referee.state)])),
        HeldValue("sent_at", _("Sent"), referee.sent_at),
        HeldValue("reminders", _("Reminders"), referee.reminders_sent),
        HeldValue("opened_at", _("Opened"), referee.opened_at),
        HeldValue("beside_at", _("In a browser of the candidate"), referee.beside_at),
        HeldValue("consented_at", _("Agreed"), referee.consented_at),
        HeldValue("consent_text", _("What you agreed to"), referee.consent_text),
        HeldValue("ended_at", _("Ended"), referee.ended_at),
        HeldValue("contact_refused", _("Asked not to be contacted"), refusal.refused_at if refusal else None),
        HeldValue("decline_reason", _("Reason for declining"), referee.decline_reason),
    ]
    return section("request", _("The request to you"), [record])


def _told(referee: ReferenceRequest, written: TelephoneForm) -> ArchiveSection:
    note = _("As HR wrote it down on the telephone. Not sent yet.")
    return section("told", _("What you told on the telephone"), _records(referee, written.draft), note)


def _calls(session: Session, request_id: int) -> ArchiveSection:
    records = [
        [
            HeldValue("called_at", _("Called"), each.called_at),
            HeldValue("number", _("Number"), each.number),
            HeldValue("outcome", _("What came of it"), _(CALL_OUTCOME_NAMES[CallOutcome(each.outcome)])),
            HeldValue("note", _("Note"), each.note),
        ]
        for each in calls_to(session, request_id)
    ]
    return section("calls", _("Calls to you"), records)


def _hints(session: Session, referee: ReferenceRequest) -> ArchiveSection:
    records = [
        [
            HeldValue("kind", _("What it is about"), _(FLAG_NAMES[FlagKind(each.kind)])),
            HeldValue("found_at", _("Found"), each.found_at),
            HeldValue("closed_at", _("Closed"), each.closed_at),
            HeldValue("reason", _("Reason"), each.reason),
        ]
        for each in flags_of(session, referee.application_id).get(referee.id, [])
    ]
    note = _("Hints for HR, with causes that may be all right. They change no score.")
    return section("hints", _("Hints about your request"), records, note)


def _records(referee: ReferenceRequest, given: Mapping[str, Any]) -> list[list[HeldValue]]:
    questions = questionnaire_of(referee).questions if referee.form_item is not None else {}
    return [_answer(code, questions.get(code), answer) for code, answer in given.items()]


def _answers(referee: ReferenceRequest) -> ArchiveSection:
    given = referee.reference.answers if referee.reference is not None else referee.draft or {}
    records = _records(referee, given)
    note = "" if referee.reference is not None or not given else _("Not sent yet.")
    return section("answers", _("Your answers"), records, note)


def _answer(code: str, question: Question | None, answer: Mapping[str, Any]) -> list[HeldValue]:
    value, options = answer.get("value"), question.item.options if question else ()
    chosen = next((localised(each.text) for each in options if each.key == value), None)
    return [
        HeldValue("code", _("Number of the question"), code),
        HeldValue("question", _("Question"), localised(question.text) if question else ""),
        HeldValue("value", _("Answer"), chosen or _written(value)),
        HeldValue("text", _("Text"), str(answer.get("text", ""))),
    ]


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {each}" for name, each in value.items() if each not in ("", None))
    return "" if value is None else str(value)
