"""Take a task out of the scores, for everybody in an opening or for one candidate.

Before anybody can see a score that rests on the task, HR does so alone; afterwards one person
of HR proposes it and another agrees or not, and the scores are recalculated.
"""

from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM, Actor
from hiring.audit.actions import Doer, record
from hiring.audit.erasing import require_unerased
from hiring.banks.models import BankItem
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.batches import advance, ask_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.openings.models import Application, Opening
from hiring.scoring.actions.controls import end_open_reviews
from hiring.scoring.actions.counting import count_soon
from hiring.scoring.actions.keys import let_key_count, usable_key
from hiring.scoring.actions.scores import write_scores
from hiring.scoring.actions.settlement import held_sitting, settle_scoring
from hiring.scoring.events import (
    ExcuseProposed,
    ExcuseRefused,
    ExcuseWithdrawn,
    KeyProposed,
    KeyRefused,
    KeyWithdrawn,
    TaskExcused,
    TaskExcusedForAll,
)
from hiring.scoring.models import AnswerToRate, ExcusedTask, ExcuseProposal, Review, Settlement
from hiring.scoring.queries.excuses import excuses_of
from hiring.scoring.queries.keys import LaterKey
from hiring.sittings.models import Sitting

FOLLOW_EXCUSE = JobKind("scoring.follow-excuse", EVENTS, N_("Let a task that HR excused count for nobody"))

#: So many sittings in one transaction: nobody else can write meanwhile.
_AT_ONCE = 5


class ScoresAreSeen(HiringError):
    """A task is to be excused by one person for somebody whose score can be seen already."""

    sentence = N_(
        "A score that rests on this task can be seen already. Now a second person of HR must agree that it "
        "does not count."
    )


class ExcuseDecided(HiringError):
    """Somebody has decided about the proposal meanwhile."""

    sentence = N_("This has been decided already.")


class SecondPersonNeeded(HiringError):
    """Whoever proposed that a task does not count is to agree to it as well."""

    sentence = N_("You have proposed this yourself. Somebody else of HR must agree.")


def excuse_for_all(session: Session, opening: Opening, item: BankItem, reason: str, *, by: Doer) -> None:
    """Let a task count for nobody in the opening; doing so again changes nothing. Raises ScoresAreSeen."""
    _hold(session, opening)
    if excuses_of(session, opening.id, [0])[0].get(item.id):
        return
    if session.scalar(select(Settlement.sitting_id).where(Settlement.opening_id == opening.id).limit(1)):
        raise ScoresAreSeen
    _excuse_for_all(session, opening, item, reason, by=by)


def excuse_for_candidate(
    session: Session, application: Application, item: BankItem, reason: str, *, by: Doer
) -> None:
    """Let a task not count for one candidate; doing so again changes nothing.

    Raises ScoresAreSeen and PersonErased.
    """
    sitting, application = held_sitting(session, _sitting_of(session, application))
    require_unerased(session, application.id, kept=reason)
    if item.id in excuses_of(session, application.opening_id, [sitting.id])[sitting.id]:
        return
    if session.get(Settlement, sitting.id) is not None:
        raise ScoresAreSeen
    _excuse_for_candidate(session, sitting, application, item, reason, by=by)


def propose_excuse(
    session: Session,
    opening: Opening,
    item: BankItem,
    reason: str,
    *,
    application: Application | None,
    by: Actor,
) -> ExcuseProposal:
    """Propose that a task does not count although scores can be seen; None is everybody in the opening.

    Until somebody else agrees nothing changes. What is proposed already is not proposed twice. Raises
    PersonErased.
    """
    _hold(session, opening)
    sitting_id = None if application is None else _sitting_of(session, application)
    if application is not None:
        require_unerased(session, application.id, kept=reason)
    proposal, new = _proposal(
        session, by, reason, opening_id=opening.id, item_id=item.id, sitting_id=sitting_id, key_item_id=None
    )
    if new:
        of = None if application is None else application.id
        record(session, ExcuseProposed(opening.id, of, item.id, _name(item), reason), by=by)
    return proposal


