"""Which tasks HR has excused, for everybody in an opening or for one candidate."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hiring.openings.models import Application
from hiring.scoring.models import ExcusedTask
from hiring.scoring.scores import Excuse
from hiring.sittings.models import Sitting


def excuses_of(session: Session, opening_id: int, sitting_ids: Sequence[int]) -> dict[int, dict[int, Excuse]]:
    """Return the excused tasks of few sittings of one opening, by sitting and by task."""
    found: dict[int, dict[int, Excuse]] = {sitting_id: {} for sitting_id in sitting_ids}
    rows = session.execute(
        select(ExcusedTask.item_id, ExcusedTask.sitting_id)
        .where(
            ExcusedTask.opening_id == opening_id,
            or_(ExcusedTask.sitting_id.is_(None), ExcusedTask.sitting_id.in_(sitting_ids)),
        )
        .order_by(ExcusedTask.id)
    )
    for item_id, sitting_id in rows:
        for one in sitting_ids if sitting_id is None else (sitting_id,):
            found[one].setdefault(item_id, Excuse.FOR_ALL if sitting_id is None else Excuse.FOR_CANDIDATE)
    return found


def application_with_sitting(session: Session, opening_id: int, code: str) -> Application | None:
    """Return the application with this code, if its candidate has begun the tasks."""
    return session.scalar(
        select(Application)
        .join(Sitting, Sitting.application_id == Application.id)
        .where(Application.opening_id == opening_id, Application.code == code.upper())
    )


def excused_for_all(session: Session, opening_id: int) -> list[tuple[int, str]]:
    """Return (task, reason) of what counts for nobody in an opening."""
    rows = session.execute(
        select(ExcusedTask.item_id, ExcusedTask.reason)
        .where(ExcusedTask.opening_id == opening_id, ExcusedTask.sitting_id.is_(None))
        .order_by(ExcusedTask.id)
    )
    return [(row.item_id, row.reason) for row in rows]
