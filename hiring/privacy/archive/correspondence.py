"""Mails sent to a person, what they asked about their data, and what the trail says about them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hiring.audit.events import EventKind, kinds, present_name
from hiring.audit.models import AuditEntry
from hiring.audit.queries import entries_of_application
from hiring.mail import letters
from hiring.mail.models import MESSAGE_STATE_NAMES, Message, MessageState
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import PRIVACY_REQUEST_STATE_NAMES, RIGHT_NAMES, PrivacyRequestState, Right

#: Details that are codes or numbers of ours; every other text may name or quote somebody.
_PLAIN = {"notice_version", "receipt_code", "code", "by_code"}
#: Entries that say what was decided: the section about the decision has what the person was told.
_OF_DECISION = {
    "application.decided",
    "application.decided_against_order",
    "application.decision_superseded",
    "application.told",
    "application.letter_taken_back",
}
#: Entries that tell how often an answer was read, and so whether its readers differed: what each gave is
#: not told either.
_OF_READING = {
    "scoring.reviews_allocated",
    "scoring.review_locked",
    "scoring.review_unlocked",
    "scoring.third_reading_asked",
    "scoring.third_reading_given",
    "scoring.third_reading_handed_back",
    "scoring.third_reading_passed_on",
    "scoring.third_reading_waived",
}
#: What belongs to one referee and to nobody else.
_OF_REFEREE = "request_id"


def mails_to(app: Flask, session: Session, application_id: int, address: str) -> ArchiveSection:
    """Return the mails about an application that went to this address; one that is held is not yet theirs."""
    found = session.scalars(
        select(Message)
        .where(
            Message.application_id == application_id,
            Message.to_email == address,
            Message.state != MessageState.CANCELLED,
            or_(Message.sent_at.is_not(None), Message.not_before.is_(None)),
        )
        .order_by(Message.id)
    )
    return section("mails", _("E-mails to you"), (_mail(app, each) for each in found))


def _mail(app: Flask, message: Message) -> list[HeldValue]:
    try:
        letter = letters.write(app, message, show_link=False)
    except letters.Unwritable:  # of an earlier version: what is known of it is given all the same
        letter = letters.Letter(message.template, "")
    return [
        HeldValue("written_at", _("Written"), message.created_at),
        HeldValue("state", _("State"), _(MESSAGE_STATE_NAMES[MessageState(message.state)])),
        HeldValue("sent_at", _("Sent out"), message.sent_at),
        HeldValue("to", _("To"), message.to_email),
        HeldValue("subject", _("Subject"), letter.subject),
        HeldValue("text", _("Text"), letter.text),
    ]


def requests_by(asked: Iterable[PrivacyRequest]) -> ArchiveSection:
    """Return what the person has asked about their data, this request included."""
    return section(
        "requests",
        _("What you have asked"),
        (
            [
                HeldValue("number", _("Number"), each.id),
                HeldValue("right", _("Request"), _(RIGHT_NAMES[Right(each.asks_for)])),
                HeldValue("words", _("Text"), each.words),
                HeldValue("asked_at", _("Asked"), each.asked_at),
                HeldValue(
                    "state", _("State"), _(PRIVACY_REQUEST_STATE_NAMES[PrivacyRequestState(each.state)])
                ),
                HeldValue("answer", _("Answer"), each.answer),
                HeldValue("answered_at", _("Answered"), each.answered_at),
            ]
            for each in asked
        ),
    )


def trail_of_candidate(session: Session, application_id: int) -> ArchiveSection:
    """Return what the trail says about an application, with everybody else named by what they are."""
    entries = entries_of_application(session, application_id)
    return _trail(each for each in entries if present_name(each.event) not in _OF_DECISION | _OF_READING)


def trail_of_referee(session: Session, application_id: int, request_id: int) -> ArchiveSection:
    """Return what the trail says about one reference request."""
    entries = entries_of_application(session, application_id)
    return _trail(each for each in entries if each.details.get(_OF_REFEREE) == request_id)


def _trail(entries: Iterable[AuditEntry]) -> ArchiveSection:
    records = [list(_entry(each)) for each in entries]
    note = _("People are named by their role, and their words are left out.")
    return section("trail", _("What happened, as the audit trail has it"), records, note)


def _entry(entry: AuditEntry) -> Iterator[HeldValue]:
    kind = kinds().get(present_name(entry.event))
    yield HeldValue("at", _("When"), entry.at)
    yield HeldValue("event", _("Kind"), entry.event)
    if kind is not None:
        yield HeldValue("sentence", _("What"), _sentence(kind, entry))


def _sentence(kind: EventKind, entry: AuditEntry) -> str:
    details: Mapping[str, Any] = {**dict.fromkeys(kind.fields), **entry.details}
    values = {name: _shown(kind, name, value) for name, value in details.items()}
    return _(kind.sentence) % {**values, "actor": _role(entry.actor)}


def _shown(kind: EventKind, name: str, value: Any) -> str:
    if not isinstance(value, str):
        return "…" if isinstance(value, list) or value is None else str(value)
    words = kind.words_of(name)
    if value in words:
        return _(words[value])
    return value if name in _PLAIN else "…"


def _role(label: str) -> str:
    words = {
        "system": _("The system"),
        "candidate": _("The candidate"),
        "referee": _("The referee"),
        "staff": _("Somebody from the organisation"),
        "operator": _("Somebody at the server"),
    }
    return str(words.get(label.partition(":")[0], _("Somebody")))
