"""Begin a section and finish it: the server's clock, started once however often the button is pressed."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.rules import Stage
from hiring.sittings import events, queries
from hiring.sittings.actions.closing import close_when_over, look_again
from hiring.sittings.actions.locking import lock_sitting
from hiring.sittings.models import SectionClock, Sitting
from hiring.sittings.paper import PaperSection
from hiring.sittings.rules import SectionState, seconds_used


class CannotBegin(HiringError):
    """A step comes first, the section is not the next one, or the application has ended."""

    sentence = N_("This section cannot begin yet. Your list of steps says what comes first.")


class OpeningOver(HiringError):
    """The opening takes nobody any more: what has begun may be finished, nothing new begins."""

    sentence = N_("This opening has closed, so no further section can begin. What you have written is kept.")


def begin_section(
    session: Session, application: Application, section: PaperSection, *, grace: timedelta, by: Doer
) -> SectionClock:
    """Start the clock of `section`, or return the one already running.

    A double click, a reload and a second device all get the same start. Raises
    CannotBegin or OpeningOver.
    """
    stage = _locked_stage(session, application)
    session.refresh(application, ["allowance"])  # HR grants under the same lock
    if application.allowance is not None:
        session.refresh(application.allowance)
    sitting = queries.sitting_of(session, application.id)
    now = clock.now()
    if sitting is not None and (begun := clock_of(sitting, section)) is not None:
        if begun.time.waits(now) and stage == Stage.SITTING:
            _begin_again(session, application, sitting, begun, section, grace=grace, by=by)
        return begun
    _require_begin(session, application, section, sitting, stage, now)
    if sitting is None:
        sitting = _start_sitting(session, application, by)
    started = SectionClock(
        sitting=sitting,
        section_id=section.id,
        started_at=now,
        closes_at=now + timedelta(minutes=application.granted.minutes_of(section.minutes)),
    )
    session.add(started)
    session.flush()
    audit.record(
        session,
        events.SectionBegun(application.opening_id, application.id, sitting.id, section.position),
        by=by,
    )
    close_when_over(session, started, grace=grace)
    return started


def _begin_again(
    session: Session,
    application: Application,
    sitting: Sitting,
    begun: SectionClock,
    section: PaperSection,
    *,
    grace: timedelta,
    by: Doer,
) -> None:
    """Let the minutes run that were given back; the time between counts as nobody's."""
    now = clock.now()
    begun.away_seconds += int((now - begun.time.ended_at()).total_seconds())
    begun.closes_at, begun.finished_at = now + timedelta(minutes=begun.owed_minutes), None
    begun.owed_minutes, begun.owed_until = 0, None
    session.flush()
    deed = events.SectionBegunAgain(application.opening_id, application.id, sitting.id, section.position)
    audit.record(session, deed, by=by)
    close_when_over(session, begun, grace=grace)


def finish_section(session: Session, sitting: Sitting, section: PaperSection, *, by: Doer) -> None:
    """Leave a running section for good; leaving one that is over changes nothing."""
    sitting = lock_sitting(session, sitting.id)
    running, now = clock_of(sitting, section), clock.now()
    if running is None:
        raise CannotBegin
    if sitting.handed_in_at is not None or running.time.over(now):
        return
    running.finished_at = now
    session.flush()
    application = session.get_one(Application, sitting.application_id)
    used = seconds_used((each.time for each in sitting.sections), now)
    openings.note_progress(session, application, seconds_used=used)
    look_again(session, sitting)
    audit.record(
        session,
        events.SectionFinished(application.opening_id, application.id, sitting.id, section.position),
        by=by,
    )


def clock_of(sitting: Sitting, section: PaperSection) -> SectionClock | None:
    return next((each for each in sitting.sections if each.section_id == section.id), None)


def _locked_stage(session: Session, application: Application) -> str:
    """Have everybody who begins for this application stand in line, and read where it stands."""
    return session.execute(
        select(Application.stage).where(Application.id == application.id).with_for_update(key_share=True)
    ).scalar_one()


def _require_begin(
    session: Session,
    application: Application,
    section: PaperSection,
    sitting: Sitting | None,
    stage: str,
    now: datetime,
) -> None:
    if stage not in {Stage.CONSENTED, Stage.SITTING} or not _ready(application):
        raise CannotBegin
    session.refresh(application.opening, ["state", "closes_at"])
    states = queries.states_of(application, sitting, now)
    places = [each.id for each in queries.sections_of(application)]
    state = states[places.index(section.id)] if section.id in places else None
    if state is SectionState.MISSED:
        raise OpeningOver
    if state is not SectionState.READY:
        raise CannotBegin


def _ready(application: Application) -> bool:
    """Say whether the steps before the first section are done."""
    referees = application.referees_at is not None or application.opening.references_wanted == 0
    return application.consented_at is not None and application.facts_at is not None and referees


def _start_sitting(session: Session, application: Application, by: Doer) -> Sitting:
    version = application.opening.assessment_version
    if version is None:
        raise CannotBegin
    sitting = Sitting(application_id=application.id, assessment_version_id=version.id, sections=[])
    session.add(sitting)
    session.flush()
    openings.note_progress(session, application, stage=Stage.SITTING, at=sitting.started_at)
    audit.record(session, events.SittingStarted(application.opening_id, application.id, sitting.id), by=by)
    return sitting
