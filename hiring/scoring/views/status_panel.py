"""What a candidate is told about how each task counts, once the answers have been handed in."""

from sqlalchemy.orm import Session

from hiring.i18n import N_
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.scoring.queries.own_tasks import OwnTaskCounts, own_tasks
from hiring.sittings.models import Sitting
from hiring.sittings.status_panel import StatusPanel

_SENTENCES = {
    OwnTaskCounts.READ: N_("answered: people read it"),
    OwnTaskCounts.READ_AND_KEYED: N_(
        "answered: people read it, and what you chose is counted with the answer key"
    ),
    OwnTaskCounts.READ_AND_KEYED_PROVISIONALLY: N_(
        "answered: people read it, and what you chose is counted with an answer key that experts have not "
        "confirmed yet"
    ),
    OwnTaskCounts.KEYED: N_("answered: counted with the answer key"),
    OwnTaskCounts.KEYED_PROVISIONALLY: N_(
        "answered: counted with an answer key that experts have not confirmed yet"
    ),
    OwnTaskCounts.LEFT_EMPTY: N_("left empty: counts as level 1"),
    OwnTaskCounts.NOT_REACHED: N_("not reached before the time ran out: counts as level 1"),
    OwnTaskCounts.NOT_BEGUN: N_("not answered, the section was never begun: counts as level 1"),
    OwnTaskCounts.EXCUSED: N_("excused: does not count"),
}


def own_tasks_panel(session: Session, sitting: Sitting) -> StatusPanel | None:
    """Say of each task how it counts, where scores go by cells and the answers are used."""
    application = session.get_one(Application, sitting.application_id)
    if application.stage == Stage.STOPPED:
        return None
    opening = session.get_one(Opening, application.opening_id)
    if opening.score_rule != "cells" or not (tasks := own_tasks(session, sitting, opening)):
        return None
    return StatusPanel("scoring/own_tasks.html", {"tasks": tasks, "sentences": _SENTENCES})
