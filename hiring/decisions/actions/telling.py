"""Note that a candidate was told by other means than a letter, and have a lost letter written anew."""

from datetime import datetime

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.decisions import queries
from hiring.decisions.events import LetterSetAside, ToldAnotherWay, ToldAnotherWayTakenBack
from hiring.decisions.models import OtherTelling
from hiring.decisions.rules import LetterState, WayOfTelling
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.mail.actions import take_back
from hiring.mail.models import Message
from hiring.openings.models import Application


class NothingToTell(HiringError):
    """The candidate waits for no letter: none was decided on, or they have been told."""

    sentence = N_("This candidate is not waiting to be told anything now.")


class NotTold(HiringError):
    """What was to be taken back or written anew is not the last thing the candidate was told."""

    sentence = N_("There is nothing here that could be taken back now.")


def note_told(
    session: Session, application: Application, way: WayOfTelling, told_at: datetime, *, by: Actor
) -> None:
    """Note how and when the candidate was told what stands; no letter is due then. Raises NothingToTell."""
    _hold(session, application)
    decision = queries.standing_decision(session, application.id)
    if decision is None or not application.awaits_letter:
        raise NothingToTell
    session.add(
        OtherTelling(
            application_id=application.id,
            decision_id=decision.id,
            way=way,
            told_at=told_at,
            noted_by=by.id,
        )
    )
    application.awaits_letter = False
    session.flush()
    event = ToldAnotherWay(application.opening_id, application.id, decision.outcome, way.value)
    audit.record(session, event, by=by)


def take_note_back(session: Session, application: Application, *, by: Doer) -> None:
    """Take such a note back: the candidate waits for a letter again. Raises NotTold."""
    _hold(session, application)
    note = queries.last_other_telling(session, application.id)
    told = queries.told_of(session, application.id)
    if note is None or told is None or told.state is not LetterState.OTHERWISE:
        raise NotTold
    note.taken_back_at = clock.now()
    application.awaits_letter = True
    session.flush()
    event = ToldAnotherWayTakenBack(application.opening_id, application.id, told.outcome.value)
    audit.record(session, event, by=by)


def set_failed_letter_aside(session: Session, application: Application, *, by: Doer) -> None:
    """Have a letter that could not be delivered written anew: the candidate waits for one. Raises NotTold."""
    _hold(session, application)
    told = queries.told_of(session, application.id)
    if told is None or told.state is not LetterState.FAILED:
        raise NotTold
    take_back(session, Message.public_id == told.message_public_id)
    application.awaits_letter = True
    session.flush()
    audit.record(session, LetterSetAside(application.opening_id, application.id, told.outcome.value), by=by)


def _hold(session: Session, application: Application) -> None:
    session.refresh(application, ["awaits_letter"], with_for_update={"key_share": True})
