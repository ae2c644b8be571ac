"""How far candidates came in their sections: why a task stands without an answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.db.together import AnySelect, read_together
from hiring.scoring.gaps import SectionWalk, gaps
from hiring.scoring.scores import Gap
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting


def gaps_of_sittings(session: Session, sitting_ids: Sequence[int]) -> dict[int, dict[int, Gap]]:
    """Return by sitting, and by task, why nothing would stand in it; few sittings at a time."""
    asked, kept = read_together(session, _asked(sitting_ids), _kept(sitting_ids))
    reached: dict[int, set[int]] = defaultdict(set)
    for row in kept:
        reached[row.sitting_id].add(row.item_id)
    return {
        sitting_id: gaps(sections, reached[sitting_id])
        for sitting_id, sections in _sections(sitting_ids, asked).items()
    }


def _asked(sitting_ids: Sequence[int]) -> AnySelect:
    """Select every task of these sittings with its place, and whether its section was begun and ran out."""
    return (
        select(
            Sitting.id.label("sitting_id"),
            Section.position.label("section"),
            SectionTask.position,
            SectionTask.item_id,
            SectionClock.sitting_id.is_not(None).label("begun"),
            (SectionClock.finished_at >= SectionClock.closes_at).label("ran_out"),
        )
        .join(Section, Section.version_id == Sitting.assessment_version_id)
        .join(SectionTask, SectionTask.section_id == Section.id)
        .outerjoin(
            SectionClock, (SectionClock.section_id == Section.id) & (SectionClock.sitting_id == Sitting.id)
        )
        .where(Sitting.id.in_(sitting_ids))
    )


def _kept(sitting_ids: Sequence[int]) -> AnySelect:
    """Select the tasks of these sittings in which anything was kept in time."""
    return (
        select(AnswerRevision.sitting_id, AnswerRevision.item_id)
        .where(AnswerRevision.sitting_id.in_(sitting_ids), AnswerRevision.late.is_(False))
        .distinct()
    )


def _sections(sitting_ids: Sequence[int], asked: Iterable[Any]) -> dict[int, list[SectionWalk]]:
    walks: dict[int, list[SectionWalk]] = {sitting_id: [] for sitting_id in sitting_ids}
    in_order = sorted(asked, key=attrgetter("sitting_id", "section", "position"))
    for (sitting_id, _), rows in groupby(in_order, key=attrgetter("sitting_id", "section")):
        tasks = list(rows)
        walk = SectionWalk(
            tuple(row.item_id for row in tasks), begun=tasks[0].begun, ran_out=bool(tasks[0].ran_out)
        )
        walks[sitting_id].append(walk)
    return walks
