"""Invite a candidate to an interview, change it, call it off, note that nobody came."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.interviews import queries
from hiring.interviews.actions.answering import settle_wish
from hiring.interviews.actions.scores import add_total, record_total
from hiring.interviews.actions.telling import open_cards, slot_of, tell_candidate, tell_of_slot, tell_people
from hiring.interviews.events import (
    CardReleased,
    InterviewArranged,
    InterviewCalledOff,
    InterviewerTakenOff,
    InterviewMissed,
    InterviewMoved,
)
from hiring.interviews.models import (
    Interview,
    InterviewCard,
    InterviewConsensus,
    InterviewNote,
    InterviewWish,
)
from hiring.interviews.rules import (
    LATEST,
    MAY_BE_INTERVIEWED,
    MOST_INTERVIEWERS,
    SMALLEST_PANEL,
    CardState,
    InterviewState,
    PanelNews,
    Slot,
    sees_scores,
)
from hiring.openings.models import Application
from hiring.openings.queries import application_by_id, read_people_again
from hiring.openings.rules import Stage


class InterviewRefused(HiringError):
    """The interview cannot be arranged so."""

    status = 422


class InterviewHeld(InterviewRefused):
    """Somebody has locked a card: the interview was held."""

    status = 409
    sentence = N_(
        "An interviewer has locked a card, so this interview was held. It can no longer be changed."
    )


_NO_PLAN = N_("First choose what is asked in the interviews of this opening, and who may hold them.")
_NOT_NOW = N_("Only who has handed in and is not decided on can be invited to an interview.")
_PAST = N_("Choose a time that is still to come.")
_TOO_FAR = N_("Choose a time within the next year.")
_TOO_FEW = N_("Choose at least two interviewers: each rates alone, and their ratings are compared.")
_TOO_MANY = N_("Choose at most %(most)s interviewers.")
_NOT_IN_PANEL = N_(
    "Somebody in this list is not in the panel any more, has declared a conflict, or sees scores here. "
    "Please choose again."
)
_STILL_MARKS = N_(
    "%(names)s must first mark the answers of this candidate: that is done without knowing whose they are."
)
_NOT_ARRANGED = N_("No interview is arranged, so there is nothing to call off.")
_ALONE = N_(
    "Nobody has locked a card yet: change the interviewers together with time and place, so that two are "
    "left."
)
_NOT_YET = N_("The interview has not begun, so nobody can have missed it.")


def interview_mark(interview: Interview | None) -> str:
    """Return the mark of a page that shows an interview, or that there is none."""
    return mark_of([interview.number, interview.state] if interview else None)


def arrange(
    session: Session, application: Application, slot: Slot, words: str, *, seen: str, by: Doer
) -> Interview:
    """Invite a candidate, or change when, where and by whom the interview is held; all concerned are told.

    `words` go into the mail to the candidate. Sending the same again changes nothing. Raises StalePage
    where it was changed since the sender's page was made (a slot moved twice), InterviewHeld, or
    InterviewRefused.
    """
    _hold(session, application)
    interview = queries.interview_of(session, application.id, anew=True)
    stands = interview is not None and interview.state == InterviewState.ARRANGED
    before = slot_of(interview, interviewers_of(interview)) if interview is not None and stands else None
    if interview is not None and before == slot:
        return interview
    if seen != interview_mark(interview):
        raise StalePage
    _require_open(interview)
    _require_sound(session, application, interview, slot)
    if interview is None:
        interview = Interview(
            application_id=application.id, opening_id=application.opening_id, number=0, cards=[]
        )
    else:
        interview.number += 1
    interview.state = InterviewState.ARRANGED
    interview.starts_at, interview.minutes, interview.place = slot.starts_at, slot.minutes, slot.place
    interview.arranged_at = clock.now()
    session.add(interview)
    session.flush()
    gone = _choose_interviewers(session, interview, slot.interviewers)
    if before is None or before.starts_at != slot.starts_at:
        settle_wish(session, interview, moved=True)
    tell_of_slot(session, application, interview, before, words)
    tell_people(session, application, interview, gone, PanelNews.CALLED_OFF)
    said = (
        InterviewArranged(application.opening_id, application.id, interview.id)
        if before is None
        else InterviewMoved(application.opening_id, application.id, interview.id, interview.number)
    )
    record(session, said, by=by)
    return interview


def call_off(session: Session, application: Application, words: str, *, by: Doer) -> None:
    """Call an interview off and tell candidate and interviewers. Raises InterviewRefused, InterviewHeld."""
    _hold(session, application)
    interview = queries.interview_of(session, application.id, anew=True)
    if interview is not None and interview.state == InterviewState.CALLED_OFF:
        return
    if interview is None or interview.state != InterviewState.ARRANGED:
        raise InterviewRefused(_NOT_ARRANGED)
    _require_open(interview)
    _end(session, application, interview, by=by)
    tell_candidate(session, application, interview, "interview_called_off", words)


def call_off_ended(session: Session, application_id: int) -> None:
    """Call off the interview of an application that has ended; everybody's calendar hears of it.

    Whose data are used no more is written nothing. Where it was held, the cards that nobody locked are
    closed, so that the others can be read.
    """
    application = application_by_id(session, application_id)
    if application is None:
        return
    _hold(session, application)
    interview = queries.interview_of(session, application_id, anew=True)
    if application.stage in MAY_BE_INTERVIEWED or interview is None:
        return
    if interview.state != InterviewState.ARRANGED:
        return
    to_come = interview.starts_at > clock.now()
    _close(session, application, interview)
    left = application.stage in {Stage.WITHDRAWN, Stage.REMOVED}
    if left and to_come and interview.state == InterviewState.CALLED_OFF:
        tell_candidate(session, application, interview, "interview_called_off", "")


def end_with_decision(session: Session, application: Application) -> None:
    """End what is open of the interview of somebody who is being decided on; the application is held.

    One that is still to come is called off, and the candidate is told not to come. Of one whose time has
    come the cards that nobody locked are closed: what is given after the decision could only follow it.
    """
    interview = queries.interview_of(session, application.id, anew=True)
    if interview is None or interview.state != InterviewState.ARRANGED or not open_cards(interview):
        return
    to_come = interview.starts_at > clock.now()
    application = queries.application_to_tell_of(session, application.id) or application
    _close(session, application, interview)
    if to_come and interview.state == InterviewState.CALLED_OFF:
        tell_candidate(session, application, interview, "interview_called_off", "")


def _close(session: Session, application: Application, interview: Interview) -> None:
    """Call off what nobody has locked and that is still to come; else close the cards that are open."""
    if not _locked(interview) and interview.starts_at > clock.now():
        _end(session, application, interview, by=SYSTEM)
        return
    closed = open_cards(interview)
    for card in closed:
        card.state = CardState.RELEASED
    session.flush()
    settle_wish(session, interview)
    total = add_total(session, application.id) if closed else None
    for card in closed:
        record(session, CardReleased(application.opening_id, application.id, card.id), by=SYSTEM)
    record_total(session, total)


def forget_interview(session: Session, application_id: int) -> None:
    """Empty what was written about a candidate; levels, times and what was asked stay."""
    interviews = select(Interview.id).where(Interview.application_id == application_id).scalar_subquery()
    cards = select(InterviewCard.id).where(InterviewCard.interview_id.in_(interviews)).scalar_subquery()
    session.execute(update(InterviewNote).where(InterviewNote.card_id.in_(cards)).values(notes=""))
    session.execute(
        update(InterviewCard)
        .where(InterviewCard.interview_id.in_(interviews), InterviewCard.conflict_reason != "")
        .values(conflict_reason="")
    )
    asked, agreed = (
        InterviewWish.interview_id.in_(interviews),
        InterviewConsensus.interview_id.in_(interviews),
    )
    session.execute(update(InterviewWish).where(asked).values(reason="", answer=""))
    session.execute(update(InterviewConsensus).where(agreed).values(reason=""))
    session.execute(update(Interview).where(Interview.application_id == application_id).values(place=""))


def note_missed(session: Session, application: Application, *, by: Doer) -> None:
    """Note that the candidate did not come: HR may set a new time. Raises InterviewRefused, InterviewHeld."""
    _hold(session, application)
    interview = queries.interview_of(session, application.id, anew=True)
    if interview is not None and interview.state == InterviewState.MISSED:
        return
    if interview is None or interview.state != InterviewState.ARRANGED:
        raise InterviewRefused(_NOT_ARRANGED)
    _require_open(interview)
    if clock.now() < interview.starts_at:
        raise InterviewRefused(_NOT_YET)
    interview.state = InterviewState.MISSED
    interview.number += 1
    settle_wish(session, interview)
    session.flush()
    record(session, InterviewMissed(application.opening_id, application.id, interview.id), by=by)


def take_off(session: Session, application: Application, card_public_id: str, *, by: Doer) -> None:
    """Take an interviewer off who has not locked the card, so that what the others gave can be read.

    Only once somebody has locked: until then HR changes the interviewers as they are arranged. What was
    put down so far is kept with the card, and nobody reads it. Doing it again changes nothing. Raises
    InterviewRefused.
    """
    _hold(session, application)
    interview = queries.interview_of(session, application.id, anew=True)
    if interview is None or interview.state != InterviewState.ARRANGED:
        raise InterviewRefused(_NOT_ARRANGED)
    card = next((each for each in open_cards(interview) if each.public_id == card_public_id), None)
    if card is None:
        return
    if not _locked(interview):
        raise InterviewRefused(_ALONE)
    card.state = CardState.RELEASED
    interview.number += 1
    session.flush()
    tell_people(session, application, interview, [card.interviewer], PanelNews.CALLED_OFF)
    total = add_total(session, application.id)
    record(session, InterviewerTakenOff(application.opening_id, application.id, card.id), by=by)
    record_total(session, total)


def _hold(session: Session, application: Application) -> None:
    session.refresh(application, ["stage"], with_for_update={"key_share": True})


def interviewers_of(interview: Interview) -> frozenset[int]:
    """Return the ids of who holds the interview and has not locked."""
    return frozenset(card.interviewer_id for card in open_cards(interview))


def _locked(interview: Interview) -> bool:
    return any(card.state == CardState.LOCKED for card in interview.cards)


def _require_open(interview: Interview | None) -> None:
    if interview is not None and _locked(interview):
        raise InterviewHeld


def _require_sound(
    session: Session, application: Application, interview: Interview | None, slot: Slot
) -> None:
    now, opening = clock.now(), application.opening
    if queries.plan_of(session, opening.id) is None:
        raise InterviewRefused(_NO_PLAN)
    if application.stage not in MAY_BE_INTERVIEWED:
        raise InterviewRefused(_NOT_NOW)
    if slot.starts_at <= now:
        raise InterviewRefused(_PAST)
    if slot.starts_at > now + LATEST:
        raise InterviewRefused(_TOO_FAR)
    if len(slot.interviewers) < SMALLEST_PANEL:
        raise InterviewRefused(_TOO_FEW)
    if len(slot.interviewers) > MOST_INTERVIEWERS:
        raise InterviewRefused(_TOO_MANY, most=MOST_INTERVIEWERS)
    read_people_again(session, opening)
    panel = {user.id for user in queries.panel_of(session, opening.id)}
    cards = interview.cards if interview else []
    conflicts = {card.interviewer_id for card in cards if card.state == CardState.CONFLICT}
    if any(each not in panel - conflicts or sees_scores(each, opening.members) for each in slot.interviewers):
        raise InterviewRefused(_NOT_IN_PANEL)
    if busy := queries.still_to_mark(session, application.id, slot.interviewers):
        raise InterviewRefused(_STILL_MARKS, names=", ".join(user.name for user in busy))


def _choose_interviewers(session: Session, interview: Interview, wanted: frozenset[int]) -> list[User]:
    """Have exactly these people hold the interview; return who no longer does."""
    cards = {card.interviewer_id: card for card in interview.cards}
    gone = [
        card for card in cards.values() if card.state == CardState.OPEN and card.interviewer_id not in wanted
    ]
    for card in gone:
        card.state = CardState.RELEASED
    for each in sorted(wanted):
        if each not in cards:
            session.add(InterviewCard(interview_id=interview.id, interviewer_id=each))
        elif cards[each].state == CardState.RELEASED:
            cards[each].state = CardState.OPEN
    session.flush()
    return [session.get_one(User, card.interviewer_id) for card in gone]


def _end(session: Session, application: Application, interview: Interview, *, by: Doer) -> None:
    interview.state = InterviewState.CALLED_OFF
    interview.number += 1
    settle_wish(session, interview)
    people = [card.interviewer for card in open_cards(interview)]
    for card in open_cards(interview):
        card.state = CardState.RELEASED
    session.flush()
    tell_people(session, application, interview, people, PanelNews.CALLED_OFF)
    record(session, InterviewCalledOff(application.opening_id, application.id, interview.id), by=by)
