"""Move an application along its stages, and note its progress."""

from datetime import datetime

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import Audience
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import events
from hiring.openings.actions.reminders import take_reminders_back
from hiring.openings.models import Application
from hiring.openings.rules import UNDER_REVIEW, Stage, may_follow


class StageNotAllowed(HiringError):
    """An application goes forwards, or out."""

    sentence = N_("This step is no longer possible for this application.")


def move_to(session: Session, application: Application, stage: Stage, *, at: datetime | None = None) -> None:
    """Move the application to `stage`; being there already is fine. Raises StageNotAllowed.

    The row is locked and read again first: two deeds at once cannot both move it.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    if application.stage == stage:
        return
    if not may_follow(Stage(application.stage), stage):
        raise StageNotAllowed
    application.stage, application.stage_at = stage, at or clock.now()
    session.flush()


def note_progress(
    session: Session,
    application: Application,
    *,
    stage: Stage | None = None,
    at: datetime | None = None,
    seconds_used: int | None = None,
) -> None:
    """Let the sitting above tell HR's table how far a candidate is.

    A `stage` that cannot follow any more (the application was withdrawn
    meanwhile) is left out silently: what the candidate wrote is kept all the same.
    """
    moment = at or clock.now()
    if stage is not None:
        try:
            move_to(session, application, stage, at=moment)
        except StageNotAllowed:
            return
        if stage == Stage.SITTING:
            application.started_at = application.started_at or moment
        if stage == Stage.HANDED_IN:
            application.handed_in_at = application.handed_in_at or moment
        take_reminders_back(session, application)
    if seconds_used is not None:
        application.seconds_used = max(seconds_used, 0)
    session.flush()


def take_hand_in_back(session: Session, application: Application) -> None:
    """Let a candidate write again whose answers nobody has rated.

    Raises StageNotAllowed where there is no hand-in, or too much has followed from it.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    if application.stage not in {*UNDER_REVIEW, Stage.SCORED}:
        raise StageNotAllowed
    application.stage, application.stage_at = Stage.SITTING, clock.now()
    application.handed_in_at = None
    session.flush()


def take_scored_back(session: Session, application: Application) -> None:
    """Let the scores of a candidate wait for one more reading: nobody has decided yet.

    Raises StageNotAllowed where scores do not stand, or somebody has decided.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    if application.stage != Stage.SCORED:
        raise StageNotAllowed
    application.stage, application.stage_at = Stage.SCORING, clock.now()
    session.flush()


def end_sessions(session: Session, application: Application, *, by: Doer) -> int:
    """Sign the candidate out in every browser; return in how many that was.

    What was typed there stays on the page: the script offers to come in again in place.
    """
    ended = end_user_sessions(session, Audience.CANDIDATE, application.id)
    if ended:
        deed = events.CandidateSignedOut(application.opening_id, application.id, browsers=ended)
        audit.record(session, deed, by=by)
    return ended
