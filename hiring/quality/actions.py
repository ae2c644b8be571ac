"""Write down what was computed of the marking of an opening."""

from sqlalchemy.orm import Session

from hiring import clock
from hiring.db.once import insert_once
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.quality.models import OpeningQuality
from hiring.quality.rules import QualityFigures

COMPUTE = JobKind("quality.compute", BATCHES, N_("Compute how the reviewers of each opening agree"))


def write_quality(session: Session, opening_id: int, basis: str, found: QualityFigures) -> None:
    """Write the figures of an opening over what stood there."""
    plain, now = found.plain(), clock.now()
    first = insert_once(session, OpeningQuality, "opening_id")
    session.execute(first.values(opening_id=opening_id, basis=basis, figures=plain, computed_at=now))
    row = session.get_one(OpeningQuality, opening_id, with_for_update={"key_share": True})
    row.basis, row.figures, row.computed_at = basis, plain, now
    session.flush()
