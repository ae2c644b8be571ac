"""Where a candidate stands, as far as the page of a task asks: columns, read by one statement.

Nothing is looked at as often as that page. `hiring.sittings.candidate_progress` loads the rows
themselves, which takes five times as long, for pages that show more of them or act on them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.assessments.models import AssessmentVersion
from hiring.mail.rules import Contact
from hiring.openings.models import Application, Opening, TimeAllowance
from hiring.openings.queries import contact_of
from hiring.openings.rules import NOTHING_GRANTED, WRITING, GrantedTime, accepts_candidates
from hiring.sittings.candidate_progress import SectionLine, lines_of
from hiring.sittings.models import SectionClock, Sitting, TaskStart
from hiring.sittings.paper import Paper, known_paper, learn_paper
from hiring.sittings.rules import SectionTime, in_break, section_states


class OwnSitting(NamedTuple):
    """The sitting of whoever asks."""

    id: int
    public_id: str
    handed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProgressAtTask:
    """The sections of a candidate as they stand at `now`, and whether anything may be written."""

    stage: str
    zone: str
    sitting: OwnSitting | None
    sections: tuple[SectionLine, ...]
    now: datetime
    contact: Contact
    """Whom the candidate may write to."""

    @property
    def handed_in(self) -> bool:
        return self.sitting is not None and self.sitting.handed_in_at is not None

    @property
    def writing(self) -> bool:
        """Whether the candidate still has something to do."""
        return self.stage in WRITING


class _Version(NamedTuple):
    id: int
    public_id: str
    state: str


def task_progress_of(session: Session, application_id: int) -> ProgressAtTask | None:
    """Return how far one application has come; None where there is none, or it has no assessment yet."""
    rows = session.connection().execute(_PROGRESS, {"application_id": application_id}).all()
    if not rows or rows[0].version_id is None:
        return None
    first, now = rows[0], clock.now()
    begun = {
        row.section_id: SectionTime(
            row.started_at,
            row.closes_at,
            row.finished_at,
            away=timedelta(seconds=row.away_seconds),
            owed_minutes=row.owed_minutes,
            owed_until=row.owed_until,
        )
        for row in rows
        if row.section_id is not None
    }
    paper = _paper(session, first)
    granted = NOTHING_GRANTED
    if first.per_cent is not None:
        granted = GrantedTime(first.per_cent, first.minutes, first.break_minutes, first.own_closes_at)
    times = [begun.get(section.id) for section in paper]
    accepted = accepts_candidates(first.opening_state, first.opening_closes_at, now, granted.closes_at)
    accepted = accepted or in_break(times, granted.break_minutes, now)
    states = section_states(times, now=now, may_begin=accepted)
    sitting = (
        None if first.sitting_id is None else OwnSitting(first.sitting_id, first.sitting, first.handed_in_at)
    )
    contact = contact_of(first)
    lines = lines_of(paper, states, begun, granted)
    return ProgressAtTask(first.stage, first.zone, sitting, lines, now, contact)


def task_start(session: Session, sitting_id: int, item_id: int) -> int | None:
    """Return the second of its section from which a task counts; None when it was not opened yet."""
    own = TaskStart.sitting_id == sitting_id, TaskStart.item_id == item_id
    return session.scalar(select(TaskStart.second).where(*own))


def task_starts(session: Session, sitting_id: int) -> list[TaskStart]:
    """Return when each task was first opened of which some material comes later."""
    mine = select(TaskStart).where(TaskStart.sitting_id == sitting_id)
    return list(session.scalars(mine.order_by(TaskStart.id)))


def _paper(session: Session, row: Row[Any]) -> Paper:
    version = _Version(row.version_id, row.version, row.version_state)
    learn_paper(session, version)
    return known_paper(version)


def _select_progress() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Application.stage,
            Opening.zone,
            Opening.state.label("opening_state"),
            Opening.closes_at.label("opening_closes_at"),
            Opening.contact_name,
            Opening.contact_email,
            Opening.contact_whatsapp,
            AssessmentVersion.id.label("version_id"),
            AssessmentVersion.public_id.label("version"),
            AssessmentVersion.state.label("version_state"),
            Sitting.id.label("sitting_id"),
            Sitting.public_id.label("sitting"),
            Sitting.handed_in_at,
            SectionClock.section_id,
            SectionClock.started_at,
            SectionClock.closes_at,
            SectionClock.finished_at,
            SectionClock.away_seconds,
            SectionClock.owed_minutes,
            SectionClock.owed_until,
            TimeAllowance.per_cent,
            TimeAllowance.minutes,
            TimeAllowance.break_minutes,
            TimeAllowance.closes_at.label("own_closes_at"),
        )
        .join(Opening, Opening.id == Application.opening_id)
        .outerjoin(AssessmentVersion, AssessmentVersion.id == Opening.assessment_version_id)
        .outerjoin(Sitting, Sitting.application_id == Application.id)
        .outerjoin(SectionClock, SectionClock.sitting_id == Sitting.id)
        .outerjoin(TimeAllowance, TimeAllowance.application_id == Application.id)
        .where(Application.id == bindparam("application_id"))
    )


#: Put together once, like those of a save.
_PROGRESS = _select_progress()
