"""The cards of interviewers: one's own, and all of an interview once they are locked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hiring import clock
from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.i18n.localised import Localised
from hiring.interviews.models import Interview, InterviewCard, InterviewNote
from hiring.interviews.queries.plans import QuestionToAsk
from hiring.interviews.rules import (
    MAY_BE_INTERVIEWED,
    AskedQuestion,
    CardState,
    InterviewState,
    widest_difference,
)
from hiring.openings.models import Application, Candidate, Opening, OpeningMember

_ON_A_PAGE = 25


def card_by_public_id(session: Session, public_id: str) -> InterviewCard | None:
    """Return a card with its interview, the candidate, and who works in the opening."""
    interview = joinedload(InterviewCard.interview)
    application = interview.joinedload(Interview.application)
    return session.scalar(
        select(InterviewCard)
        .where(InterviewCard.public_id == public_id)
        .options(
            application.joinedload(Application.candidate),
            interview.joinedload(Interview.opening)
            .selectinload(Opening.members)
            .joinedload(OpeningMember.user),
        )
    )


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One line of an interviewer's list."""

    public_id: str
    state: str
    interview_state: str
    starts_at: datetime
    minutes: int
    place: str
    zone: str
    opening_title: Localised
    candidate: str


def own_cards_page(session: Session, user_id: int, cursor: Cursor) -> Page[OwnCard]:
    """Return one page of the interviews that somebody holds or has held, the newest first."""
    statement = (
        select(
            InterviewCard.public_id,
            InterviewCard.state,
            Interview.state,
            Interview.starts_at,
            Interview.minutes,
            Interview.place,
            Opening.zone,
            Opening.title,
            Candidate.name,
        )
        .join(Interview, Interview.id == InterviewCard.interview_id)
        .join(Opening, Opening.id == Interview.opening_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            InterviewCard.interviewer_id == user_id,
            InterviewCard.state.in_((CardState.OPEN, CardState.LOCKED)),
        )
    )
    keys = (Key(InterviewCard.id, read_whole, descending=True),)
    page = read_page(session, statement, keys, cursor, size=_ON_A_PAGE)
    return page.of([OwnCard(*list(row)[:9]) for row in page.rows])


def cards_to_lock(session: Session, user_id: int) -> int:
    """Return how many interviews of this person have begun and wait for the card to be locked."""
    waiting = (
        select(func.count(InterviewCard.id))
        .join(Interview, Interview.id == InterviewCard.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .where(
            InterviewCard.interviewer_id == user_id,
            InterviewCard.state == CardState.OPEN,
            Interview.state == InterviewState.ARRANGED,
            Interview.starts_at <= clock.now(),
            Application.stage.in_(MAY_BE_INTERVIEWED),
        )
    )
    return session.scalars(waiting).one()


def notes_of(session: Session, card_id: int, codes: Iterable[str]) -> dict[str, AskedQuestion]:
    """Return what stands on a card, question by question."""
    wanted = select(InterviewNote).where(InterviewNote.card_id == card_id)
    rows = session.scalars(wanted.execution_options(populate_existing=True))
    found = {row.question: as_asked(row) for row in rows}
    return {code: found.get(code, AskedQuestion(code)) for code in codes}


def as_asked(row: InterviewNote) -> AskedQuestion:
    """Return a row as a plain value."""
    return AskedQuestion(row.question, row.asked, row.level, row.not_shown, row.notes)


@dataclass(frozen=True, slots=True)
class GivenByOne:
    """What one interviewer gave for one question."""

    interviewer: str
    given: AskedQuestion
    user_id: int


@dataclass(frozen=True, slots=True)
class QuestionRated:
    """One question with what every interviewer gave for it, each alone."""

    asked: QuestionToAsk
    given: tuple[GivenByOne, ...]
    apart: int
    """How many levels lie between the highest and the lowest."""


def read_cards(interview: Interview, questions: Sequence[QuestionToAsk]) -> list[QuestionRated] | None:
    """Return what all gave, once every interviewer has locked; None before. Needs cards with their notes."""
    if not all_locked(interview):
        return None
    locked = [card for card in interview.cards if card.state == CardState.LOCKED]
    return [_rated(question, locked) for question in questions]


def all_locked(interview: Interview) -> bool:
    """Say whether everybody who holds the interview has locked; needs the cards."""
    states = {card.state for card in interview.cards}
    return CardState.LOCKED in states and CardState.OPEN not in states


def _rated(question: QuestionToAsk, cards: Sequence[InterviewCard]) -> QuestionRated:
    given = []
    for card in cards:
        found = (as_asked(row) for row in card.notes if row.question == question.code)
        put_down = next(found, AskedQuestion(question.code))
        given.append(GivenByOne(card.interviewer.name, put_down, card.interviewer_id))
    levels = [level for each in given if (level := each.given.counted) is not None]
    return QuestionRated(question, tuple(given), widest_difference(levels))
