"""Read loaded banks: lists, one item, and its content as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload

from hiring.banks.bank import RoleTemplate, SuggestedAssessment
from hiring.banks.coverage import Coverage
from hiring.banks.documents import from_json, task_from_json
from hiring.banks.interview_guide import InterviewGuide
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.banks.reference_form import ReferenceForm
from hiring.banks.rubric import RubricText
from hiring.banks.rules import bank_of
from hiring.banks.standards import CompetenceStandards
from hiring.banks.tasks import Task
from hiring.db.keyset import Cursor, Key, Page, read_page, read_text, read_whole
from hiring.i18n.localised import Localised

Shape = TypeVar("Shape")

#: A column for statements of others.
A_BANK_IS_THERE = exists(select(Bank.id))


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


#: Banks, and tasks of a bank, on one page.
_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class BankLine:
    """A bank in the list, and how many tasks it holds."""

    bank: Bank
    tasks: int


def banks_page(session: Session, cursor: Cursor) -> Page[BankLine]:
    """Return one page of the banks by their code."""
    total = session.scalars(select(func.count(Bank.id))).one()
    tasks = _current_tasks(select(func.count(BankItem.id)), Bank.id).correlate(Bank).scalar_subquery()
    keys = [Key(Bank.code, read_text), Key(Bank.id, read_whole)]
    page = read_page(session, select(Bank, tasks), keys, cursor, size=_ON_A_PAGE, total=total)
    return page.of([BankLine(*list(row)[:2]) for row in page.rows])


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in a list: its row, and its content as a value."""

    item: BankItem
    task: Task


@dataclass(frozen=True, slots=True)
class BankContents:
    """A bank as it was last loaded, with one page of its tasks in the order of their codes."""

    bank: Bank
    tasks: Page[TaskLine]
    rubric: RubricText | None
    references: ReferenceForm | None
    interview: InterviewGuide | None


def contents_of(session: Session, bank: Bank, cursor: Cursor) -> BankContents:
    """Return what the latest load of `bank` holds."""
    documents = _documents_of(session, bank)
    return BankContents(
        bank,
        tasks_page(session, bank, cursor),
        _read(RubricText, documents.get(ItemKind.RUBRIC)),
        _read(ReferenceForm, documents.get(ItemKind.REFERENCE_FORM)),
        _read(InterviewGuide, documents.get(ItemKind.INTERVIEW_GUIDE)),
    )


def _documents_of(session: Session, bank: Bank) -> dict[str, object]:
    """Return the rubric, the reference form and the interview guide of the latest load, by kind."""
    rows = session.execute(
        select(BankItem.kind, BankItem.content).where(
            BankItem.bank_id == bank.id,
            BankItem.kind.in_((ItemKind.RUBRIC, ItemKind.REFERENCE_FORM, ItemKind.INTERVIEW_GUIDE)),
            BankItem.current,
        )
    )
    return {row.kind: row.content for row in rows}


def tasks_page(session: Session, bank: Bank, cursor: Cursor) -> Page[TaskLine]:
    """Return one page of the tasks that the latest load of `bank` holds, in the order of their codes."""
    total = session.scalars(_current_tasks(select(func.count(BankItem.id)), bank.id)).one()
    keys = [Key(BankItem.code, read_text), Key(BankItem.id, read_whole)]
    wanted = _current_tasks(select(BankItem), bank.id)
    page = read_page(session, wanted, keys, cursor, size=_ON_A_PAGE, total=total)
    return page.of([TaskLine(row[0], task_from_json(row[0].content)) for row in page.rows])


def _current_tasks(statement: Any, bank_id: Any) -> Any:
    return statement.where(BankItem.bank_id == bank_id, BankItem.kind == ItemKind.TASK, BankItem.current)


def _read(shape: type[Shape], content: object) -> Shape | None:
    return None if content is None else from_json(shape, content)


def coverage_of(bank: Bank) -> Coverage | None:
    """Return what the latest load of a bank says of where each line of the role is measured."""
    return _read(Coverage, bank.about.get("coverage"))


@dataclass(frozen=True, slots=True)
class TaskTitle:
    """How a task is called, and the public id of its page."""

    title: Localised
    public_id: str


@dataclass(frozen=True, slots=True)
class MeasureTexts:
    """What the codes of a coverage stand for, each by its code."""

    rubric: RubricText | None
    tasks: Mapping[str, TaskTitle]
    questions: Mapping[str, Localised]
    items: Mapping[str, Localised]


def measure_texts(session: Session, bank: Bank) -> MeasureTexts:
    """Return what the latest load of a bank calls its tasks, interview questions and reference items."""
    documents = _documents_of(session, bank)
    guide = _read(InterviewGuide, documents.get(ItemKind.INTERVIEW_GUIDE))
    form = _read(ReferenceForm, documents.get(ItemKind.REFERENCE_FORM))
    columns = select(BankItem.code, BankItem.title, BankItem.public_id)
    named = BankItem.code.in_(bank.about.get("tasks", ()))
    rows = session.execute(_current_tasks(columns, bank.id).where(named))
    return MeasureTexts(
        _read(RubricText, documents.get(ItemKind.RUBRIC)),
        {row.code: TaskTitle(row.title, row.public_id) for row in rows},
        {each.code: each.text for each in (guide.questions if guide else ())},
        {each.code: each.text for section in (form.sections if form else ()) for each in section.items},
    )


@dataclass(frozen=True, slots=True)
class TaskUse:
    """A task, by its code, and the titles of the assessments that come with the bank and use it."""

    code: str
    assessments: tuple[Localised, ...]


def uses_of(bank: Bank) -> list[TaskUse]:
    """Return for each task of a bank, in its order, which of the assessments it brings along use it."""
    own = _read(SuggestedAssessment, bank.about.get("assessment"))
    templates = [from_json(RoleTemplate, each).assessment for each in bank.about.get("templates", ())]
    brought = [own, *templates] if own else templates
    codes = {each.title: {c for section in each.sections for c in section.tasks} for each in brought}
    return [
        TaskUse(code, tuple(title for title, used in codes.items() if code in used))
        for code in bank.about.get("tasks", ())
    ]


def standards_for(session: Session, rubric_code: str) -> CompetenceStandards | None:
    """Return the standards of the bank with which a rubric came, as its latest load has them."""
    bank = bank_by_code(session, bank_of(rubric_code))
    return None if bank is None else _read(CompetenceStandards, bank.about.get("standards"))


def current_rubric(session: Session, bank_id: int) -> RubricText | None:
    """Return the rubric text of the latest load, with the competencies outside the scored ones."""
    item = current_item(session, bank_id, ItemKind.RUBRIC)
    return None if item is None else from_json(RubricText, item.content)
