"""Hand in: fix what counts, give a receipt, tell everybody; once, whoever asks how often."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.banks.answers import answered
from hiring.codes import random_letters
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.rules import GONE, Stage
from hiring.sittings import events, queries
from hiring.sittings.actions.locking import lock_sitting
from hiring.sittings.mails import RECEIPT_MAIL
from hiring.sittings.models import Sitting, SupersededReceipt
from hiring.sittings.normalising import receipt_line, told_hashes
from hiring.sittings.rules import (
    SittingState,
    may_hand_in,
    receipt_code,
    seconds_used,
)
from hiring.sittings.sealing import seals_of


class NotYet(HiringError):
    """Sections are still to be begun or to be finished."""

    sentence = N_("You cannot hand in yet: a section is still to be done.")


class NothingToHandIn(HiringError):
    """The application was withdrawn or expired."""

    sentence = N_("Your application has ended, so nothing can be handed in.")


def hand_in(session: Session, sitting: Sitting, *, by: Doer, by_clock: bool = False) -> Sitting:
    """Hand in what is there and give a receipt; a sitting that is handed in stays as it is.

    Raises NotYet when the candidate asks before all sections are done, and
    NothingToHandIn when the application has ended.
    """
    sitting = lock_sitting(session, sitting.id)
    if sitting.handed_in_at is not None:
        return sitting
    application = queries.application_of(session, sitting.application_id)
    if application is None or application.stage in GONE:
        raise NothingToHandIn
    now = clock.now()
    if not by_clock and not may_hand_in(queries.states_of(application, sitting, now)):
        raise NotYet
    paper = queries.paper_of(session, application)
    answers = queries.answers_of(session, sitting.id)
    _close(session, sitting, now)
    sitting.receipt = _receipt(paper, answers)
    sitting.receipt_code = _new_code(session)
    sitting.state, sitting.handed_in_at, sitting.by_clock = SittingState.HANDED_IN, now, by_clock
    session.flush()
    used = seconds_used((each.time for each in sitting.sections), now)
    openings.note_progress(session, application, stage=Stage.HANDED_IN, at=now, seconds_used=used)
    handed_in = _fact(application, sitting, paper, answers)
    audit.record(session, handed_in, by=by, seals=seals_of(sitting))
    _mail_receipt(session, application, sitting, paper, answers)
    return sitting


def _close(session: Session, sitting: Sitting, now: datetime) -> None:
    for each in sitting.sections:
        each.finished_at = each.time.ended_at() if each.time.over(now) else now
        each.owed_minutes, each.owed_until = 0, None
    session.flush()


def _receipt(paper: list[queries.PaperPart], answers: queries.Answers) -> list[dict[str, object]]:
    return [
        receipt_line(place.code, place.part, answer.value, answer.sha256, answer.revision)
        for place in paper
        if (answer := answers.get(place.key)) is not None
    ]


def _new_code(session: Session) -> str:
    while True:
        code = receipt_code(random_letters(8))
        taken = select(Sitting.id).where(Sitting.receipt_code == code)
        superseded = select(SupersededReceipt.id).where(SupersededReceipt.code == code)
        if session.scalar(taken) is None and session.scalar(superseded) is None:
            return code


def _fact(
    application: Application, sitting: Sitting, paper: list[queries.PaperPart], answers: queries.Answers
) -> events.SittingHandedIn:
    return events.SittingHandedIn(
        opening_id=application.opening_id,
        application_id=application.id,
        sitting_id=sitting.id,
        receipt_code=str(sitting.receipt_code),
        by_clock=sitting.by_clock,
        answered_parts=sum(
            answered(place.part, answers[place.key].value) for place in paper if place.key in answers
        ),
    )


def _mail_receipt(
    session: Session,
    application: Application,
    sitting: Sitting,
    paper: list[queries.PaperPart],
    answers: queries.Answers,
) -> None:
    """Mail the receipt: titles and hashes, never a word of an answer."""
    opening = application.opening
    told = told_hashes(sitting.receipt)
    earlier = [each.code for each in queries.superseded_receipts(session, sitting.id)]
    openings.send_about(
        session,
        application,
        RECEIPT_MAIL,
        key=f"receipt:{sitting.id}:{sitting.receipt_code}" if earlier else f"receipt:{sitting.id}",
        opening=opening.title,
        code=str(sitting.receipt_code),
        handed_in_at=sitting.handed_in_at,
        zone=opening.zone,
        by_clock=sitting.by_clock,
        earlier=earlier,
        answers=[
            {
                "task": place.task.title.text(application.locale),
                "part": place.part.title.text(application.locale),
                "sha256": told.get((place.code, place.part.key), ""),
            }
            for place in paper
        ],
    )
