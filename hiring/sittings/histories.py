"""Every revision of an answer, wherever it is kept, and what there is to pack."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.openings.models import Application
from hiring.openings.rules import ENDED
from hiring.progress import to_nobody
from hiring.sittings.models import AnswerPack, AnswerRevision, Sitting
from hiring.sittings.normalising import ANSWERS
from hiring.sittings.packing import Revision, pack, unpack
from hiring.sittings.rules import SittingState

#: So long after the hand-in nothing is packed: many hand in at once, while others still write.
REST = timedelta(hours=1)
#: What one transaction moves, and one pack holds, at most.
MOST_IN_A_PACK = 100


class PartOfSitting(NamedTuple):
    """Whose answer to what."""

    sitting_id: int
    item_id: int
    part: str


def parts_of(session: Session, sitting_id: int) -> list[PartOfSitting]:
    """Return the parts of a sitting that were ever answered; there is always a row that stays."""
    columns = (AnswerRevision.sitting_id, AnswerRevision.item_id, AnswerRevision.part)
    found = session.execute(
        select(*columns).where(AnswerRevision.sitting_id == sitting_id).distinct().order_by(*columns)
    )
    return [PartOfSitting(*row) for row in found]


def revisions_of(session: Session, place: PartOfSitting) -> list[Revision]:
    """Return every revision of a part, in order. Raises ValueError where a pack is damaged."""
    rows = _rows(session.execute(_select_rows(place)))
    return sorted([*packed_revisions(session, place), *rows], key=lambda each: each.revision)


def packed_revisions(session: Session, place: PartOfSitting) -> Iterator[Revision]:
    """Yield the revisions of a part that are in packs. Raises ValueError where a pack is damaged."""
    packs = session.scalars(
        select(AnswerPack.packed)
        .where(
            AnswerPack.sitting_id == place.sitting_id,
            AnswerPack.item_id == place.item_id,
            AnswerPack.part == place.part,
        )
        .order_by(AnswerPack.first_revision)
    )
    for packed in packs.all():
        yield from unpack(packed)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was read, and each fault in words."""

    sittings: int
    revisions: int
    faults: list[str]


def examine(session: Session, told: Callable[[int, int], None] = to_nobody) -> Examined:
    """Read every revision of every sitting and compare it with its hash.

    `told` hears after each sitting how many are done, of how many.
    """
    sittings = session.execute(
        select(Sitting.id, Application.code).join(Application, Application.id == Sitting.application_id)
    ).all()
    number, faults = 0, []
    for done, (sitting_id, code) in enumerate(sittings, start=1):
        for place in parts_of(session, sitting_id):
            where = f"{code}, part {place.part}"
            try:
                found = revisions_of(session, place)
            except ValueError as error:
                faults.append(f"{where}: {error}")
                continue
            number += len(found)
            faults += [f"{where}, {_fault_of(each)}" for each in found if not each.sound]
        told(done, len(sittings))
    return Examined(len(sittings), number, faults)


def _fault_of(revision: Revision) -> str:
    if not ANSWERS.knows(revision.sha256):
        return f"revision {revision.revision}: hashed by a rule that this version does not know"
    return f"revision {revision.revision}: another text"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Successive revisions of one part that are to leave for a pack, and the pack."""

    place: PartOfSitting
    first: int
    last: int
    number: int
    packed: bytes


def sittings_to_pack(session: Session, *, most: int) -> list[int]:
    """Return sittings to whose answers nothing that counts is added any more, the oldest first."""
    handed_in = and_(Sitting.state == SittingState.HANDED_IN, Sitting.handed_in_at <= clock.now() - REST)
    return list(
        session.scalars(
            select(Sitting.id)
            .join(Application, Application.id == Sitting.application_id)
            .where(Sitting.packed_at.is_(None), or_(handed_in, Application.stage.in_(ENDED)))
            .order_by(Sitting.id)
            .limit(most)
        )
    )


def bundles(session: Session, sitting_id: int) -> Iterator[Bundle]:
    """Yield what can leave the table of revisions, part by part: what came before the text that counts.

    Each is read when it is asked for, and unpacked again before it is given. Where a text is not
    the one its hash names, the rest of that part stays as it is, for somebody to look at.
    """
    for place in parts_of(session, sitting_id):
        last = 0
        while found := list(_rows(session.execute(_select_earlier(place, last)))):
            packed = pack(found)
            if unpack(packed) != found or not all(each.sound for each in found):
                break
            first, last = found[0].revision, found[-1].revision
            yield Bundle(place, first, last, len(found), packed)


def _select_rows(place: PartOfSitting) -> Select[Any]:
    return (
        select(
            AnswerRevision.id,
            AnswerRevision.revision,
            AnswerRevision.operation_id,
            AnswerRevision.value,
            AnswerRevision.sha256,
            AnswerRevision.words,
            AnswerRevision.saved_at,
            AnswerRevision.superseded,
        )
        .where(
            AnswerRevision.sitting_id == place.sitting_id,
            AnswerRevision.item_id == place.item_id,
            AnswerRevision.part == place.part,
        )
        .order_by(AnswerRevision.revision)
    )


def _select_earlier(place: PartOfSitting, after: int) -> Select[Any]:
    counts = (
        select(func.max(AnswerRevision.revision))
        .where(
            AnswerRevision.sitting_id == place.sitting_id,
            AnswerRevision.item_id == place.item_id,
            AnswerRevision.part == place.part,
            AnswerRevision.late.is_(False),
            AnswerRevision.superseded.is_(False),
        )
        .scalar_subquery()
    )
    return (
        _select_rows(place)
        .where(
            AnswerRevision.revision > after,
            AnswerRevision.revision < counts,
            AnswerRevision.late.is_(False),
        )
        .limit(MOST_IN_A_PACK)
    )


def _rows(found: Iterable[Any]) -> Iterator[Revision]:
    return (Revision(*row) for row in found)
