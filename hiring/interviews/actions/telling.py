"""Tell candidate and interviewers what becomes of an interview."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.interviews import queries
from hiring.interviews.models import Interview, InterviewCard
from hiring.interviews.rules import CardState, PanelNews, Slot
from hiring.mail.actions import NEWS, Recipient
from hiring.mail.rules import AsWritten
from hiring.openings.actions.mailing import send_about
from hiring.openings.models import Application


def open_cards(interview: Interview) -> list[InterviewCard]:
    """Return the cards of those who hold the interview and have not locked."""
    return [card for card in interview.cards if card.state == CardState.OPEN]


def slot_of(interview: Interview, people: frozenset[int]) -> Slot:
    """Return when and where the interview is, held by these people."""
    return Slot(interview.starts_at, interview.minutes, interview.place, people)


def tell_of_slot(
    session: Session,
    application: Application,
    interview: Interview,
    before: Slot | None,
    words: str,
) -> None:
    """Write to the candidate where time or place is new, and to each interviewer whom it concerns.

    Without `before` the candidate is invited, and every interviewer hears of it for the first time.
    """
    there = open_cards(_fresh(session, interview))
    known = before.interviewers if before else frozenset()
    new, others = (
        [c.interviewer for c in there if (c.interviewer_id in known) is old] for old in (False, True)
    )
    tell_people(session, application, interview, new, PanelNews.ARRANGED)
    if before is None:
        tell_candidate(session, application, interview, "interview_invitation", words)
    elif replace(before, interviewers=known) != slot_of(interview, known):
        tell_people(session, application, interview, others, PanelNews.MOVED)
        tell_candidate(session, application, interview, "interview_moved", words)


def tell_candidate(
    session: Session,
    application: Application,
    interview: Interview,
    template: str,
    words: str,
    about_wish: int | None = None,
) -> None:
    """Write to the candidate; `words` are what HR adds. An answer to a wish changes nothing in calendars."""
    plan = queries.plan_of(session, application.opening_id)
    questions = queries.questions_of(session, application.opening, plan) if plan else []
    about = {each.competency.code: each.competency.name for each in questions if each.competency}
    send_about(
        session,
        application,
        template,
        key=_key(interview, "candidate") + (f":{about_wish}" if about_wish else ""),
        about=list(about.values()),
        interviewers=len(open_cards(_fresh(session, interview))),
        words=words,
        **said_of(application, interview),
    )


def _fresh(session: Session, interview: Interview) -> Interview:
    found = queries.interview_of(session, interview.application_id, anew=True)
    assert found is not None  # noqa: S101  (interviews are never removed)
    return found


def tell_people(
    session: Session, application: Application, interview: Interview, people: Iterable[User], news: PanelNews
) -> None:
    """Write to members of staff, each in their language."""
    for each in people:
        send_about(
            session,
            application,
            "interview_panel",
            to=Recipient(each.name, each.email, each.locale),
            key=_key(interview, each.id),
            news=news,
            **said_of(application, interview),
        )


def _key(interview: Interview, reader: int | str) -> str:
    return f"interview:{interview.id}:{reader}{NEWS}{interview.number}"


def said_of(
    application: Application, interview: Interview, changed_at: datetime | None = None
) -> dict[str, Any]:
    """Return what mails and calendars say of an interview; needs the opening, and the candidate."""
    opening = application.opening
    return {
        "uid": f"interview-{interview.public_id}",
        "number": interview.number,
        "changed_at": changed_at or clock.now(),
        "candidate": application.candidate.name,
        "title": opening.title,
        "zone": opening.zone,
        "starts_at": interview.starts_at,
        "minutes": interview.minutes,
        "where": AsWritten(interview.place),
    }
