"""Mask what was handed in, and correct what is masked."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import Doer, record
from hiring.banks.models import BankItem
from hiring.banks.tasks import Task
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import EVENTS
from hiring.masking.carrying import carried, is_corrected
from hiring.masking.events import (
    CorrectionsCarriedOver,
    LeftBehindSeen,
    LookedThroughAnew,
    MaskAdded,
    MaskLifted,
    MaskPutBack,
)
from hiring.masking.known import Known
from hiring.masking.masks import Mask, masks_for, masks_in, places_of, texts_in, with_added, with_lifted
from hiring.masking.models import AnswerMasks
from hiring.masking.queries import earlier_texts, stated_of, task_words
from hiring.masking.rules import MaskKind
from hiring.openings.models import Application
from hiring.sittings.models import Sitting
from hiring.sittings.queries import KeptAnswer, answers_of, read_task

MASK_EARLIER = JobKind(
    "masking.mask-earlier", EVENTS, N_("Mask answers that an earlier version had taken in")
)
#: So many sittings in one transaction: nobody else can write meanwhile.
_AT_ONCE = 25


class WordsNotFound(HiringError):
    sentence = N_("These words are not in the answer. Copy them from the text.")


class MaskedAlready(HiringError):
    sentence = N_("These words are masked already.")


class AnswerChanged(HiringError):
    """Another answer was handed in, or the mask is none of this answer."""

    sentence = N_(
        "The candidate has handed in another answer since. Look at it again, then correct its masks."
    )
    status = 409


def mask_answers(session: Session, sitting_id: int) -> int:
    """Look through what was handed in and mask what says who wrote it; return how many parts that were.

    What was looked through already stays as HR has left it. Where something else was handed in since, what HR
    corrected is carried over as far as the same words stand in it.
    """
    kept = _rows_of(session, sitting_id)
    answers = answers_of(session, sitting_id)
    new = [
        answer for key, answer in answers.items() if key not in kept or kept[key].revision != answer.revision
    ]
    if not new:
        return 0
    application = _application_of(session, sitting_id)
    known = stated_of(session, application.id)
    hashes = _hashes(session, {answer.item_id for answer in new})
    for answer in new:
        row = kept.get((answer.item_id, answer.part)) or AnswerMasks(
            sitting_id=sitting_id, item_id=answer.item_id, part=answer.part, masks=[]
        )
        asked = read_task(session, answer.item_id, hashes[answer.item_id])
        _look_through(session, application, row, answer, asked, known)
        session.add(row)
    session.flush()
    return len(new)


def look_through_anew(session: Session, sitting_id: int, *, but: Collection[int]) -> int:
    """Look for what is known of a candidate now in what was looked through before; return in how many parts.

    Answers to the tasks `but` stay as they are. What is masked, added or lifted stays; what is found now is
    masked, too.
    """
    rows = {key: row for key, row in _rows_of(session, sitting_id).items() if row.item_id not in but}
    answers = answers_of(session, sitting_id)
    application = _application_of(session, sitting_id)
    known = stated_of(session, application.id)
    hashes, changed = _hashes(session, {row.item_id for row in rows.values()}), 0
    for key, row in rows.items():
        part = (task := read_task(session, row.item_id, hashes[row.item_id])).part(row.part)
        answer = answers.get(key)
        if part is None or answer is None or answer.revision != row.revision:
            continue
        before, texts = masks_in(row.masks), texts_in(part, answer.value)
        found = masks_for(part, answer.value, task_words(task), known)
        after = carried(before, texts, texts, found).masks
        if after != before:
            row.masks, row.masked_at = _json(after), clock.now()
            changed += 1
    session.flush()
    if changed:
        record(session, LookedThroughAnew(application.opening_id, application.id, changed), by=SYSTEM)
    return changed


def _look_through(
    session: Session, application: Application, row: AnswerMasks, answer: KeptAnswer, task: Task, known: Known
) -> None:
    """Mask an answer, as HR has corrected the masks of an earlier one to the same part."""
    part, before = task.part(answer.part), masks_in(row.masks)
    masks = () if part is None else masks_for(part, answer.value, task_words(task), known)
    if part is not None and is_corrected(before):
        earlier = earlier_texts(session, row, part, row.revision)
        now = carried(before, earlier, texts_in(part, answer.value), masks)
        left = [{**mask.as_json(), "revision": row.revision} for mask in now.left_behind]
        masks, row.left_behind = now.masks, [*row.left_behind, *left]
        record(
            session,
            CorrectionsCarriedOver(application.opening_id, application.id, row.item_id, task.code, len(left)),
            by=SYSTEM,
        )
    row.masks, row.revision, row.masked_at = _json(masks), answer.revision, clock.now()


def _rows_of(session: Session, sitting_id: int) -> dict[tuple[int, str], AnswerMasks]:
    """Return the masks of a sitting, kept from others until the transaction ends."""
    rows = session.scalars(
        select(AnswerMasks)
        .where(AnswerMasks.sitting_id == sitting_id)
        .order_by(AnswerMasks.item_id, AnswerMasks.part)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return {(row.item_id, row.part): row for row in rows}


def _application_of(session: Session, sitting_id: int) -> Application:
    owner = select(Sitting.application_id).where(Sitting.id == sitting_id).scalar_subquery()
    return session.scalars(select(Application).where(Application.id == owner)).one()


def mask_earlier_answers(session: Session, *, after: int) -> int:
    """Mask what was handed in before there were masks, some sittings at a time; a job goes on behind them."""
    masked = select(AnswerMasks.sitting_id).where(AnswerMasks.sitting_id == Sitting.id).exists()
    found = session.scalars(
        select(Sitting.id)
        .where(Sitting.id > after, Sitting.handed_in_at.is_not(None), ~masked)
        .order_by(Sitting.id)
        .limit(_AT_ONCE)
    ).all()
    for sitting_id in found:
        mask_answers(session, sitting_id)
    if len(found) == _AT_ONCE:
        enqueue(session, MASK_EARLIER, key=f"{MASK_EARLIER}:{found[-1]}", after=found[-1])
    return len(found)


def add_mask(
    session: Session,
    application: Application,
    place: tuple[int, str],
    words: str,
    kind: MaskKind,
    *,
    seen: str,
    by: Doer,
) -> int:
    """Mask these words wherever they stand in a part of an answer (item and part); return at how many places.

    Raises WordsNotFound, MaskedAlready, and AnswerChanged where `seen` is no longer the revision.
    """
    row, texts = _held(session, application, place, seen)
    if not places_of(texts, words):
        raise WordsNotFound
    before = masks_in(row.masks)
    after = with_added(before, texts, words, kind)
    if after == before:
        raise MaskedAlready
    _keep(row, after)
    _tell(session, MaskAdded, application, row, kind, by)
    return len(after) - len(before)


def change_mask(
    session: Session,
    application: Application,
    place: tuple[int, str],
    number: int,
    *,
    lifted: bool,
    seen: str,
    by: Doer,
) -> None:
    """Lift one mask, or put it back; done twice it is done once.

    Raises AnswerChanged where there is none, or `seen` is no longer the revision.
    """
    row, _texts = _held(session, application, place, seen)
    masks = masks_in(row.masks)
    if not 0 <= number < len(masks):
        raise AnswerChanged
    if masks[number].lifted == lifted:
        return
    _keep(row, with_lifted(masks, number, lifted=lifted))
    _tell(session, MaskLifted if lifted else MaskPutBack, application, row, masks[number].span.kind, by)


def note_seen(
    session: Session, application: Application, place: tuple[int, str], *, seen: str, by: Doer
) -> None:
    """Take away what HR has seen was not carried over to this answer. Raises AnswerChanged as others do."""
    row, _texts = _held(session, application, place, seen)
    if not row.left_behind:
        return
    row.left_behind = []
    session.flush()
    code = _code(session, row.item_id)
    record(session, LeftBehindSeen(application.opening_id, application.id, row.item_id, code), by=by)


def _held(
    session: Session, application: Application, place: tuple[int, str], seen: str
) -> tuple[AnswerMasks, tuple[str, ...]]:
    """Return the masks of a part, kept from others until the transaction ends, and its texts."""
    item_id, part = place
    row = session.scalar(
        select(AnswerMasks)
        .join(Sitting, Sitting.id == AnswerMasks.sitting_id)
        .where(
            Sitting.application_id == application.id, AnswerMasks.item_id == item_id, AnswerMasks.part == part
        )
        .with_for_update(key_share=True, of=AnswerMasks)
        .execution_options(populate_existing=True)
    )
    answer = _answer(session, row) if row is not None else None
    if row is None or answer is None or not str(answer.revision) == str(row.revision) == seen:
        raise AnswerChanged
    asked = read_task(session, item_id, _hashes(session, {item_id})[item_id]).part(part)
    return row, () if asked is None else texts_in(asked, answer.value)


def _answer(session: Session, row: AnswerMasks) -> KeptAnswer | None:
    return answers_of(session, row.sitting_id).get((row.item_id, row.part))


def _keep(row: AnswerMasks, masks: Sequence[Mask]) -> None:
    row.masks, row.changes, row.masked_at = _json(masks), row.changes + 1, clock.now()


def _tell(
    session: Session,
    event: Callable[..., object],
    application: Application,
    row: AnswerMasks,
    kind: MaskKind,
    by: Doer,
) -> None:
    session.flush()
    code = _code(session, row.item_id)
    record(session, event(application.opening_id, application.id, row.item_id, code, kind.value), by=by)


def _code(session: Session, item_id: int) -> str:
    return session.scalars(select(BankItem.code).where(BankItem.id == item_id)).one()


def _hashes(session: Session, item_ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(BankItem.id, BankItem.content_hash).where(BankItem.id.in_(item_ids)))
    return {row.id: row.content_hash for row in rows}


def _json(masks: Sequence[Mask]) -> list[object]:
    return [mask.as_json() for mask in masks]
