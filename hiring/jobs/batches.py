"""Long work that is asked for as one, done by a worker piece by piece, and counted as it goes on.

    batch = ask_batch(session, REMIND_MANY, operation, content=public_ids, opening_id=7, asked_by=3)

and in the `jobs.py` of the capability

    @job(REMIND_MANY, first=_remind_in_pieces, given_up=fail_batch)

where `_remind_in_pieces` calls `go_on`. What a piece does and its count are kept together: whoever takes
over from a worker that died goes on behind the last piece, and nothing is done twice.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db import begin_writing, let_others_write
from hiring.db.once import insert_once
from hiring.jobs.actions import enqueue, run_again
from hiring.jobs.kinds import JobKind
from hiring.jobs.models import Batch, BatchState, Job, JobState
from hiring.jobs.progress import WorkProgress

Piece = Callable[[Session, Batch, Sequence[Any]], Mapping[str, int]]
"""Does some things of a batch, and returns how many came to what, by names of the batch's kind."""

#: So many batches are shown on one page.
_MOST_SHOWN = 5
#: So long what has ended is still shown there.
_JUST_NOW = timedelta(hours=1)
#: Under this name the result says how many things nobody has gone on with.
LEFT_UNDONE = "left_undone"


def ask_batch(
    session: Session,
    kind: JobKind,
    operation: str,
    *,
    content: Sequence[Any] | None = None,
    total: int | None = None,
    opening_id: int | None = None,
    asked_by: int | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Batch:
    """Have a worker do `content`, or `total` things that it finds by itself; the same `operation` asks once.

    The work of `kind` gets `batch_id` beside its `payload`.
    """
    key = f"{kind}:{operation}"
    row = {
        "kind": kind.name,
        "key": key,
        "opening_id": opening_id,
        "asked_by": asked_by,
        "content": None if content is None else list(content),
        "total": len(content) if content is not None else total or 0,
    }
    batch: Batch | None = session.scalar(insert_once(session, Batch, "key").values(row).returning(Batch))
    if batch is None:
        return session.scalars(select(Batch).where(Batch.key == key)).one()
    enqueue(session, kind, key=key, batch_id=batch.id, **(payload or {}))
    return batch


def ask_alone(session: Session, kind: JobKind, what: str, **values: Any) -> Batch:
    """Do as `ask_batch`, but return the batch about `what` that runs already, where there is one."""
    newest = newest_batch(session, kind, Batch.key.startswith(f"{kind}:{what}:", autoescape=True))
    if newest is not None and newest.state == BatchState.RUNNING:
        return newest
    return ask_batch(session, kind, f"{what}:{newest.id if newest else 0}", **values)


def go_on(session: Session, batch_id: int, do: Piece, *, most: int) -> None:
    """Do what is left of the content of a batch, at most so many things in one transaction. Commits."""
    content = session.scalar(select(Batch.content).where(Batch.id == batch_id)) or []
    session.commit()
    more = True
    while more:
        batch = held_batch(begin_writing(), batch_id)
        piece = content[batch.done : batch.done + most]
        if batch.state != BatchState.DONE:
            counts = do(session, batch, [each for each in piece if each is not None]) if piece else {}
            _count(batch, len(piece), counts, ended=batch.done + len(piece) >= batch.total or not piece)
        more = batch.state == BatchState.RUNNING
        session.commit()
        let_others_write(session)


def held_batch(session: Session, batch_id: int) -> Batch:
    """Return a batch as it is now; others who would go on with it wait. What had failed runs again."""
    batch = session.get_one(Batch, batch_id, with_for_update={"key_share": True}, populate_existing=True)
    if batch.state == BatchState.FAILED:
        batch.state, batch.ended_at = BatchState.RUNNING, None
    return batch


def advance(session: Session, batch_id: int | None, number: int, *, ended: bool) -> None:
    """Count what one piece of work that finds its things by itself has done, in the piece's transaction.

    None: the work was asked for before there were batches.
    """
    if batch_id is not None:
        batch = held_batch(session, batch_id)
        if batch.state == BatchState.RUNNING:
            _count(batch, number, {}, ended=ended)
            session.flush()


def start_over(session: Session, batch_id: int | None) -> None:
    """Count from the beginning again: the work looks at everything once more, and leaves what is done."""
    if batch_id is not None:
        held_batch(session, batch_id).done = 0
        session.flush()


def _count(batch: Batch, number: int, counts: Mapping[str, int], *, ended: bool) -> None:
    batch.done = min(batch.done + number, batch.total)
    batch.result = {**batch.result, **{name: batch.result.get(name, 0) + n for name, n in counts.items()}}
    if ended:
        batch.done, batch.content = batch.total, None
        batch.state, batch.ended_at = BatchState.DONE, clock.now()


def end_batch(session: Session, batch_id: int, result: Mapping[str, Any]) -> None:
    """Note that a batch is done, and what came of it, where that is no sum of its pieces."""
    batch = held_batch(session, batch_id)
    batch.result = dict(result)
    _count(batch, 0, {}, ended=True)
    session.flush()


def fail_batch(session: Session, reason: str, *, batch_id: int | None = None, **payload: Any) -> None:
    """Note that the work was given up: what is done stays, the rest waits for somebody to have it tried."""
    batch = session.get(Batch, batch_id, populate_existing=True) if batch_id is not None else None
    if batch is not None and batch.state == BatchState.RUNNING:
        batch.state, batch.ended_at = BatchState.FAILED, clock.now()
        session.flush()


def try_again(session: Session, batch: Batch) -> bool:
    """Have a failed batch gone on with; False where it is not failed, or has no work to be begun again."""
    session.refresh(batch, ["state"], with_for_update={"key_share": True})
    dead = session.scalars(select(Job).where(Job.kind == batch.kind, Job.state == JobState.DEAD))
    job = next((each for each in dead if each.payload.get("batch_id") == batch.id), None)
    if batch.state != BatchState.FAILED or job is None:
        return False
    batch.state, batch.ended_at = BatchState.RUNNING, None
    run_again(session, job)
    return True


def forget_failed(session: Session, ended_before: datetime) -> None:
    """Let go of what was left to do where nobody went on with it: names of people may be in it."""
    left = Batch.state == BatchState.FAILED, Batch.ended_at < ended_before
    for batch in session.scalars(select(Batch).where(*left)).all():
        batch.result = {**batch.result, LEFT_UNDONE: batch.total - batch.done}
        batch.state, batch.content = BatchState.DONE, None
    session.flush()


def progress_of(batch: Batch) -> WorkProgress:
    """Return how far a batch is; one that has failed or ended does not go on."""
    return WorkProgress(batch.done, batch.total, stopped=batch.state != BatchState.RUNNING)


def batch_of_opening(session: Session, opening_id: int, public_id: str) -> Batch | None:
    """Return one batch of an opening."""
    return session.scalar(select(Batch).where(Batch.public_id == public_id, Batch.opening_id == opening_id))


def batches_to_show(session: Session, opening_id: int) -> list[Batch]:
    """Return what goes on in an opening, was given up, or has ended just now; the newest first."""
    lately = or_(Batch.state != BatchState.DONE, Batch.ended_at > clock.now() - _JUST_NOW)
    wanted = select(Batch).where(Batch.opening_id == opening_id, lately)
    return list(session.scalars(wanted.order_by(Batch.id.desc()).limit(_MOST_SHOWN)))


def newest_batch(session: Session, kind: JobKind, *which: ColumnElement[bool]) -> Batch | None:
    """Return the batch of a kind that was asked for last."""
    wanted = select(Batch).where(Batch.kind == kind.name, *which)
    return session.scalar(wanted.order_by(Batch.id.desc()).limit(1))


def waits_after_failure(session: Session, batch: Batch) -> bool:
    """Say whether the last try of a running batch stopped early, and another follows by itself."""
    waiting = and_(Job.kind == batch.kind, Job.state == JobState.QUEUED, Job.error.is_not(None))
    found = session.scalars(select(Job.payload).where(waiting))
    return any(payload.get("batch_id") == batch.id for payload in found)
