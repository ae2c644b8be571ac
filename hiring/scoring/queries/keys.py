"""With which keys the closed parts of an opening are scored, and which later ones its banks hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from hiring.banks.measured import counted_by_key
from hiring.banks.models import BankItem, ItemKind
from hiring.banks.tasks import Task
from hiring.i18n.localised import Localised
from hiring.openings.models import Opening
from hiring.scoring.key_changes import KeyFault, differs, fault_of
from hiring.scoring.models import AdoptedKey
from hiring.scoring.queries.tasks import TaskToRate, criteria_of_rubric, tasks_to_rate
from hiring.scoring.scores import CELLS
from hiring.sittings.queries import read_task, read_task_of


@dataclass(frozen=True, slots=True)
class LaterKey:
    """A key that the bank holds now for a task whose key counts in an opening."""

    item_id: int
    """Of the task as the assessment holds it."""
    key_item_id: int
    """Of the text in which the later key stands."""
    title: Localised
    earlier: str
    """The version of the key that counts now."""
    earlier_provisional: bool
    version: str
    provisional: bool
    fault: KeyFault | None
    """Why it cannot be used, if so."""


@dataclass(frozen=True, slots=True)
class VersionsOfKey:
    """A later key of a task, beside the one of the text that the assessment holds."""

    title: Localised
    earlier: str
    version: str
    reason: str = ""


#: The later keys of an opening; rows are ordered by `id`, and of one task the last one counts.
ADOPTED_KEYS = (
    select(AdoptedKey.item_id, AdoptedKey.key_item_id, AdoptedKey.id)
    .where(AdoptedKey.opening_id == bindparam("opening_id"))
    .order_by(AdoptedKey.id)
)


def adopted_keys(session: Session, opening_id: int) -> dict[int, int]:
    """Return the tasks of an opening that are scored with a later key, by the text it stands in."""
    rows = session.execute(ADOPTED_KEYS, {"opening_id": opening_id})
    return {row.item_id: row.key_item_id for row in rows}


def keys_in_use(session: Session, opening_id: int) -> list[VersionsOfKey]:
    """Return the tasks of an opening that are scored with a later key, and why."""
    reasons = dict(
        session.execute(
            select(AdoptedKey.item_id, AdoptedKey.reason)
            .where(AdoptedKey.opening_id == opening_id)
            .order_by(AdoptedKey.id)
        ).all()
    )
    keys = adopted_keys(session, opening_id)
    return [_versions(session, item_id, keys[item_id], reasons[item_id]) for item_id in sorted(keys)]


def versions_of_key(session: Session, opening_id: int, item_id: int, key_item_id: int) -> VersionsOfKey:
    """Return the version of the key that counts now for a task, and of the one in another text."""
    now = adopted_keys(session, opening_id).get(item_id, item_id)
    return _versions(session, now, key_item_id, "")


def _versions(session: Session, item_id: int, key_item_id: int, reason: str) -> VersionsOfKey:
    earlier, later = read_task_of(session, item_id), read_task_of(session, key_item_id)
    return VersionsOfKey(earlier.title, _version(earlier), _version(later), reason)


def _version(task: Task) -> str:
    return "–" if task.key is None else task.key.version


def with_keys(
    session: Session, tasks: Sequence[TaskToRate], keys: Mapping[int, int]
) -> tuple[TaskToRate, ...]:
    """Return the tasks, those in `keys` with the key of that text instead of their own."""
    wanted = {keys[each.item_id] for each in tasks if each.item_id in keys}
    if not wanted:
        return tuple(tasks)
    rows = session.execute(select(BankItem.id, BankItem.content_hash).where(BankItem.id.in_(wanted)))
    found = {item_id: read_task(session, item_id, content_hash).key for item_id, content_hash in rows.all()}
    return tuple(
        replace(
            each,
            task=replace(each.task, key=found[keys[each.item_id]]),
            key_item_id=keys[each.item_id],
            own_key=each.task.key,
        )
        if each.item_id in keys
        else each
        for each in tasks
    )


def later_keys(session: Session, opening: Opening) -> list[LaterKey]:
    """Return the tasks of an opening for which its banks hold another key than the one that counts."""
    if opening.assessment_version_id is None or opening.score_rule != CELLS.name:
        return []
    rubric = [one.code for one in criteria_of_rubric(session, opening.rubric_version_id)]
    tasks = tasks_to_rate(session, opening.assessment_version_id, rubric)
    return later_keys_of(session, opening, rubric, tasks, adopted_keys(session, opening.id))


def later_keys_of(
    session: Session,
    opening: Opening,
    rubric: Collection[str],
    tasks: Sequence[TaskToRate],
    adopted: Mapping[int, int],
) -> list[LaterKey]:
    """Return the later keys where the codes of the rubric, the tasks and the adopted keys are known."""
    if opening.score_rule != CELLS.name:
        return []
    keyed = [each for each in tasks if _counts(each, rubric, opening)]
    if not keyed:
        return []
    now = _current_texts(session, [each.item_id for each in keyed])
    counted = with_keys(session, keyed, adopted)
    return [found for each in counted if (found := _later(session, each, now, opening)) is not None]


def _counts(each: TaskToRate, rubric: Collection[str], opening: Opening) -> bool:
    return bool(counted_by_key(each.task, provisional=opening.provisional_keys_count) & set(rubric))


def _current_texts(session: Session, item_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Return (id, hash) of the text that the bank holds now of each of few tasks."""
    chosen, current = aliased(BankItem), aliased(BankItem)
    rows = session.execute(
        select(chosen.id, current.id.label("current_id"), current.content_hash)
        .join(current, (current.bank_id == chosen.bank_id) & (current.code == chosen.code))
        .where(chosen.id.in_(item_ids), current.kind == ItemKind.TASK, current.current)
    )
    return {row.id: (row.current_id, row.content_hash) for row in rows}


def _later(
    session: Session, counted: TaskToRate, now: Mapping[int, tuple[int, str]], opening: Opening
) -> LaterKey | None:
    if counted.item_id not in now:
        return None
    key_item_id, content_hash = now[counted.item_id]
    later = read_task(session, key_item_id, content_hash)
    key, new = counted.task.key, later.key
    if key is None or new is None or not differs(key, new):
        return None
    return LaterKey(
        counted.item_id,
        key_item_id,
        counted.task.title,
        earlier=key.version,
        earlier_provisional=key.provisional,
        version=new.version,
        provisional=new.provisional,
        fault=fault_of(counted.task, later, provisional=opening.provisional_keys_count),
    )
