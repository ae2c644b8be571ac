"""How far candidates came in their sections: why a task stands without an answer."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.scoring.gaps import SectionWalk, gaps
from hiring.scoring.scores import Gap
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting


def gaps_of_sittings(session: Session, sitting_ids: Sequence[int]) -> dict[int, dict[int, Gap]]:
    """Return by sitting, and by task, why nothing would stand in it; few sittings at a time."""
    reached = _reached(session, sitting_ids)
    return {
        sitting_id: gaps(sections, reached[sitting_id])
        for sitting_id, sections in _sections(session, sitting_ids).items()
    }


def _sections(session: Session, sitting_ids: Sequence[int]) -> dict[int, list[SectionWalk]]:
    tasks: dict[tuple[int, int], list[int]] = defaultdict(list)
    clocks: dict[tuple[int, int], SectionClock | None] = {}
    for sitting_id, section_id, item_id, clock in session.execute(
        select(Sitting.id, Section.id, SectionTask.item_id, SectionClock)
        .join(Section, Section.version_id == Sitting.assessment_version_id)
        .join(SectionTask, SectionTask.section_id == Section.id)
        .outerjoin(
            SectionClock, (SectionClock.section_id == Section.id) & (SectionClock.sitting_id == Sitting.id)
        )
        .where(Sitting.id.in_(sitting_ids))
        .order_by(Sitting.id, Section.position, SectionTask.position)
    ):
        tasks[sitting_id, section_id].append(item_id)
        clocks[sitting_id, section_id] = clock
    walks: dict[int, list[SectionWalk]] = {sitting_id: [] for sitting_id in sitting_ids}
    for (sitting_id, section_id), asked in tasks.items():
        walks[sitting_id].append(_walk(asked, clocks[sitting_id, section_id]))
    return walks


def _walk(tasks: Sequence[int], clock: SectionClock | None) -> SectionWalk:
    ran_out = clock is not None and clock.finished_at is not None and clock.finished_at >= clock.closes_at
    return SectionWalk(tuple(tasks), begun=clock is not None, ran_out=ran_out)


def _reached(session: Session, sitting_ids: Sequence[int]) -> dict[int, set[int]]:
    reached: dict[int, set[int]] = defaultdict(set)
    for sitting_id, item_id in session.execute(
        select(AnswerRevision.sitting_id, AnswerRevision.item_id)
        .where(AnswerRevision.sitting_id.in_(sitting_ids), AnswerRevision.late.is_(False))
        .distinct()
    ):
        reached[sitting_id].add(item_id)
    return reached
