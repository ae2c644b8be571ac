"""What a worker does for standings."""

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from hiring.db import begin_writing, let_others_write
from hiring.db.pieces import in_pieces
from hiring.i18n import N_
from hiring.jobs.kinds import TryLater, job
from hiring.standings import actions, queries
from hiring.standings.actions import COMPUTE, COMPUTE_EARLIER
from hiring.standings.computing import Evidence, Outcomes, computed_in_child
from hiring.standings.models import OpeningStandings
from hiring.standings.rules import LOOK_AGAIN

AT_WORK = N_("An earlier computing of this opening has not ended yet.")


def _begin(connection: Connection, *, opening_id: int, number: int) -> bool:
    """Note that this one begins, and say whether it may: of an opening one is at work at a time."""
    state = OpeningStandings
    connection.execute(
        update(state)
        .where(state.opening_id == opening_id, state.begun < number, state.done == state.begun)
        .values(begun=number)
    )
    begun = connection.scalar(select(state.begun).where(state.opening_id == opening_id))
    return begun == number


def _compute(session: Session, begun: bool, *, opening_id: int, number: int) -> int | None:
    """Compute in a child of the worker and write it down; None where nothing has changed."""
    if not begun:
        if queries.begun_last(session, opening_id) > number:
            return None
        raise TryLater(AT_WORK, after=LOOK_AGAIN)
    evidence = queries.evidence_of_opening(session, opening_id)
    run = queries.standings_now(session, opening_id).run
    session.commit()  # computing takes long: nobody must wait for this transaction
    digest = evidence.digest()
    if run is not None and run.input_hash == digest and run.readings is not None:
        return None
    found = computed_in_child(evidence)
    return write_run(session, opening_id, evidence, digest, found)


def write_run(session: Session, opening_id: int, evidence: Evidence, digest: str, found: Outcomes) -> int:
    """Write down what came out, piece by piece, and return the number of its row.

    It counts for nobody until its computing ends; what an earlier computing or a broken try has left of
    single candidates is taken away first.
    """
    while earlier := actions.rows_of_earlier(session, opening_id):
        actions.take_away(begin_writing(), earlier)
        session.commit()
        let_others_write(session)
    rows = actions.candidate_rows(queries.compared_applications(session, opening_id), found)
    run_id = actions.begin_run(begin_writing(), opening_id, evidence, digest, found, len(rows))
    session.commit()
    for some in in_pieces(rows, actions.AT_ONCE):
        let_others_write(session)
        actions.add_candidates(begin_writing(), run_id, some)
        session.commit()
    return run_id


def _give_up(session: Session, reason: str, *, opening_id: int, number: int) -> None:
    actions.give_computing_up(session, opening_id, number)


@job(COMPUTE, first=_compute, ahead=_begin, given_up=_give_up)
def compute(session: Session, run_id: int | None, *, opening_id: int, number: int) -> None:
    """Let what was computed count."""
    actions.end_computing(session, opening_id, number, run_id)


@job(COMPUTE_EARLIER)
def compute_earlier(session: Session) -> None:
    """Have openings computed whose scores stood before; the migration asks for it."""
    actions.compute_earlier(session)
