"""The interview a candidate was invited to, what was noted there, and what the candidate asked about it.

Interviewers are numbered, not named: what they noted is about the candidate, who they are is not.
"""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.i18n.choice import localised
from hiring.interviews import queries
from hiring.interviews.models import Interview, InterviewNote
from hiring.interviews.queries.cards import as_asked
from hiring.interviews.rules import (
    INTERVIEW_STATE_NAMES,
    WISH_KIND_NAMES,
    WISH_STATE_NAMES,
    CardState,
    InterviewState,
    WishKind,
    WishState,
)
from hiring.openings.models import Application
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section


def sections_about_interview(session: Session, application: Application) -> Iterator[ArchiveSection]:
    """Yield the interview of one candidate, the cards that are locked, and what was asked about the time."""
    there = queries.interview_of(session, application.id)
    yield section("interview", _("Your interview"), [_interview(there)] if there else [])
    yield section(
        "interview_cards",
        _("What was noted in your interview"),
        _cards(session, application, there) if there else (),
        _("Interviewers are numbered, not named. Cards that are not locked are not here."),
    )
    yield section("interview_wishes", _("What you asked about the interview"), _wishes(session, there))


def _interview(there: Interview) -> list[HeldValue]:
    return [
        HeldValue("state", _("State"), _(INTERVIEW_STATE_NAMES[InterviewState(there.state)])),
        HeldValue("starts_at", _("Time"), there.starts_at),
        HeldValue("minutes", _("Minutes"), there.minutes),
        HeldValue("place", _("Place or link"), there.place),
        HeldValue("arranged_at", _("Arranged"), there.arranged_at),
    ]


def _cards(session: Session, application: Application, there: Interview) -> Iterator[list[HeldValue]]:
    plan = queries.plan_of(session, application.opening_id)
    asked = queries.questions_of(session, application.opening, plan) if plan else []
    texts = {each.code: localised(each.question.text) for each in asked}
    locked = [card for card in there.cards if card.state == CardState.LOCKED]
    for number, card in enumerate(locked, 1):
        for note in card.notes:
            if not as_asked(note).empty:
                yield _note(number, texts.get(note.question, note.question), note)
    names = queries.competencies_asked(asked)
    for code, rows in queries.consensus_of(session, there.id).items():
        for row in rows:
            yield [
                HeldValue("by", _("Given by"), _("all interviewers together")),
                HeldValue("question", _("Question"), localised(names[code].name) if code in names else code),
                HeldValue("level", _("Level"), row.level),
                HeldValue("notes", _("Notes"), row.reason),
                HeldValue("at", _("Recorded"), row.recorded_at),
            ]


def _note(number: int, question: str, note: InterviewNote) -> list[HeldValue]:
    return [
        HeldValue("by", _("Given by"), _("interviewer %(number)s", number=number)),
        HeldValue("question", _("Question"), question),
        HeldValue("level", _("Level"), note.level),
        HeldValue("not_shown", _("Not shown"), note.not_shown),
        HeldValue("notes", _("Notes"), note.notes),
        HeldValue("at", _("Saved"), note.saved_at),
    ]


def _wishes(session: Session, there: Interview | None) -> Iterator[list[HeldValue]]:
    for each in queries.wishes_of(session, there.id) if there else ():
        yield [
            HeldValue("kind", _("What you asked for"), _(WISH_KIND_NAMES[WishKind(each.kind)])),
            HeldValue("times", _("Proposed times"), list(each.times)),
            HeldValue("reason", _("Reason"), each.reason),
            HeldValue("asked_at", _("Asked"), each.asked_at),
            HeldValue("state", _("State"), _(WISH_STATE_NAMES[WishState(each.state)])),
            HeldValue("answer", _("Answer"), each.answer),
            HeldValue("answered_at", _("Answered"), each.answered_at),
        ]
