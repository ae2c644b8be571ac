"""What candidates ask about the time of their interview."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, exists, func, literal_column, select
from sqlalchemy.orm import Session

from hiring.db.together import AnySelect
from hiring.interviews.models import Interview, InterviewWish
from hiring.interviews.rules import MAY_BE_INTERVIEWED, WishKind
from hiring.openings.models import Application, Opening
from hiring.openings.queries import works_in

#: Written out: an index holds only the wishes of which this is true.
WAITS = InterviewWish.state == literal_column("'waiting'")


def wishes_of(session: Session, interview_id: int) -> list[InterviewWish]:
    """Return what a candidate has asked about an interview, the newest first."""
    wanted = select(InterviewWish).where(InterviewWish.interview_id == interview_id)
    newest = wanted.order_by(InterviewWish.id.desc()).execution_options(populate_existing=True)
    return list(session.scalars(newest))


def waiting_wish(session: Session, interview_id: int) -> InterviewWish | None:
    """Return what HR has not answered."""
    wanted = select(InterviewWish).where(InterviewWish.interview_id == interview_id, WAITS)
    return session.scalar(wanted.execution_options(populate_existing=True))


def times_proposed(wish: InterviewWish) -> list[datetime]:
    """Return the moments that a wish names."""
    return [datetime.fromisoformat(each) for each in wish.times]


def times_asked(wishes: Collection[InterviewWish]) -> int:
    """Return how often other times were proposed; that somebody cannot come does not count."""
    return sum(wish.kind == WishKind.OTHER_TIME for wish in wishes)


def has_waiting_wish() -> Select[bool]:
    """Return the part of a statement that says whether an interview has a wish that waits."""
    return select(exists().where(InterviewWish.interview_id == Interview.id, WAITS))


def openings_with_wishes(hr_id: int, most: int) -> AnySelect:
    """Return the statement for the openings of one HR member in which somebody waits."""
    waiting = (
        select(
            InterviewWish.opening_id,
            func.count().label("number"),
            func.min(InterviewWish.id).label("first"),
        )
        .join(Interview, Interview.id == InterviewWish.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .where(
            WAITS,
            Application.stage.in_(MAY_BE_INTERVIEWED),
            works_in(InterviewWish.opening_id, hr_id),
        )
        .group_by(InterviewWish.opening_id)
        .order_by(func.min(InterviewWish.id))
        .limit(most)
        .subquery()
    )
    return (
        select(Opening.public_id, Opening.title, waiting.c.number, waiting.c.first)
        .join(waiting, waiting.c.opening_id == Opening.id)
        .order_by(waiting.c.first)
    )