def propose_key(
    session: Session, opening: Opening, later: LaterKey, reason: str, *, by: Actor
) -> ExcuseProposal:
    """Propose that a task is scored with a later key although scores can be seen.

    Until somebody else agrees nothing changes. Raises NoLaterKey and KeyDoesNotFit.
    """
    _hold(session, opening)
    found = usable_key(session, opening, later.item_id, later.key_item_id)
    about = {"opening_id": opening.id, "item_id": found.item_id, "key_item_id": found.key_item_id}
    proposal, new = _proposal(session, by, reason, sitting_id=None, **about)
    if new:
        task = _name(session.get_one(BankItem, found.item_id))
        deed = KeyProposed(**about, task=task, earlier=found.earlier, version=found.version, reason=reason)
        record(session, deed, by=by)
    return proposal


def _proposal(session: Session, by: Actor, reason: str, **about: int | None) -> tuple[ExcuseProposal, bool]:
    """Return the proposal about this that waits already, or a new one; and whether it is new."""
    same = (getattr(ExcuseProposal, name).is_not_distinct_from(value) for name, value in about.items())
    there = session.scalars(select(ExcuseProposal).where(*same, ExcuseProposal.agreed.is_(None))).first()
    if there is not None:
        return there, False
    proposal = ExcuseProposal(**about, reason=reason, proposer_id=by.id)
    session.add(proposal)
    session.flush()
    return proposal, True


def decide_excuse(
    session: Session, proposal: ExcuseProposal, reason: str, *, agreed: bool, by: Actor
) -> None:
    """Agree that a task does not count, or by a later key, or not; whoever proposed it can only take it back.

    Agreed: scores are recalculated, of one candidate at once, of everybody by a worker.
    Raises ExcuseDecided, SecondPersonNeeded and PersonErased; where a key is proposed, NoLaterKey and
    KeyDoesNotFit.
    """
    opening = session.get_one(Opening, proposal.opening_id)
    item = session.get_one(BankItem, proposal.item_id)
    owner = _owner(session, proposal)
    if owner is not None:  # everybody holds the application first, then what hangs on it
        held_sitting(session, _sitting_of(session, owner))
        require_unerased(session, owner.id, kept=reason)
    else:
        _hold(session, opening)
    session.refresh(proposal, with_for_update={"key_share": True})
    if proposal.agreed is not None:
        raise ExcuseDecided
    if agreed and by.id == proposal.proposer_id:
        raise SecondPersonNeeded
    proposal.agreed, proposal.decider_id = agreed, by.id
    proposal.decision, proposal.decided_at = reason, clock.now()
    session.flush()
    if proposal.key_item_id is not None:
        _decide_key(session, opening, proposal, proposal.key_item_id, reason, by=by)
    elif not agreed:
        of = None if owner is None else owner.id
        deed = ExcuseWithdrawn if by.id == proposal.proposer_id else ExcuseRefused
        record(session, deed(opening.id, of, item.id, _name(item), reason), by=by)
    elif owner is None:
        _excuse_for_all(session, opening, item, f"{proposal.reason} / {reason}", by=by)
    else:
        sitting, application = held_sitting(session, _sitting_of(session, owner))
        _excuse_for_candidate(session, sitting, application, item, f"{proposal.reason} / {reason}", by=by)


def _decide_key(
    session: Session, opening: Opening, proposal: ExcuseProposal, key_item_id: int, reason: str, *, by: Actor
) -> None:
    if proposal.agreed:
        found = usable_key(session, opening, proposal.item_id, key_item_id)
        let_key_count(session, opening, found, f"{proposal.reason} / {reason}", by=by)
    else:
        task = _name(session.get_one(BankItem, proposal.item_id))
        deed = KeyWithdrawn if by.id == proposal.proposer_id else KeyRefused
        record(session, deed(opening.id, proposal.item_id, key_item_id, task, reason), by=by)


