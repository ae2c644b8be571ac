"""Read what is known of a candidate, and what is masked in the answers."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, String, and_, cast, func, select
from sqlalchemy.orm import Session

from hiring.banks.parts import PartOfTask
from hiring.banks.tasks import Task
from hiring.db.keyset import Cursor, Key, Page, read_page, read_text, read_whole
from hiring.i18n.localised import Localised
from hiring.masking.known import Known, known_of
from hiring.masking.masks import Mask, masks_in, texts_in
from hiring.masking.models import AnswerMasks
from hiring.masking.rules import MaskKind
from hiring.masking.words import Words
from hiring.openings.models import Application, Candidate, CandidateFacts
from hiring.sittings.histories import PartOfSitting, revisions_of
from hiring.sittings.models import AnswerRevision, Sitting
from hiring.sittings.queries import PaperPart, answers_of, application_of, paper_of

_ON_A_PAGE = 50


def stated_of(session: Session, application_id: int) -> Known:
    """Return what is known of a candidate, to be looked for in the answers."""
    row = session.execute(
        select(
            Candidate.name,
            Candidate.email,
            CandidateFacts.education,
            CandidateFacts.experience,
            CandidateFacts.claims,
            CandidateFacts.links,
        )
        .select_from(Application)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .outerjoin(CandidateFacts, CandidateFacts.application_id == Application.id)
        .where(Application.id == application_id)
    ).one()
    return known_of(
        name=row.name,
        email=row.email,
        education=row.education or "",
        experience=row.experience or "",
        claims=row.claims or (),
        links=row.links or (),
    )


def masks_of_revision() -> ColumnElement[bool]:
    """Return the condition that `AnswerMasks` are those of an `AnswerRevision`, and no earlier one's."""
    return and_(
        AnswerMasks.sitting_id == AnswerRevision.sitting_id,
        AnswerMasks.item_id == AnswerRevision.item_id,
        AnswerMasks.part == AnswerRevision.part,
        AnswerMasks.revision == AnswerRevision.revision,
    )


def task_words(task: Task) -> Words:
    """Return the words that a candidate finds in a task, in both languages: whom it names is not masked."""
    shown = (task.title, task.instructions, task.materials, task.parts)
    return _words_of("\n".join(text for each in shown for text in _texts(each)))


@lru_cache(maxsize=256)
def _words_of(text: str) -> Words:
    # Words are found once: every answer to the same task is looked through with them.
    return Words(text)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, Localised):
        yield from (thing.id, thing.en)
    elif isinstance(thing, dict):
        for each in thing.values():
            yield from _texts(each)
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from _texts(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(getattr(thing, field.name))


def earlier_texts(session: Session, row: AnswerMasks, part: PartOfTask, revision: int) -> tuple[str, ...]:
    """Return the texts of an earlier revision of an answer, which may be packed by now."""
    place = PartOfSitting(row.sitting_id, row.item_id, row.part)
    value = next((each.value for each in revisions_of(session, place) if each.revision == revision), None)
    return () if value is None else texts_in(part, value)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What HR had corrected in an earlier answer, and could not be carried over to the one that counts."""

    words: str
    kind: MaskKind
    lifted: bool


@dataclass(frozen=True, slots=True)
class MaskedPart:
    """One part of an answer that holds text, as HR corrects it."""

    place: PaperPart
    texts: tuple[str, ...]
    masks: tuple[Mask, ...]
    revision: int
    ready: bool
    """False until the program has looked for what is to be masked."""
    left_behind: tuple[LeftBehind, ...] = ()

    @property
    def hidden(self) -> tuple[str, ...]:
        """Return the words that reviewers do not read."""
        return tuple(self.words(mask) for mask in self.masks if not mask.lifted)

    def words(self, mask: Mask) -> str:
        return self.texts[mask.text][mask.span.start : mask.span.end]


def masked_parts(session: Session, application_id: int) -> list[MaskedPart]:
    """Return what was handed in, part by part, with its masks."""
    application = application_of(session, application_id)
    handed_in = Sitting.application_id == application_id, Sitting.handed_in_at.is_not(None)
    sitting_id = session.scalar(select(Sitting.id).where(*handed_in))
    if application is None or sitting_id is None:
        return []
    rows = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting_id))
    kept = {(row.item_id, row.part): row for row in rows}
    answers, found = answers_of(session, sitting_id), []
    for place in paper_of(session, application):
        answer, row = answers.get(place.key), kept.get(place.key)
        texts = texts_in(place.part, answer.value) if answer else ()
        if answer and any(texts):
            ready = row is not None and row.revision == answer.revision
            masks = masks_in(row.masks) if row is not None and ready else ()
            left = tuple(_left_behind(session, row, place.part)) if row is not None and ready else ()
            found.append(MaskedPart(place, texts, masks, answer.revision, ready, left))
    return found


def _left_behind(session: Session, row: AnswerMasks, part: PartOfTask) -> Iterator[LeftBehind]:
    texts = {
        revision: earlier_texts(session, row, part, revision)
        for revision in {each["revision"] for each in row.left_behind}
    }
    for each in row.left_behind:
        mask = Mask.from_json(each)
        text = "".join(texts[each["revision"]][mask.text : mask.text + 1])
        words = text[mask.span.start : mask.span.end]
        yield LeftBehind(words, mask.span.kind, mask.lifted)


@dataclass(frozen=True, slots=True)
class MaskedCandidate:
    """One line of HR's list of an opening: whose answers are masked, and how often HR has corrected them."""

    public_id: str
    name: str
    code: str
    changes: int
    left_behind: bool
    """Corrections were not carried over to what was handed in anew, and HR has not looked yet."""


def masked_candidates(session: Session, opening_id: int, cursor: Cursor) -> Page[MaskedCandidate]:
    """Return who has handed in and whose answers were looked through, by name."""
    changes = (
        select(func.sum(AnswerMasks.changes))
        .join(Sitting, Sitting.id == AnswerMasks.sitting_id)
        .where(Sitting.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    left_behind = (
        select(AnswerMasks.sitting_id)
        .join(Sitting, Sitting.id == AnswerMasks.sitting_id)
        .where(Sitting.application_id == Application.id, cast(AnswerMasks.left_behind, String) != "[]")
        .correlate(Application)
        .exists()
    )
    statement = (
        select(
            Application.public_id,
            Candidate.name,
            Application.code,
            changes.label("changes"),
            left_behind.label("left_behind"),
        )
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Application.opening_id == opening_id, Application.handed_in_at.is_not(None))
    )
    keys = (Key(Application.listed_as, read_text), Key(Application.id, read_whole))
    page = read_page(session, statement, keys, cursor, size=_ON_A_PAGE)
    return page.of(
        [
            MaskedCandidate(row.public_id, row.name, row.code, row.changes or 0, bool(row.left_behind))
            for row in page.rows
        ]
    )
