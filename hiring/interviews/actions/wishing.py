"""A candidate proposes other times or cannot come; HR accepts a time or keeps the one that is set."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.interviews import queries
from hiring.interviews.actions.answering import answer_wish
from hiring.interviews.actions.arranging import arrange, interview_mark, interviewers_of
from hiring.interviews.actions.telling import slot_of, tell_candidate
from hiring.interviews.events import CandidateCannotCome, InterviewTimeKept, OtherTimeProposed
from hiring.interviews.models import Interview, InterviewWish
from hiring.interviews.rules import (
    MAY_BE_INTERVIEWED,
    WISH_REFUSALS,
    InterviewState,
    Wish,
    WishKind,
    WishState,
    fault_of_times,
    why_not_to_ask,
)
from hiring.openings.models import Application


class WishRefused(HiringError):
    """A candidate cannot ask for this."""

    status = 422


class InterviewChanged(WishRefused):
    """The interview is no longer what the candidate's page showed."""

    status = 409
    sentence = N_(
        "The interview has been changed or called off since you opened this page. See above what holds now; "
        "nothing was sent."
    )


class WishWaits(WishRefused):
    """Something else was asked already, and HR has not answered."""

    status = 409
    sentence = N_(
        "You have already asked, and HR has not answered yet. What you have just written was not sent; it "
        "is still in the fields below."
    )


class WishAnswered(HiringError):
    """Somebody else has answered, or the interview was changed meanwhile."""

    sentence = N_("This has been answered meanwhile, so nothing was changed. See below what holds now.")


def ask_other_time(
    session: Session, application: Application, wish: Wish, *, seen: int, by: Doer
) -> InterviewWish:
    """Have HR read that a candidate proposes other times or cannot come. Sending the same twice asks once.

    `seen` is the number of the interview that the sender's page showed. Raises WishRefused.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    interview = queries.interview_of(session, application.id, anew=True)
    if interview is None or not _to_come(application, interview) or interview.number != seen:
        raise InterviewChanged
    asked = queries.wishes_of(session, interview.id)
    times = [each.isoformat() for each in wish.times]
    if asked and asked[0].state == WishState.WAITING:
        if (asked[0].kind, asked[0].times, asked[0].reason) == (wish.kind, times, wish.reason):
            return asked[0]
        raise WishWaits
    _require_sound(session, interview, wish, queries.times_asked(asked))
    row = InterviewWish(
        interview_id=interview.id,
        opening_id=application.opening_id,
        kind=wish.kind,
        times=times,
        reason=wish.reason,
    )
    session.add(row)
    session.flush()
    said = OtherTimeProposed if wish.kind is WishKind.OTHER_TIME else CandidateCannotCome
    record(session, said(application.opening_id, application.id, row.id), by=by)
    return row


def accept_time(
    session: Session, application: Application, public_id: str, starts_at: datetime, words: str, *, by: Doer
) -> Interview:
    """Move the interview to a time that the candidate proposed; all concerned are told.

    Raises WishAnswered, and what `arrange` does.
    """
    interview, wish = _held(session, application, public_id)
    if wish.state == WishState.ACCEPTED and interview.starts_at == starts_at:
        return interview
    if wish.state != WishState.WAITING or starts_at not in queries.times_proposed(wish):
        raise WishAnswered
    slot = replace(slot_of(interview, interviewers_of(interview)), starts_at=starts_at)
    return arrange(session, application, slot, words, seen=interview_mark(interview), by=by)


def keep_time(
    session: Session, application: Application, public_id: str, words: str, *, by: Doer
) -> InterviewWish:
    """Keep the time that is set, and tell the candidate why. Raises WishAnswered."""
    interview, wish = _held(session, application, public_id)
    if wish.state == WishState.KEPT and wish.answer == words:
        return wish
    if wish.state != WishState.WAITING:
        raise WishAnswered
    answer_wish(session, wish, WishState.KEPT, words)
    tell_candidate(session, application, interview, "interview_kept", words, about_wish=wish.id)
    record(session, InterviewTimeKept(application.opening_id, application.id, wish.id), by=by)
    return wish


def _held(session: Session, application: Application, public_id: str) -> tuple[Interview, InterviewWish]:
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    interview = queries.interview_of(session, application.id, anew=True)
    wanted = select(InterviewWish).where(InterviewWish.public_id == public_id)
    wish = session.scalar(wanted.execution_options(populate_existing=True))
    if interview is None or wish is None or wish.interview_id != interview.id:
        raise WishAnswered
    return interview, wish


def _to_come(application: Application, interview: Interview) -> bool:
    return interview.state == InterviewState.ARRANGED and application.stage in MAY_BE_INTERVIEWED


def _require_sound(session: Session, interview: Interview, wish: Wish, asked: int) -> None:
    now = clock.now()
    plan = queries.plan_as_value(queries.plan_of(session, interview.opening_id), frozenset())
    refusal = why_not_to_ask(wish.kind, interview.starts_at, plan, asked=asked, now=now)
    if refusal is None and wish.kind is WishKind.OTHER_TIME:
        refusal = fault_of_times(wish.times, interview.starts_at, now=now)
    if refusal is not None:
        raise WishRefused(WISH_REFUSALS[refusal], hours=plan.notice_hours)
