"""What an interviewer does with a card: keep a draft, lock it, step aside."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.interviews import queries, sealing
from hiring.interviews.actions.scores import add_total, record_total
from hiring.interviews.events import CardLocked, InterviewConflictDeclared
from hiring.interviews.models import InterviewCard, InterviewNote
from hiring.interviews.queries.plans import QuestionToAsk
from hiring.interviews.rules import (
    MAY_BE_INTERVIEWED,
    AskedQuestion,
    CardDraft,
    CardLack,
    CardState,
    InterviewState,
    card_lacks,
)
from hiring.openings.models import Application


class CardRefused(HiringError):
    """What an interviewer sent cannot be kept or locked."""


class CardLockedAlready(CardRefused):
    """Something else was sent for a card after it was locked."""

    sentence = N_("This card is locked and can no longer change.")


class NotInterviewedNow(CardRefused):
    """The interview was called off or missed, the application has ended, or somebody else interviews."""

    sentence = N_(
        "This interview is not held now, so nothing more can be put down for it. Ask HR if it should be."
    )


class CardChangedElsewhere(CardRefused):
    """Another page wrote a newer draft than the one this page started from."""

    sentence = N_("You changed this card in another tab or on another device.")


class TooEarly(CardRefused):
    """Locking before the interview has begun: nobody can have heard anything."""

    status = 422
    sentence = N_("The interview has not begun, so the card cannot be locked yet. What you wrote is kept.")


class CardIncomplete(CardRefused):
    """Locking is asked for while something is missing; the draft is kept. `lacks` says what."""

    status = 422
    sentence = N_("Something is still missing before this card can be locked.")

    def __init__(self, missing: list[tuple[str, CardLack]]) -> None:
        super().__init__()
        self.lacks = missing


def save_card(session: Session, card: InterviewCard, draft: CardDraft, *, by: Doer) -> InterviewCard:
    """Keep what the interviewer has put down; saving the same twice is saving once.

    Drafts are no events of the trail: nobody but their writer ever sees them. Raises CardRefused.
    """
    questions = _hold(session, card)
    if card.state == CardState.LOCKED and not _differs(session, card, questions, draft):
        return card
    _must_be_open(card)
    _write(session, card, questions, draft)
    return card


def lock_card(session: Session, card: InterviewCard, draft: CardDraft, *, by: Doer) -> InterviewCard:
    """Keep `draft` and make it final; locking the same twice is locking once.

    Raises CardIncomplete or TooEarly (the draft is kept), and what `save_card` does.
    """
    questions = _hold(session, card)
    if card.state == CardState.LOCKED and not _differs(session, card, questions, draft):
        return card
    _must_be_open(card)
    _write(session, card, questions, draft)
    if clock.now() < card.interview.starts_at:
        raise TooEarly
    given = _stands(session, card, questions)
    missing = card_lacks(list(given.values()), {each.code: each.rated for each in questions})
    if missing:
        raise CardIncomplete(missing)
    card.state, card.locked_at = CardState.LOCKED, clock.now()
    session.flush()
    interview = card.interview
    locked = CardLocked(interview.opening_id, interview.application_id, card.id)
    total = add_total(session, interview.application_id)
    record(session, locked, by=by, seals=sealing.seals_of(card, given.values()))
    record_total(session, total)
    return card


def declare_conflict(session: Session, card: InterviewCard, reason: str, *, by: Doer) -> InterviewCard:
    """Have an interviewer step aside who should not judge this candidate; HR chooses somebody else.

    What was noted stays with the card and counts for nothing. Raises CardLockedAlready.
    """
    _hold(session, card)
    if card.state == CardState.CONFLICT:
        return card
    if card.state != CardState.OPEN:
        raise CardLockedAlready
    card.state, card.conflict_reason = CardState.CONFLICT, reason
    interview = card.interview
    interview.number += 1
    session.flush()
    total = add_total(session, interview.application_id)
    record(session, InterviewConflictDeclared(interview.opening_id, interview.application_id, card.id), by=by)
    record_total(session, total)
    return card


def _hold(session: Session, card: InterviewCard) -> list[QuestionToAsk]:
    """Hold application and card, read both again, and return what is asked."""
    owner = select(Application).where(Application.id == card.interview.application_id)
    held = owner.with_for_update(key_share=True).execution_options(populate_existing=True)
    session.scalars(held).one()
    written = ["state", "locked_at", "draft_revision", "draft_writer"]
    session.refresh(card, written, with_for_update={"of": InterviewCard, "key_share": True})
    session.refresh(card.interview, ["state", "starts_at", "number"])
    plan = queries.plan_of(session, card.interview.opening_id)
    return queries.questions_of(session, card.interview.opening, plan) if plan else []


def _must_be_open(card: InterviewCard) -> None:
    if card.state == CardState.LOCKED:
        raise CardLockedAlready
    held = card.interview.state == InterviewState.ARRANGED
    if card.state != CardState.OPEN or not held or card.interview.application.stage not in MAY_BE_INTERVIEWED:
        raise NotInterviewedNow


def _stands(
    session: Session, card: InterviewCard, questions: Sequence[QuestionToAsk]
) -> dict[str, AskedQuestion]:
    return queries.notes_of(session, card.id, [each.code for each in questions])


def _wanted(questions: Sequence[QuestionToAsk], draft: CardDraft) -> dict[str, AskedQuestion]:
    """Return what was sent, question by question; one that is noted only takes no level."""
    rated = {each.code: each.rated for each in questions}
    return {
        each.code: each if rated[each.code] else AskedQuestion(each.code, each.asked, notes=each.notes)
        for each in draft.questions
        if each.code in rated
    }


def _differs(
    session: Session, card: InterviewCard, questions: Sequence[QuestionToAsk], draft: CardDraft
) -> bool:
    stands = _stands(session, card, questions)
    return stands != stands | _wanted(questions, draft)


def _write(
    session: Session, card: InterviewCard, questions: Sequence[QuestionToAsk], draft: CardDraft
) -> None:
    stands = _stands(session, card, questions)
    wanted = stands | _wanted(questions, draft)
    if stands == wanted:
        return
    own_page = bool(draft.writer) and draft.writer == card.draft_writer
    if draft.seen != card.draft_revision and not own_page:
        raise CardChangedElsewhere
    rows = {
        row.question: row
        for row in session.scalars(select(InterviewNote).where(InterviewNote.card_id == card.id))
    }
    for code, given in wanted.items():
        if given == stands[code]:
            continue
        row = rows.get(code) or InterviewNote(card_id=card.id, question=code)
        row.asked, row.level, row.not_shown = given.asked, given.level, given.not_shown
        row.notes, row.saved_at = given.notes, clock.now()
        session.add(row)
    card.draft_revision, card.draft_writer = card.draft_revision + 1, draft.writer
    session.flush()
