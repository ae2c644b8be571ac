"""Keep and take back what candidates tell; count it once, and delete it."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import record
from hiring.db.once import insert_once
from hiring.errors import HiringError
from hiring.fairness import queries
from hiring.fairness.events import GroupsCounted
from hiring.fairness.models import GroupAnswers, OpeningFairness
from hiring.fairness.rules import FairnessFigures, GroupQuestion, may_tell
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.openings.models import Application

COUNT_GROUPS = JobKind(
    "fairness.count", BATCHES, N_("Count how often groups were selected, once an opening is decided")
)


class NothingIsAsked(HiringError):
    """The tasks are not handed in, the application has ended, or the answers have been counted."""

    sentence = N_("These questions are not asked now. Nothing was kept.")


def tell(
    session: Session, application: Application, answers: Mapping[GroupQuestion, str], agreed_to: str
) -> None:
    """Keep what a candidate tells, in the place of what was told before.

    Nothing of it goes into the trail: HR reads that. Raises NothingIsAsked.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    counted = queries.is_counted(session, application.opening_id)
    if not may_tell(application.stage, counted=counted):
        raise NothingIsAsked
    values: dict[str, object] = {question.value: answers.get(question) for question in GroupQuestion}
    values |= {"agreed_to": agreed_to, "agreed_at": clock.now()}
    first = insert_once(session, GroupAnswers, "application_id")
    of_whom = {"application_id": application.id, "opening_id": application.opening_id}
    session.execute(first.values(**of_whom, **values))
    row = session.get_one(GroupAnswers, application.id, with_for_update={"key_share": True})
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def forget_told(session: Session, application_id: int) -> None:
    """Delete what a candidate told; doing it again changes nothing."""
    session.execute(delete(GroupAnswers).where(GroupAnswers.application_id == application_id))


def forget_counted(session: Session, opening_id: int) -> None:
    """Delete what the candidates of an opening told that is counted."""
    session.execute(delete(GroupAnswers).where(GroupAnswers.opening_id == opening_id))


def keep_count(session: Session, opening_id: int, found: FairnessFigures) -> None:
    """Keep what was counted of an opening for good, and delete what single people told."""
    session.add(OpeningFairness(opening_id=opening_id, figures=found.plain()))
    forget_counted(session, opening_id)
    session.flush()
    record(session, GroupsCounted(opening_id), by=SYSTEM)
