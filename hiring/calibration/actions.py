"""What reviewers do with calibration answers, and HR with those who do not come near."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.audit.actions import record
from hiring.calibration.events import CalibrationRated, CalibrationWaived
from hiring.calibration.models import CalibrationRating, CalibrationWaiver
from hiring.calibration.queries import CalibrationOfTask, ReviewerOnTask
from hiring.calibration.rules import CalibrationState
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.models import Opening


class ComparedAlready(HiringError):
    """A calibration answer is rated once; what came first stays."""

    sentence = N_("You have rated this calibration answer already. What you gave first counts.")


class AnotherFrame(HiringError):
    """What was sent is not what is rated in this task: its page is from before something changed."""

    status = 422
    sentence = N_("Give a level for every competency of this task. Open the page again if one is missing.")


class NothingToWaive(HiringError):
    """The reviewer may mark by now, or was let through already."""

    sentence = N_("This reviewer may already mark this task. Nothing needs to be allowed.")


def rate_calibration(
    session: Session, shown: CalibrationOfTask, number: int, levels: Mapping[str, int], *, by: Actor
) -> None:
    """Keep what a reviewer gives for one calibration answer; the same sent twice is kept once.

    Raises ComparedAlready and AnotherFrame.
    """
    reviewer = session.scalars(select(User).where(User.id == by.id).with_for_update(key_share=True)).one()
    kept = session.scalar(
        select(CalibrationRating).where(
            CalibrationRating.reviewer_id == reviewer.id,
            CalibrationRating.item_id == shown.item_id,
            CalibrationRating.number == number,
        )
    )
    if kept is not None:
        if kept.levels == dict(levels):
            return
        raise ComparedAlready
    in_turn = shown.state == CalibrationState.TO_RATE and number == shown.next_number
    if not in_turn or set(levels) != set(shown.codes):
        raise AnotherFrame
    session.add(
        CalibrationRating(
            reviewer_id=reviewer.id,
            item_id=shown.item_id,
            number=number,
            opening_id=shown.opening_id,
            levels=dict(levels),
        )
    )
    session.flush()
    title = shown.task.title
    record(session, CalibrationRated(shown.opening_id, shown.item_id, number, title.id or title.en), by=by)


def waive(session: Session, opening: Opening, found: ReviewerOnTask, reason: str, *, by: Actor) -> None:
    """Let a reviewer mark a task of an opening all the same. Raises NothingToWaive."""
    session.scalars(select(Opening.id).where(Opening.id == opening.id).with_for_update(key_share=True)).one()
    there = session.scalar(
        select(CalibrationWaiver.id).where(
            CalibrationWaiver.opening_id == opening.id,
            CalibrationWaiver.reviewer_id == found.reviewer_id,
            CalibrationWaiver.item_id == found.item_id,
        )
    )
    if there is not None or found.state.may_mark:
        raise NothingToWaive
    session.add(
        CalibrationWaiver(
            opening_id=opening.id,
            reviewer_id=found.reviewer_id,
            item_id=found.item_id,
            reason=reason,
            waived_by=by.id,
        )
    )
    session.flush()
    task = found.task.id or found.task.en
    record(session, CalibrationWaived(opening.id, found.item_id, task, found.name, reason), by=by)
