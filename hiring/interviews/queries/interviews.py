"""The interviews of an opening, and the one of a candidate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.accounts.models import User
from hiring.db.keyset import Cursor, Key, Page, read_moment, read_page, read_whole
from hiring.interviews.models import Interview, InterviewCard
from hiring.interviews.queries.wishes import has_waiting_wish
from hiring.interviews.rules import CardState
from hiring.openings.models import Application, Candidate, Opening, OpeningMember
from hiring.scoring.models import Review
from hiring.scoring.rules import OPEN
from hiring.sittings.models import Sitting

_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """One line of HR's list."""

    application_public_id: str
    name: str
    code: str
    state: str
    starts_at: datetime
    locked: int
    """How many interviewers have locked their card, of `interviewers`."""
    interviewers: int
    asks: bool
    """The candidate waits for an answer about the time."""


def interviews_page(session: Session, opening_id: int, cursor: Cursor) -> Page[InterviewLine]:
    """Return one page of the interviews of an opening, by their time."""
    cards = select(func.count(InterviewCard.id)).where(InterviewCard.interview_id == Interview.id)
    locked = cards.where(InterviewCard.state == CardState.LOCKED).scalar_subquery()
    live = cards.where(InterviewCard.state.in_((CardState.OPEN, CardState.LOCKED))).scalar_subquery()
    statement = (
        select(
            Application.public_id,
            Candidate.name,
            Application.code,
            Interview.state,
            Interview.starts_at,
            locked,
            live,
            has_waiting_wish().scalar_subquery(),
        )
        .join(Application, Application.id == Interview.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Interview.opening_id == opening_id)
    )
    keys = (Key(Interview.starts_at, read_moment), Key(Interview.id, read_whole))
    page = read_page(session, statement, keys, cursor, size=_ON_A_PAGE)
    return page.of([InterviewLine(*list(row)[:8]) for row in page.rows])


def application_of_interview_page(session: Session, public_id: str) -> Application | None:
    """Return an application with its candidate and the opening with its members."""
    opening = joinedload(Application.opening)
    return session.scalar(
        select(Application)
        .where(Application.public_id == public_id)
        .options(
            joinedload(Application.candidate),
            opening.selectinload(Opening.members).joinedload(OpeningMember.user),
        )
    )


def application_to_tell_of(session: Session, application_id: int) -> Application | None:
    """Return an application with what mails and calendars say of it: its candidate and opening."""
    wanted = select(Application).where(Application.id == application_id)
    return session.scalar(wanted.options(joinedload(Application.candidate), joinedload(Application.opening)))


def interview_of(session: Session, application_id: int, *, anew: bool = False) -> Interview | None:
    """Return the interview of a candidate with the cards and who fills them in.

    `anew` reads it again where it was read before: once it is held, or was changed.
    """
    cards = selectinload(Interview.cards)
    wanted = (
        select(Interview)
        .where(Interview.application_id == application_id)
        .options(cards.joinedload(InterviewCard.interviewer), cards.selectinload(InterviewCard.notes))
    )
    return session.scalar(wanted.execution_options(populate_existing=anew))


def interviewers_of_candidate(session: Session, application_id: int) -> set[int]:
    """Return the ids of who holds or has held the interview: they know whose answers they would mark."""
    wanted = (
        select(InterviewCard.interviewer_id)
        .join(Interview, Interview.id == InterviewCard.interview_id)
        .where(Interview.application_id == application_id)
    )
    return set(session.scalars(wanted))


def still_to_mark(session: Session, application_id: int, user_ids: Collection[int]) -> list[User]:
    """Return who of these still has answers of this very candidate to mark, which is done blind."""
    open_reviews = (
        select(Review.reviewer_id)
        .join(Sitting, Sitting.id == Review.sitting_id)
        .where(
            Sitting.application_id == application_id,
            Review.reviewer_id.in_(user_ids),
            Review.state.in_(OPEN),
        )
    )
    return list(session.scalars(select(User).where(User.id.in_(open_reviews)).order_by(User.name, User.id)))
