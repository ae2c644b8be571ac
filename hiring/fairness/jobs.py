"""What a worker does for fairness."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.db import begin_writing, let_others_write
from hiring.fairness import actions, queries
from hiring.fairness.actions import COUNT_GROUPS
from hiring.jobs.kinds import job
from hiring.timekeeping.actions import require_trusted


def _count_decided(session: Session) -> None:
    """Count the openings that are decided, each in a transaction of its own."""
    require_trusted(session)  # what is counted too early can never be counted again
    for opening_id in queries.openings_with_late_answers(session):
        actions.forget_counted(begin_writing(), opening_id)
        session.commit()
    for opening_id in queries.openings_to_count(session):
        from hiring.fairness.figures import fairness_of  # numpy: for who computes

        found = fairness_of(queries.counts_of(session, opening_id))
        session.commit()  # nobody waits for the reading
        actions.keep_count(begin_writing(), opening_id, found)
        session.commit()
        let_others_write(session)


@job(COUNT_GROUPS, first=_count_decided, every=timedelta(hours=1))
def count_groups(session: Session, found: None) -> None:
    """Everything is counted and written by then."""
