"""What a worker does for the quality of marking."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.calibration.drift import drift_of
from hiring.calibration.queries import controls_of_opening, nearness_of_panel
from hiring.db import begin_writing, let_others_write
from hiring.jobs.kinds import job
from hiring.openings.models import Opening
from hiring.quality import actions, queries
from hiring.quality.actions import COMPUTE
from hiring.quality.rules import NearFigures, QualityFigures


def _compute_changed(session: Session) -> None:
    """Compute the openings in which something has changed, each written in a transaction of its own."""
    for opening_id in queries.openings_with_marking(session):
        basis = queries.basis_of(session, opening_id)
        if basis == queries.basis_known(session, opening_id):
            continue
        found = figures_of(session, session.get_one(Opening, opening_id))
        session.commit()  # nobody waits for the reading
        actions.write_quality(begin_writing(), opening_id, basis, found)
        session.commit()
        let_others_write(session)


def figures_of(session: Session, opening: Opening) -> QualityFigures:
    """Return everything that is known of the marking of an opening now."""
    from hiring.quality import figures  # numpy: for who computes

    given = queries.given_levels(session, opening.id)
    codes = queries.competencies_of(session, opening)
    raters, severity_why, rasch_why = figures.raters(given)
    near = nearness_of_panel(session, opening)
    return QualityFigures(
        len(given),
        len({one.candidate for one in given}),
        figures.agreements(given, codes),
        raters,
        severity_why,
        rasch_why,
        figures.tasks(given, codes),
        queries.work_of(session, opening.id),
        [NearFigures(who, each.ratings, each.same, round(each.difference, 2)) for who, each in near.items()],
        drift_of(controls_of_opening(session, opening.id)),
    )


@job(COMPUTE, first=_compute_changed, every=timedelta(hours=1))
def compute(session: Session, found: None) -> None:
    """Everything is done and written by then."""
