"""Control answers: what a reviewer reads of one, how many are to be among the others, and which are left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from hiring.banks.models import BankItem
from hiring.banks.tasks import Task
from hiring.masking.known import known_of
from hiring.masking.masks import masks_for
from hiring.masking.queries import task_words
from hiring.openings.models import Application
from hiring.scoring.models import IS_LIVE_ANSWER, Review
from hiring.scoring.queries.tasks import HandedInPart
from hiring.scoring.rules import LIVE
from hiring.sittings.models import Sitting
from hiring.sittings.queries import read_task

_NOBODY = known_of(name="", email="")


@dataclass(frozen=True)
class _Shown:
    """A control answer in one language, told apart by the content of its task."""

    task: Task = field(compare=False)
    content_hash: str
    number: int
    locale: str


def control_parts(task: Task, content_hash: str, number: int, locale: str) -> Mapping[str, HandedInPart]:
    """Return a control answer in the shape of what was handed in, masked as if nobody were known."""
    return _masked(_Shown(task, content_hash, number, locale))


@lru_cache(maxsize=256)
def _masked(shown: _Shown) -> Mapping[str, HandedInPart]:
    # Kept, as the masks of a live answer are: it must not take longer to be shown.
    given, words = shown.task.controls[shown.number - 1].parts, task_words(shown.task)
    values = [(part, given[part.key].value(shown.locale)) for part in shown.task.parts if part.key in given]
    return {part.key: HandedInPart(value, masks_for(part, value, words, _NOBODY)) for part, value in values}


def live_answers(session: Session, opening_id: int, item_id: int, reviewer_id: int) -> int:
    """Return how many whole live answers to a task of an opening a reviewer has, open or locked."""
    counted = select(func.count(Review.id)).where(
        *_of(opening_id, item_id, reviewer_id),
        IS_LIVE_ANSWER,
        Review.third.is_(False),
        Review.state.in_(LIVE),
    )
    return session.scalar(counted) or 0


def controls_of(session: Session, opening_id: int, item_id: int, reviewer_id: int) -> Sequence[Review]:
    """Return the control answers to a task of an opening that a reviewer was given, ended ones too."""
    wanted = select(Review).where(*_of(opening_id, item_id, reviewer_id), Review.control.is_not(None))
    return session.scalars(wanted.order_by(Review.id).execution_options(populate_existing=True)).all()


def _of(opening_id: int, item_id: int, reviewer_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Review.opening_id == opening_id, Review.item_id == item_id, Review.reviewer_id == reviewer_id)


def unread_controls(session: Session, item: BankItem, reviewer_id: int) -> list[int]:
    """Return the numbers of a task's control answers that a reviewer never had, in any text of the task."""
    had = session.execute(
        select(BankItem.id, BankItem.content_hash, Review.control)
        .join(Review, Review.item_id == BankItem.id)
        .where(
            Review.reviewer_id == reviewer_id,
            Review.control.is_not(None),
            BankItem.bank_id == item.bank_id,
            BankItem.code == item.code,
        )
    )
    read = [read_task(session, row.id, row.content_hash).controls[row.control - 1].parts for row in had]
    controls = read_task(session, item.id, item.content_hash).controls
    return [number for number, each in enumerate(controls, 1) if each.parts not in read]


def language_of_most(session: Session, opening_id: int) -> str:
    """Return the language in which most candidates of an opening handed in; of two as many, Indonesian."""
    rows = session.execute(
        select(Application.locale, func.count().label("number"))
        .join(Sitting, Sitting.application_id == Application.id)
        .where(Application.opening_id == opening_id, Sitting.handed_in_at.is_not(None))
        .group_by(Application.locale)
    )
    return max(((row.number, row.locale) for row in rows), default=(0, "id"))[1]
