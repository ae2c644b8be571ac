"""Read who was told what, and who still waits to be told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from hiring.db.distinct import distinct_values
from hiring.db.keyset import Cursor, Key, Page, read_page, read_text, read_whole
from hiring.db.partial_index import written_out
from hiring.db.pieces import in_pieces, public_ids_in
from hiring.db.together import AnySelect, read_together
from hiring.decisions.models import Decision, DecisionLetter, OtherTelling
from hiring.decisions.rules import LetterState, Outcome, Told, WayOfTelling, letter_state
from hiring.mail.models import Message, MessageState
from hiring.openings.models import Application, Candidate, Opening, OpeningMember
from hiring.openings.rules import MemberRole, Stage

_IS_FAILED = Message.state == written_out(MessageState.FAILED)


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many candidates of an opening have one decision, and how many of them await their letter."""

    decided: int
    awaiting: int


@dataclass(frozen=True, slots=True)
class AwaitingCandidate:
    """One candidate who has a decision and has not been told."""

    public_id: str
    name: str
    email: str
    code: str
    locale: str


def told(session: Session, application_ids: Collection[int]) -> dict[int, Told]:
    """Return what the candidates of a few applications were told last."""
    found: dict[int, Told] = {}
    for some in in_pieces(sorted(application_ids)):
        letters, others = read_together(session, _letters_to(some), _other_tellings(some))
        found |= _last_told(letters, others)
    return found


def decided_and_told(
    session: Session, application_ids: Sequence[int]
) -> tuple[dict[int, Outcome], dict[int, Told]]:
    """Return the outcomes that stand of the applications of one page, and what was told of them last."""
    some = sorted(application_ids)
    decisions = select(Decision.id, Decision.application_id, Decision.outcome)
    made, letters, others = read_together(
        session, decisions.where(Decision.application_id.in_(some)), _letters_to(some), _other_tellings(some)
    )
    in_order = sorted(made, key=attrgetter("id"))
    return {row.application_id: Outcome(row.outcome) for row in in_order}, _last_told(letters, others)


def _last_told(letters: Iterable[Any], others: Iterable[Any]) -> dict[int, Told]:
    by_letter = [(row.confirmed_at, row.id, row.application_id, _by_letter(row)) for row in letters]
    otherwise = [(row.noted_at, row.id, row.application_id, _otherwise(row)) for row in others]
    in_order = sorted(by_letter + otherwise, key=itemgetter(0, 1))
    return {application_id: last for _at, _id, application_id, last in in_order}


def _letters_to(application_ids: Sequence[int]) -> AnySelect:
    return (
        select(
            DecisionLetter.id,
            DecisionLetter.application_id,
            DecisionLetter.confirmed_at,
            Decision.outcome,
            Message.state,
            Message.sent_at,
            Message.not_before,
            Message.public_id,
        )
        .join(Decision, Decision.id == DecisionLetter.decision_id)
        .join(Message, Message.id == DecisionLetter.message_id)
        .where(DecisionLetter.application_id.in_(application_ids), Message.state != MessageState.CANCELLED)
    )


def _other_tellings(application_ids: Sequence[int]) -> AnySelect:
    return (
        select(
            OtherTelling.id,
            OtherTelling.application_id,
            OtherTelling.noted_at,
            OtherTelling.told_at,
            OtherTelling.way,
            Decision.outcome,
        )
        .join(Decision, Decision.id == OtherTelling.decision_id)
        .where(OtherTelling.application_id.in_(application_ids), OtherTelling.taken_back_at.is_(None))
    )


def _by_letter(row: Any) -> Told:
    state = letter_state(row.state, row.not_before)
    return Told(Outcome(row.outcome), state, row.sent_at or row.not_before, row.public_id)


def _otherwise(row: Any) -> Told:
    return Told(Outcome(row.outcome), LetterState.OTHERWISE, row.told_at, way=WayOfTelling(row.way))


def awaiting_among(session: Session, application_ids: Collection[int]) -> set[int]:
    """Return those of a few applications that wait for a letter."""
    wanted = select(Application.id).where(Application.id.in_(application_ids), Application.awaits_letter)
    return set(session.scalars(wanted))


