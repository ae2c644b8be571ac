"""What becomes of a candidate's wish when the interview changes, or when HR keeps its time."""

from sqlalchemy.orm import Session

from hiring import clock
from hiring.interviews import queries
from hiring.interviews.models import Interview, InterviewWish
from hiring.interviews.rules import WishState


def settle_wish(session: Session, interview: Interview, *, moved: bool = False) -> None:
    """Answer the wish that waits by what has become of the interview: its new time, or its end."""
    wish = queries.waiting_wish(session, interview.id)
    if wish is None:
        return
    accepted = moved and interview.starts_at in queries.times_proposed(wish)
    answer_wish(session, wish, WishState.ACCEPTED if accepted else WishState.OVERTAKEN)


def answer_wish(session: Session, wish: InterviewWish, state: WishState, answer: str = "") -> None:
    """Write down what became of a wish."""
    wish.state, wish.answer, wish.answered_at = state, answer, clock.now()
    session.flush()