def follow_excuse(
    session: Session, opening_id: int, item_id: int, *, after: int = 0, batch_id: int | None = None
) -> None:
    """Let what HR excused for everybody have its effect on some sittings; a job goes on behind them."""
    some = _sittings_of(opening_id).where(Sitting.id > after).order_by(Sitting.id).limit(_AT_ONCE)
    sitting_ids = list(session.scalars(some))
    for sitting_id in sitting_ids:
        sitting, application = held_sitting(session, sitting_id)
        _let_it_count_no_more(session, sitting, application, item_id, by=SYSTEM)
    more = len(sitting_ids) == _AT_ONCE
    if more:
        here: dict[str, Any] = {"opening_id": opening_id, "item_id": item_id, "after": sitting_ids[-1]}
        key = f"{FOLLOW_EXCUSE}:{opening_id}:{item_id}:{sitting_ids[-1]}"
        enqueue(session, FOLLOW_EXCUSE, key=key, batch_id=batch_id, **here)
    advance(session, batch_id, len(sitting_ids), ended=not more)


def _sittings_of(opening_id: int) -> Select[int]:
    of_opening = Application.opening_id == opening_id
    return select(Sitting.id).join(Application, Application.id == Sitting.application_id).where(of_opening)


def _excuse_for_all(session: Session, opening: Opening, item: BankItem, reason: str, *, by: Doer) -> None:
    session.add(ExcusedTask(opening_id=opening.id, item_id=item.id, reason=reason))
    session.flush()
    ask_batch(
        session,
        FOLLOW_EXCUSE,
        f"{opening.id}:{item.id}:0",
        total=session.scalar(select(func.count()).select_from(_sittings_of(opening.id).subquery())),
        opening_id=opening.id,
        payload={"opening_id": opening.id, "item_id": item.id, "after": 0},
    )
    record(session, TaskExcusedForAll(opening.id, item.id, _name(item), reason), by=by)


def _excuse_for_candidate(
    session: Session, sitting: Sitting, application: Application, item: BankItem, reason: str, *, by: Doer
) -> None:
    session.add(
        ExcusedTask(opening_id=application.opening_id, item_id=item.id, sitting_id=sitting.id, reason=reason)
    )
    session.flush()
    record(session, TaskExcused(application.opening_id, application.id, item.id, _name(item), reason), by=by)
    _let_it_count_no_more(session, sitting, application, item.id, by=by)


def _let_it_count_no_more(
    session: Session, sitting: Sitting, application: Application, item_id: int, *, by: Doer
) -> None:
    """End the open reviews of the answer, settle what waited only for them, or compute the scores anew."""
    here = {"sitting_id": sitting.id, "item_id": item_id}
    which = Review.sitting_id == sitting.id, Review.item_id == item_id
    end_open_reviews(session, application.opening_id, *which)
    session.execute(update(AnswerToRate).filter_by(**here).values(raters=0, thirds=0, lacking=0))
    count_soon(session, application.opening_id)
    if session.get(Settlement, sitting.id) is not None:
        write_scores(session, sitting, application, by=by)
    elif session.scalar(select(AnswerToRate.item_id).filter_by(sitting_id=sitting.id).limit(1)) is not None:
        settle_scoring(session, sitting.id, by=by)  # its answers have been handed out


def _hold(session: Session, opening: Opening) -> None:
    # A settlement holds it, too, so that none can fall between looking for one and excusing.
    session.refresh(opening, ["state"], with_for_update={"key_share": True})


def _owner(session: Session, proposal: ExcuseProposal) -> Application | None:
    if proposal.sitting_id is None:
        return None
    sitting = session.get_one(Sitting, proposal.sitting_id)
    return session.get_one(Application, sitting.application_id)


def _sitting_of(session: Session, application: Application) -> int:
    return session.scalars(select(Sitting.id).where(Sitting.application_id == application.id)).one()


def _name(item: BankItem) -> str:
    return item.title.id or item.title.en