def last_other_telling(session: Session, application_id: int) -> OtherTelling | None:
    """Return the last note that a candidate was told by other means, unless it was taken back."""
    wanted = select(OtherTelling).where(
        OtherTelling.application_id == application_id, OtherTelling.taken_back_at.is_(None)
    )
    return session.scalar(wanted.order_by(OtherTelling.id.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class FailedLetter:
    """A letter that could not be delivered, and where it went."""

    application_public_id: str
    name: str
    code: str
    sent_to: str
    email: str
    """The candidate's address now."""
    outcome: Outcome


def failed_letters(session: Session, opening_id: int, *, most: int) -> list[FailedLetter]:
    """Return the letters of an opening that could not be delivered, the newest first; `most` at most."""
    rows = session.execute(
        select(
            Application.public_id,
            Candidate.name,
            Application.code,
            Message.to_email,
            Candidate.email,
            Decision.outcome,
        )
        .select_from(Message)
        .join(DecisionLetter, DecisionLetter.message_id == Message.id)
        .join(Decision, Decision.id == DecisionLetter.decision_id)
        .join(Application, Application.id == DecisionLetter.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(_IS_FAILED, Message.opening_id == opening_id)
        .order_by(Message.id.desc())
        .limit(most)
    )
    return [FailedLetter(row[0], row[1], row[2], row[3], row[4], Outcome(row[5])) for row in rows]


def told_of(session: Session, application_id: int) -> Told | None:
    return told(session, [application_id]).get(application_id)


def letters_before(session: Session, application_ids: Collection[int]) -> dict[int, int]:
    """Return how many letters were written to each, also those that were taken back."""
    found: dict[int, int] = {}
    for some in in_pieces(sorted(application_ids)):
        rows = session.execute(
            select(DecisionLetter.application_id, func.count())
            .where(DecisionLetter.application_id.in_(some))
            .group_by(DecisionLetter.application_id)
        )
        found |= {row[0]: row[1] for row in rows}
    return found


def standing_decisions(session: Session, application_ids: Sequence[int]) -> dict[int, Decision]:
    """Return the decision that stands of each."""
    found: dict[int, Decision] = {}
    for some in in_pieces(application_ids):
        last = select(func.max(Decision.id)).where(Decision.application_id.in_(some))
        standing = select(Decision).where(Decision.id.in_(last.group_by(Decision.application_id)))
        found |= {decision.application_id: decision for decision in session.scalars(standing)}
    return found


def outcome_counts(session: Session, opening_id: int) -> dict[Outcome, OutcomeCount]:
    """Return how many were decided on, by the decision that stands, and how many of them await a letter."""
    rows = session.execute(
        select(Application.outcome, func.count(), func.count().filter(Application.awaits_letter))
        .where(Application.opening_id == opening_id, Application.stage == Stage.DECIDED)
        .group_by(Application.outcome)
    )
    return {Outcome(outcome): OutcomeCount(decided, waiting) for outcome, decided, waiting in rows if outcome}


def awaiting_page(
    session: Session, opening_id: int, outcome: Outcome, cursor: Cursor, *, size: int, total: int
) -> Page[AwaitingCandidate]:
    """Return one page of those who wait for a letter with `outcome`, by name."""
    statement = (
        select(Application.public_id, Candidate.name, Candidate.email, Application.code, Application.locale)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(
            Application.opening_id == opening_id, Application.awaits_letter, Application.outcome == outcome
        )
    )
    keys = (Key(Application.listed_as, read_text), Key(Application.id, read_whole))
    page = read_page(session, statement, keys, cursor, size=size, total=total)
    return page.of([AwaitingCandidate(*list(row)[:5]) for row in page.rows])


def awaiting(
    session: Session, opening_id: int, public_ids: Collection[str], *, held: bool
) -> list[Application]:
    """Return those of the named applications that wait for a letter, with their candidates.

    `held`: others who would change them wait until this transaction ends.
    """
    found: list[Application] = []
    for some in in_pieces(public_ids_in(public_ids)):
        waiting = (
            select(Application)
            .where(
                Application.opening_id == opening_id,
                Application.public_id.in_(some),
                Application.awaits_letter,
            )
            .options(joinedload(Application.candidate))
            .order_by(Application.id)
        )
        if held:
            waiting = waiting.with_for_update(key_share=True, of=Application)
            waiting = waiting.execution_options(populate_existing=True)
        found += session.scalars(waiting)
    return found


def with_untold(user_id: int, most: int) -> Select[Any]:
    """Select the newest openings of an HR member in which somebody awaits a letter, with their number."""
    waiting = distinct_values(Application.opening_id, Application.awaits_letter.expression, falling=True)
    first = (
        select(waiting.c.value.label("id"))
        .join(OpeningMember, OpeningMember.opening_id == waiting.c.value)
        .where(OpeningMember.user_id == user_id, OpeningMember.role == MemberRole.HR)
        .order_by(waiting.c.value.desc())
        .limit(most)
        .subquery()
    )
    untold = (
        select(func.count())
        .select_from(Application)
        .where(Application.opening_id == Opening.id, Application.awaits_letter)
        .scalar_subquery()
    )
    return select(Opening.id, Opening.public_id, Opening.title, untold.label("number")).join(
        first, first.c.id == Opening.id
    )
