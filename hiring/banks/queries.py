"""Read loaded banks: lists, one item, and its content as values."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.banks.documents import from_json, task_from_json
from hiring.banks.interview_guide import InterviewGuide
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.banks.reference_form import ReferenceForm
from hiring.banks.rubric import RubricText
from hiring.banks.tasks import Task

Shape = TypeVar("Shape")


def bank_by_code(session: Session, code: str) -> Bank | None:
    return session.scalar(select(Bank).where(Bank.code == code))


def bank_by_public_id(session: Session, public_id: str) -> Bank | None:
    return session.scalar(select(Bank).where(Bank.public_id == public_id))


def task_item(session: Session, public_id: str) -> BankItem | None:
    """Return a task, of whatever version, with its bank."""
    return session.scalar(
        select(BankItem)
        .where(BankItem.public_id == public_id, BankItem.kind == ItemKind.TASK)
        .options(joinedload(BankItem.bank))
    )


def items_of(session: Session, bank_id: int) -> dict[tuple[str, str, str], BankItem]:
    """Return every version of every item of a bank, by kind, code and content hash."""
    rows = session.scalars(select(BankItem).where(BankItem.bank_id == bank_id))
    return {(item.kind, item.code, item.content_hash): item for item in rows}


def current_item(session: Session, bank_id: int, kind: ItemKind) -> BankItem | None:
    """Return the form, guide or rubric that the latest load of the bank holds."""
    return session.scalar(
        select(BankItem).where(BankItem.bank_id == bank_id, BankItem.kind == kind, BankItem.current)
    )


@dataclass(frozen=True, slots=True)
class BankContents:
    """A bank as it was last loaded."""

    bank: Bank
    tasks: tuple[tuple[BankItem, Task], ...]
    """In the order of bank.yaml."""
    rubric: RubricText | None
    references: ReferenceForm | None
    interview: InterviewGuide | None


def all_contents(session: Session) -> list[BankContents]:
    """Return every bank with what it holds, by title."""
    banks = session.scalars(select(Bank).order_by(Bank.code))
    return [_contents(session, bank) for bank in banks]


def _contents(session: Session, bank: Bank) -> BankContents:
    rows = session.scalars(select(BankItem).where(BankItem.bank_id == bank.id, BankItem.current))
    items = list(rows)
    order = {code: place for place, code in enumerate(bank.about.get("tasks", []))}
    tasks = sorted(
        (item for item in items if item.kind == ItemKind.TASK),
        key=lambda item: (order.get(item.code, len(order)), item.code),
    )
    documents = {item.kind: item.content for item in items if item.kind != ItemKind.TASK}
    return BankContents(
        bank,
        tuple((item, task_from_json(item.content)) for item in tasks),
        _read(RubricText, documents.get(ItemKind.RUBRIC)),
        _read(ReferenceForm, documents.get(ItemKind.REFERENCE_FORM)),
        _read(InterviewGuide, documents.get(ItemKind.INTERVIEW_GUIDE)),
    )


def _read(shape: type[Shape], content: object) -> Shape | None:
    return None if content is None else from_json(shape, content)


def current_rubric(session: Session, bank_id: int) -> RubricText | None:
    """Return the rubric text of the latest load, with the competencies outside the scored ones."""
    item = current_item(session, bank_id, ItemKind.RUBRIC)
    return None if item is None else from_json(RubricText, item.content)
