"""What the trail seals of locked cards and of a consensus: levels, and apart words, which erasure reaches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hiring.audit.binding import Binding, Bound
from hiring.i18n import N_
from hiring.interviews.models import Interview, InterviewCard, InterviewConsensus, InterviewNote
from hiring.interviews.queries.cards import as_asked
from hiring.interviews.rules import AskedQuestion, CardState

_CHANGED = N_("the interview card that entry %(number)s seals was changed")
_AGREED_CHANGED = N_("what interviewers came to together, which entry %(number)s seals, was changed")
_AGREED_UNSEALED = N_(
    "what interviewers came to together, number %(row)s, was recorded from outside: no entry seals it"
)
_UNSEALED = N_("interview card number %(row)s was locked from outside: no entry seals it")


def seals_of(card: InterviewCard, questions: Iterable[AskedQuestion]) -> tuple[Bound, ...]:
    """Return a locked card as the entry that tells of it seals it."""
    kept = [each for each in questions if not each.empty]
    return (
        Bound(CARD.kind, card.id, _levels(card, kept)),
        Bound(CARD_NOTES.kind, card.id, _notes(kept)),
    )


def _levels(card: InterviewCard, questions: Iterable[AskedQuestion]) -> list[Any]:
    given = sorted([each.code, each.asked, each.level, each.not_shown] for each in questions)
    at = card.locked_at.isoformat() if card.locked_at else None
    return [card.interviewer_id, card.interview_id, at, given]


def _notes(questions: Iterable[AskedQuestion]) -> list[Any]:
    return sorted([each.code, each.notes] for each in questions)


def _all_levels(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {card.id: _levels(card, questions) for card, questions in _locked(session, ids)}


def _all_notes(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {card.id: _notes(questions) for card, questions in _locked(session, ids)}


def _locked(session: Session, ids: Collection[int]) -> Iterable[tuple[InterviewCard, list[AskedQuestion]]]:
    questions: dict[int, list[AskedQuestion]] = defaultdict(list)
    rows = select(InterviewNote).where(InterviewNote.card_id.in_(ids))
    for row in session.scalars(rows.execution_options(populate_existing=True)):
        questions[row.card_id].append(as_asked(row))
    wanted = select(InterviewCard).where(InterviewCard.id.in_(ids), InterviewCard.state == CardState.LOCKED)
    cards = session.scalars(wanted.execution_options(populate_existing=True))
    return [(card, questions[card.id]) for card in cards]


def _sealed_since(since: datetime | None) -> Select[int, int]:
    wanted = (
        select(InterviewCard.id, Interview.application_id)
        .join(Interview, Interview.id == InterviewCard.interview_id)
        .where(InterviewCard.state == CardState.LOCKED)
    )
    return wanted if since is None else wanted.where(InterviewCard.locked_at > since)


def seals_of_consensus(rows: Iterable[InterviewConsensus]) -> tuple[Bound, ...]:
    """Return what was recorded together as the entry that tells of it seals it."""
    return tuple(
        bound
        for row in rows
        for bound in (
            Bound(CONSENSUS.kind, row.id, _agreed(row)),
            Bound(CONSENSUS_REASON.kind, row.id, row.reason),
        )
    )


def _agreed(row: InterviewConsensus) -> list[Any]:
    return [row.interview_id, row.competency, row.level, row.recorded_by, row.recorded_at.isoformat()]


def _rows(session: Session, ids: Collection[int]) -> Iterable[InterviewConsensus]:
    wanted = select(InterviewConsensus).where(InterviewConsensus.id.in_(ids))
    return session.scalars(wanted.execution_options(populate_existing=True))


def _all_agreed(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {row.id: _agreed(row) for row in _rows(session, ids)}


def _all_reasons(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    return {row.id: row.reason for row in _rows(session, ids)}


def _recorded_since(since: datetime | None) -> Select[int, int]:
    wanted = select(InterviewConsensus.id, Interview.application_id).join(
        Interview, Interview.id == InterviewConsensus.interview_id
    )
    return wanted if since is None else wanted.where(InterviewConsensus.recorded_at > since)


CARD = Binding("interview_card", _CHANGED, _UNSEALED, _all_levels, _sealed_since, erasable=False)
CARD_NOTES = Binding("interview_notes", _CHANGED, _UNSEALED, _all_notes, _sealed_since, erasable=True)
CONSENSUS = Binding(
    "interview_consensus", _AGREED_CHANGED, _AGREED_UNSEALED, _all_agreed, _recorded_since, erasable=False
)
CONSENSUS_REASON = Binding(
    "consensus_reasons",
    _AGREED_CHANGED,
    _AGREED_UNSEALED,
    _all_reasons,
    _recorded_since,
    erasable=True,
)
