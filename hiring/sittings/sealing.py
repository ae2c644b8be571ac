"""What the trail seals of a sitting that is handed in: its receipt, and so every answer that counts."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from hiring.audit.binding import Binding, Bound
from hiring.banks.models import BankItem
from hiring.i18n import N_
from hiring.sittings.models import AnswerRevision, Sitting
from hiring.sittings.normalising import ANSWERS
from hiring.sittings.queries import counting
from hiring.sittings.rules import SittingState


def seals_of(sitting: Sitting) -> tuple[Bound, ...]:
    """Return a sitting that is handed in as the entry that tells of it seals it."""
    answers = [[line["task"], line["part"], line["sha256"]] for line in sitting.receipt or ()]
    return (Bound(RECEIPT.kind, sitting.id, _content(sitting, answers)),)


def seals_taken_back(sitting: Sitting) -> tuple[Bound, ...]:
    """Return what an entry says that opens a sitting again: its receipt counts no more."""
    return (Bound(RECEIPT.kind, sitting.id, None),)


def _content(sitting: Sitting, answers: Sequence[Sequence[str]]) -> list[Any]:
    at = sitting.handed_in_at.isoformat() if sitting.handed_in_at else None
    said = [sitting.application_id, sitting.receipt_code, at, sitting.by_clock, sitting.receipt]
    return [*said, sorted(map(list, answers))]


def _receipts(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    answers = _answers(session, ids)
    wanted = select(Sitting).where(Sitting.id.in_(ids), Sitting.state == SittingState.HANDED_IN)
    sittings = session.scalars(wanted.execution_options(populate_existing=True))
    return {each.id: _content(each, answers[each.id]) for each in sittings}


def _answers(session: Session, ids: Collection[int]) -> Mapping[int, list[list[str]]]:
    """Return task, part and hash of every answer that counts, hashed anew, by sitting.

    By the rule by which it was hashed first. Raises UnknownHashRule.
    """
    newest = (
        select(func.max(AnswerRevision.id))
        .where(AnswerRevision.sitting_id.in_(ids), *counting())
        .group_by(AnswerRevision.sitting_id, AnswerRevision.item_id, AnswerRevision.part)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            AnswerRevision.sitting_id,
            BankItem.code,
            AnswerRevision.part,
            AnswerRevision.value,
            AnswerRevision.sha256,
        )
        .join(BankItem, BankItem.id == AnswerRevision.item_id)
        .where(AnswerRevision.id.in_(newest))
    )
    found: dict[int, list[list[str]]] = defaultdict(list)
    for sitting_id, task, part, value, sha256 in rows:
        found[sitting_id].append([task, part, ANSWERS.again(sha256, value)])
    return found


def _sealed_since(since: datetime | None) -> Select[int, int]:
    wanted = select(Sitting.id, Sitting.application_id).where(Sitting.state == SittingState.HANDED_IN)
    return wanted if since is None else wanted.where(Sitting.handed_in_at > since)


RECEIPT = Binding(
    "receipt",
    N_("the answers or the receipt that entry %(number)s seals were changed"),
    N_("sitting number %(row)s was handed in from outside: no entry seals it"),
    _receipts,
    _sealed_since,
    erasable=True,
)
