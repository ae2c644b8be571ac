"""What a worker does about time: give it back to everybody, a few candidates at a time."""

from sqlalchemy.orm import Session

from hiring.adjustments import actions
from hiring.adjustments.actions.giving_back import GIVE_BACK
from hiring.db import begin_writing, let_others_write
from hiring.jobs.batches import advance, fail_batch
from hiring.jobs.kinds import job
from hiring.sittings.jobs import grace


def _give_in_pieces(session: Session, *, to_all_id: int, batch_id: int | None = None) -> None:
    more = True
    while more:
        number, more = actions.give_back_some(begin_writing(), to_all_id, grace=grace())
        advance(session, batch_id, number, ended=not more)
        session.commit()
        let_others_write(session)


@job(GIVE_BACK, first=_give_in_pieces, given_up=fail_batch)
def give_back_to_all(session: Session, found: None, *, to_all_id: int, batch_id: int | None = None) -> None:
    """Give minutes back to all; what a broken try left is done by the next."""
