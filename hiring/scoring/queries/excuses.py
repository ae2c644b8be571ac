"""Which tasks HR has excused, for everybody in an opening or for one candidate, and what it is asked to."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.banks.models import BankItem
from hiring.db.keyset import AnyRow, Key, OrderedList, read_whole
from hiring.db.together import AnySelect
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate
from hiring.scoring.models import ExcusedTask, ExcuseProposal
from hiring.scoring.scores import Excuse
from hiring.sittings.models import Sitting

#: Written out: an index holds only the proposals of which this is true, and is found by these words.
PROPOSAL_WAITS = ExcuseProposal.agreed.is_(None)


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A task that is not to count, or by another key, although a score can be seen: nobody has decided."""

    proposal_id: int
    proposal_public_id: str
    proposer_id: int
    proposer: str
    proposed_at: datetime
    task_title: Localised
    reason: str
    public_id: str | None
    """Of the application; None: it is to count for nobody."""
    code: str | None
    candidate: str | None
    item_id: int
    key_item_id: int | None
    """The text whose key is to score the task; None: the task is not to count."""


def excuses_of(
    session: Session, opening_id: int, sitting_ids: Sequence[int], *, until: datetime | None = None
) -> dict[int, dict[int, Excuse]]:
    """Return the excused tasks of few sittings of one opening, by sitting and by task.

    `until` leaves out what was excused after that moment.
    """
    found: dict[int, dict[int, Excuse]] = {sitting_id: {} for sitting_id in sitting_ids}
    statement = (
        select(ExcusedTask.item_id, ExcusedTask.sitting_id)
        .where(
            ExcusedTask.opening_id == opening_id,
            or_(ExcusedTask.sitting_id.is_(None), ExcusedTask.sitting_id.in_(sitting_ids)),
        )
        .order_by(ExcusedTask.id)
    )
    rows = session.execute(statement if until is None else statement.where(ExcusedTask.excused_at <= until))
    for item_id, sitting_id in rows:
        for one in sitting_ids if sitting_id is None else (sitting_id,):
            found[one].setdefault(item_id, Excuse.FOR_ALL if sitting_id is None else Excuse.FOR_CANDIDATE)
    return found


def application_with_sitting(session: Session, opening_id: int, code: str) -> Application | None:
    """Return the application with this code, if its candidate has begun the tasks."""
    return session.scalar(
        select(Application)
        .join(Sitting, Sitting.application_id == Application.id)
        .where(Application.opening_id == opening_id, Application.code == code.upper())
    )


#: What counts for nobody in an opening; rows are ordered by `id`.
EXCUSED_FOR_ALL = select(ExcusedTask.item_id, ExcusedTask.reason, ExcusedTask.id).where(
    ExcusedTask.opening_id == bindparam("opening_id"), ExcusedTask.sitting_id.is_(None)
)


def waiting_proposals(opening_id: int) -> OrderedList[WaitingProposal]:
    """Return the list of what a second person of HR has to decide, the longest waiting first."""
    statement = _waiting().where(ExcuseProposal.opening_id == opening_id)
    keys = (Key(ExcuseProposal.id, read_whole),)
    return OrderedList(statement, keys, lambda _session, rows: [_proposal(row) for row in rows])


def waiting_proposal(session: Session, opening_id: int, public_id: str) -> WaitingProposal | None:
    """Return one proposal, while nobody has decided."""
    statement = _waiting().where(
        ExcuseProposal.opening_id == opening_id, ExcuseProposal.public_id == public_id
    )
    return next((_proposal(row) for row in session.execute(statement)), None)


def _proposal(row: AnyRow) -> WaitingProposal:
    return WaitingProposal(*row[: len(fields(WaitingProposal))])  # behind them stands what orders a page


def _waiting() -> AnySelect:
    return (
        select(
            ExcuseProposal.id,
            ExcuseProposal.public_id,
            ExcuseProposal.proposer_id,
            User.name,
            ExcuseProposal.proposed_at,
            BankItem.title,
            ExcuseProposal.reason,
            Application.public_id,
            Application.code,
            Candidate.name,
            ExcuseProposal.item_id,
            ExcuseProposal.key_item_id,
        )
        .select_from(ExcuseProposal)
        .join(User, User.id == ExcuseProposal.proposer_id)
        .join(BankItem, BankItem.id == ExcuseProposal.item_id)
        .outerjoin(Sitting, Sitting.id == ExcuseProposal.sitting_id)
        .outerjoin(Application, Application.id == Sitting.application_id)
        .outerjoin(Candidate, Candidate.id == Application.candidate_id)
        .where(PROPOSAL_WAITS)
    )
