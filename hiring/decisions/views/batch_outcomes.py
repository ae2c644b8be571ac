"""What HR is told once a long table of scores is written."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.decisions import queries
from hiring.decisions.actions import WRITE_SCORES
from hiring.jobs.models import Batch
from hiring.openings.views.batches import BatchOutcome


def _rows(number: int) -> str:
    return ngettext("The table has %(num)d row.", "The table has %(num)d rows.", number)


def _taken_at(session: Session, batch: Batch, actor: Actor) -> str | None:
    if batch.asked_by != actor.id:
        return None
    asked = queries.score_file_of_batch(session, batch.id)
    return url_for("decisions.score_file", public_id=asked.public_id) if asked is not None else None


OUTCOMES = (BatchOutcome(WRITE_SCORES, {"rows": _rows}, taken_at=_taken_at),)
