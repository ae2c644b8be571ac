"""Score a task of an opening with a later version of its key, for everybody and with a reason.

Answers stay as they are, and so do the scores made with the earlier key: those with the later one are
written beside them. Before anybody can see a score HR does so alone; afterwards a second person agrees.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.audit.actions import Doer, record
from hiring.banks.models import BankItem
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.batches import advance, ask_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.openings.models import Opening
from hiring.scoring.actions.settlement import write_next_scores
from hiring.scoring.events import KeyAdopted
from hiring.scoring.key_changes import KEY_FAULT_SENTENCES, KeyFault
from hiring.scoring.models import AdoptedKey, Settlement
from hiring.scoring.queries.keys import LaterKey, later_keys

FOLLOW_KEY = JobKind("scoring.follow-key", EVENTS, N_("Recalculate scores under a later answer key"))


class ScoresRestOnKey(HiringError):
    """A later key is to be used by one person although scores can be seen already."""

    sentence = N_(
        "Scores can be seen already. Now a second person of HR must agree that they are made with the "
        "new answer key."
    )


class NoLaterKey(HiringError):
    """The bank holds no such key any more, or it is in use already."""

    sentence = N_(
        "The question bank no longer holds this answer key, or it counts already. Nothing was changed."
    )


class KeyDoesNotFit(HiringError):
    """The later key cannot score the answers that were given."""

    status = 422

    def __init__(self, fault: KeyFault) -> None:
        super().__init__(KEY_FAULT_SENTENCES[fault])


def adopt_key(session: Session, opening: Opening, later: LaterKey, reason: str, *, by: Doer) -> None:
    """Score a task with a later key, before any score of the opening can be seen.

    Raises ScoresRestOnKey, NoLaterKey and KeyDoesNotFit.
    """
    session.refresh(opening, ["state"], with_for_update={"key_share": True})
    found = usable_key(session, opening, later.item_id, later.key_item_id)
    if session.scalar(select(Settlement.sitting_id).where(Settlement.opening_id == opening.id).limit(1)):
        raise ScoresRestOnKey
    let_key_count(session, opening, found, reason, by=by)


def usable_key(session: Session, opening: Opening, item_id: int, key_item_id: int) -> LaterKey:
    """Return the later key as it is now. Raises NoLaterKey and KeyDoesNotFit."""
    asked = (item_id, key_item_id)
    found = next(
        (one for one in later_keys(session, opening) if (one.item_id, one.key_item_id) == asked), None
    )
    if found is None:
        raise NoLaterKey
    if found.fault is not None:
        raise KeyDoesNotFit(found.fault)
    return found


def let_key_count(session: Session, opening: Opening, later: LaterKey, reason: str, *, by: Doer) -> None:
    """Note that a later key counts from now on, and have written scores made anew by a worker.

    Whoever calls this holds the opening.
    """
    adopted = AdoptedKey(
        opening_id=opening.id, item_id=later.item_id, key_item_id=later.key_item_id, reason=reason
    )
    session.add(adopted)
    session.flush()
    settled = select(func.count(Settlement.sitting_id)).where(Settlement.opening_id == opening.id)
    ask_batch(
        session,
        FOLLOW_KEY,
        f"{adopted.id}:0",
        total=session.scalar(settled),
        opening_id=opening.id,
        payload={"adopted_id": adopted.id, "after": 0},
    )
    task = session.get_one(BankItem, later.item_id).title
    record(
        session,
        KeyAdopted(
            opening.id,
            later.item_id,
            later.key_item_id,
            task.id or task.en,
            later.earlier,
            later.version,
            reason,
        ),
        by=by,
    )


def follow_key(session: Session, adopted_id: int, *, after: int = 0, batch_id: int | None = None) -> None:
    """Write the scores of some settled sittings anew under a later key; a job goes on behind them."""
    adopted = session.get_one(AdoptedKey, adopted_id)
    number, last = write_next_scores(session, adopted.opening_id, after)
    if last is not None:
        key = f"{FOLLOW_KEY}:{adopted_id}:{last}"
        enqueue(session, FOLLOW_KEY, key=key, adopted_id=adopted_id, after=last, batch_id=batch_id)
    advance(session, batch_id, number, ended=last is None)
