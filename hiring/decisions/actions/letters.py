"""Have candidates told what was decided, take back what is no longer true, set from when they are told."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, insert, select, update
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer, record_all
from hiring.decisions import queries
from hiring.decisions.events import CandidateTold, LettersFromSet, LetterTakenBack
from hiring.decisions.letters import LETTERS, letter_about
from hiring.decisions.models import DecisionLetter, OtherTelling
from hiring.decisions.rules import KNOWN, Outcome
from hiring.errors import StalePage
from hiring.fingerprints import mark_of
from hiring.mail.actions import hold_until, send_all, take_back
from hiring.mail.models import Message, MessageState
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage
from hiring.settings import Settings


def send_letters(
    session: Session,
    opening: Opening,
    outcome: Outcome,
    public_ids: Collection[str],
    *,
    settings: Settings,
    by: Actor,
) -> int:
    """Have the named candidates told `outcome`, as soon as the opening allows; return how many will be.

    Left out is who has been told meanwhile, or about whom something else is decided by now:
    doing it twice, or in two windows, tells everybody once.
    """
    session.refresh(opening, ["letters_from", "title", "place", *_CONTACT])
    held = queries.awaiting(session, opening.id, public_ids, held=True)
    standing = queries.standing_decisions(session, [application.id for application in held])
    meant = [each for each in held if each.id in standing and standing[each.id].outcome == outcome]
    if not meant:
        return 0
    earlier = queries.letters_before(session, [each.id for each in meant])
    mailings = [
        letter_about(opening, each, standing[each.id], earlier=earlier.get(each.id, 0), settings=settings)
        for each in meant
    ]
    not_before = held_until(opening)
    sent = send_all(session, LETTERS[outcome], mailings, opening_id=opening.id, not_before=not_before)
    rows = [
        {
            "application_id": each.id,
            "decision_id": standing[each.id].id,
            "message_id": sent[mailing.key],
            "confirmed_by": by.id,
        }
        for each, mailing in zip(meant, mailings, strict=True)
    ]
    session.execute(insert(DecisionLetter), rows)
    for each in meant:
        each.awaits_letter = False
    session.flush()
    deeds = [CandidateTold(opening.id, each.id, outcome.value) for each in meant]
    record_all(session, deeds, by=by)
    return len(meant)


_CONTACT = ["contact_name", "contact_email", "contact_whatsapp"]


def held_until(opening: Opening) -> datetime | None:
    """Return the moment before which no letter of `opening` goes out; None where that is now."""
    moment = opening.letters_from
    return moment if moment is not None and moment > clock.now() else None


def letter_follows(session: Session, application: Application, outcome: Outcome, *, by: Doer) -> bool:
    """Take back a letter that tells something else and has not gone out; say whether a new one is due.

    None is due where the candidate knows of this very outcome, or is about to.
    """
    told = queries.told_of(session, application.id)
    if told is not None and told.outcome is not outcome and told.state not in KNOWN:
        take_back(session, Message.public_id == told.message_public_id)
        audit.record(
            session, LetterTakenBack(application.opening_id, application.id, told.outcome.value), by=by
        )
        told = queries.told_of(session, application.id)
    return told is None or told.outcome is not outcome


def await_again(session: Session, application_id: int, *, by: Doer) -> None:
    """Have a candidate await the letter about the decision that stands, where none has gone out."""
    application = session.get_one(Application, application_id, with_for_update={"key_share": True})
    if application.stage == Stage.DECIDED and application.outcome is not None:
        outcome = Outcome(application.outcome)
        application.awaits_letter = letter_follows(session, application, outcome, by=by)
        session.flush()


def moment_mark(opening: Opening) -> str:
    """Return the mark of the moment from which letters go out: what the page that sets it shows."""
    return mark_of(opening.letters_from.isoformat() if opening.letters_from else None)


def set_letters_from(
    session: Session, opening: Opening, moment: datetime | None, *, seen: str, by: Doer
) -> None:
    """Set from when candidates are told; letters that are held already follow.

    Raises StalePage when somebody else has set another moment since the page was shown.
    """
    session.refresh(opening, ["letters_from"], with_for_update={"key_share": True})
    if moment == opening.letters_from:
        return
    if seen != moment_mark(opening):
        raise StalePage
    opening.letters_from = moment
    session.flush()
    hold_until(
        session,
        held_until(opening),
        Message.opening_id == opening.id,
        Message.template.in_(list(LETTERS.values())),
    )
    told = moment.isoformat(timespec="minutes") if moment else ""
    audit.record(session, LettersFromSet(opening.id, told), by=by)


def note_letters_taken_back(session: Session) -> None:
    """Have everybody await a letter again whose last one was taken back: when a backup goes live."""
    last = select(func.max(DecisionLetter.id)).group_by(DecisionLetter.application_id)
    lost = (
        select(DecisionLetter.application_id)
        .join(
            Message,
            and_(Message.id == DecisionLetter.message_id, Message.state == MessageState.CANCELLED),
        )
        .where(DecisionLetter.id.in_(last), ~_told_otherwise_since())
    )
    session.execute(
        update(Application)
        .where(Application.id.in_(lost))
        .values(awaits_letter=True)
        .execution_options(synchronize_session=False)
    )


def _told_otherwise_since() -> ColumnElement[bool]:
    """Return the condition that a candidate was told by other means after the letter at hand."""
    return exists().where(
        OtherTelling.application_id == DecisionLetter.application_id,
        OtherTelling.taken_back_at.is_(None),
        OtherTelling.noted_at > DecisionLetter.confirmed_at,
    )
