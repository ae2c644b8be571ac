"""Take a task out of the scores, for everybody in an opening or for one candidate, before they are seen."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.actions import Doer, record
from hiring.banks.models import BankItem
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.models import Application, Opening
from hiring.scoring.actions.settlement import held_sitting
from hiring.scoring.events import TaskExcused, TaskExcusedForAll
from hiring.scoring.models import ExcusedTask, Settlement
from hiring.scoring.queries.excuses import excuses_of
from hiring.sittings.models import Sitting


class ScoresAreSeen(HiringError):
    """A task is to be excused for somebody whose score can be seen already."""

    sentence = N_(
        "A score that rests on this task can be seen already. A task can be excused only before anybody "
        "sees a score."
    )


def excuse_for_all(session: Session, opening: Opening, item: BankItem, reason: str, *, by: Doer) -> None:
    """Let a task count for nobody in the opening; doing so again changes nothing. Raises ScoresAreSeen."""
    session.refresh(opening, ["state"], with_for_update={"key_share": True})
    if session.scalar(select(Settlement.sitting_id).where(Settlement.opening_id == opening.id).limit(1)):
        raise ScoresAreSeen
    if excuses_of(session, opening.id, [0])[0].get(item.id):
        return
    session.add(ExcusedTask(opening_id=opening.id, item_id=item.id, reason=reason))
    session.flush()
    record(session, TaskExcusedForAll(opening.id, item.id, _name(item), reason), by=by)


def excuse_for_candidate(
    session: Session, application: Application, item: BankItem, reason: str, *, by: Doer
) -> None:
    """Let a task not count for one candidate; doing so again changes nothing. Raises ScoresAreSeen."""
    owned = select(Sitting.id).where(Sitting.application_id == application.id)
    sitting, application = held_sitting(session, session.scalars(owned).one())
    if session.get(Settlement, sitting.id) is not None:
        raise ScoresAreSeen
    if item.id in excuses_of(session, application.opening_id, [sitting.id])[sitting.id]:
        return
    session.add(
        ExcusedTask(opening_id=application.opening_id, item_id=item.id, sitting_id=sitting.id, reason=reason)
    )
    session.flush()
    deed = TaskExcused(application.opening_id, application.id, item.id, _name(item), reason)
    record(session, deed, by=by)


def _name(item: BankItem) -> str:
    return item.title.id or item.title.en
