"""Erase what is personal of one application. What stays is nobody's: levels, figures, moments, a code."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.adjustments.models import AdjustmentRequest, MinutesReturned
from hiring.audit.erasing import erase_beside
from hiring.audit.rules import about_application
from hiring.decisions.actions import remove_score_files
from hiring.decisions.models import Decision
from hiring.fairness.models import GroupAnswers
from hiring.interviews.actions import forget_interview
from hiring.mail.models import Message
from hiring.masking.models import AnswerMasks
from hiring.openings.actions import forget_invitee
from hiring.openings.models import Application, Candidate, CandidateFacts, Invitation, TimeAllowance
from hiring.openings.rules import ERASED_ADDRESS, listed_as
from hiring.privacy.erasing.holds import erase_holds
from hiring.privacy.erasing.mails import forget_mails, mails_with
from hiring.privacy.erasing.referee import erase_referee, referees_of
from hiring.privacy.erasing.requests import forget_files, forget_requests
from hiring.privacy.erasing.traces import write_anew_soon
from hiring.privacy.models import PrivacyRequest, RetentionHold
from hiring.references.models import KindExcuse, StatedAchievements
from hiring.reports.models import BundledReport, Report
from hiring.scoring.actions import end_reviews
from hiring.scoring.models import ExcusedTask, ExcuseProposal, Rating, Review, Settlement
from hiring.sittings.models import AnswerPack, AnswerRevision, Sitting, SupersededReceipt
from hiring.standings.models import CandidateStanding

#: So many rows of answers go in one transaction.
_AT_ONCE = 500


def erase_some_answers(session: Session, application_id: int) -> bool:
    """Erase some versions of the answers; say whether there may be more. Needs the entry that erases."""
    sittings = select(Sitting.id).where(Sitting.application_id == application_id).scalar_subquery()
    for table in (AnswerRevision, AnswerPack):
        some = session.scalars(
            select(table.id).where(table.sitting_id.in_(sittings)).order_by(table.id).limit(_AT_ONCE)
        ).all()
        if some:
            session.execute(delete(table).where(table.id.in_(some)))
            return True
    return False


def mails_of_application(session: Session, application_id: int) -> list[int]:
    """Return the numbers of the mails about an application, those to referees among them."""
    return mails_with(session, Message.application_id == application_id)


def erase_application(session: Session, application_id: int) -> list[int]:
    """Erase everything personal but the answers (`erase_some_answers`); return the mails that were emptied.

    Raises NotBegun where no entry says so. Doing it again changes nothing.
    """
    application = session.get_one(Application, application_id, with_for_update={"key_share": True})
    erase_beside(session, about_application(application_id))
    end_reviews(session, application_id)
    emptied = [
        number for each in referees_of(session, application_id) for number in erase_referee(session, each)
    ]
    _erase_statements(session, application_id)
    _erase_judgements(session, application_id)
    _erase_reports(session, application_id)
    remove_score_files(session, application.opening_id)
    erase_holds(session, application.opening_id)
    forget_requests(session, PrivacyRequest.application_id == application_id)
    emptied += forget_mails(session, Message.application_id == application_id)
    _erase_person(session, application)
    return emptied


def _erase_statements(session: Session, application_id: int) -> None:
    """Erase what the candidate said besides the answers, and the ways in."""
    facts = session.get(CandidateFacts, application_id)
    cv = [facts.cv_file_id] if facts and facts.cv_file_id else []
    for table in (CandidateFacts, Invitation, TimeAllowance, KindExcuse, StatedAchievements, GroupAnswers):
        session.execute(delete(table).where(table.application_id == application_id))
    forget_files(session, cv)
    session.execute(
        update(AdjustmentRequest)
        .where(AdjustmentRequest.application_id == application_id)
        .values(wish="", answer="")
    )
    session.execute(
        update(MinutesReturned).where(MinutesReturned.application_id == application_id).values(reason="")
    )
    session.execute(
        update(RetentionHold).where(RetentionHold.application_id == application_id).values(reason="")
    )
    session.execute(
        delete(UserSession).where(
            UserSession.audience == Audience.CANDIDATE, UserSession.subject_id == application_id
        )
    )
    # Hashes of short answers could be guessed: the code of the receipt stays, its lines go.
    session.execute(update(Sitting).where(Sitting.application_id == application_id).values(receipt=[]))
    sittings = select(Sitting.id).where(Sitting.application_id == application_id).scalar_subquery()
    for about in (SupersededReceipt, AnswerMasks):
        session.execute(delete(about).where(about.sitting_id.in_(sittings)))


def _erase_judgements(session: Session, application_id: int) -> None:
    """Erase what others wrote about the candidate; levels and outcomes stay."""
    sittings = select(Sitting.id).where(Sitting.application_id == application_id).scalar_subquery()
    reviews = select(Review.id).where(Review.sitting_id.in_(sittings)).scalar_subquery()
    emptied = {"reason": "", "quote": "", "nothing_to_quote": ""}
    session.execute(update(Rating).where(Rating.review_id.in_(reviews)).values(emptied))
    for table, column in (
        (Review, "conflict_reason"),
        (Settlement, "fewer_reason"),
        (ExcusedTask, "reason"),
        (ExcuseProposal, "reason"),
        (ExcuseProposal, "decision"),
    ):
        written = getattr(table, column)
        session.execute(
            update(table).where(table.sitting_id.in_(sittings), written != "").values({column: ""})
        )
    decisions = update(Decision).where(Decision.application_id == application_id)
    session.execute(decisions.values(reason="", order_reason=None))
    session.execute(delete(CandidateStanding).where(CandidateStanding.application_id == application_id))
    forget_interview(session, application_id)


def _erase_reports(session: Session, application_id: int) -> None:
    session.execute(delete(BundledReport).where(BundledReport.application_id == application_id))
    rows = session.execute(
        delete(Report).where(Report.application_id == application_id).returning(Report.file_id)
    ).scalars()
    forget_files(session, [each for each in rows if each is not None])


def _erase_person(session: Session, application: Application) -> None:
    """Have the application be called by its code; who has other applications keeps name and address there."""
    candidate = session.get_one(Candidate, application.candidate_id)
    nameless, nowhere = application.code, f"{application.id}{ERASED_ADDRESS}"
    if candidate.email == nowhere:
        return
    forget_invitee(session, application.opening_id, candidate.email)
    uses = select(func.count(Application.id)).where(Application.candidate_id == candidate.id)
    if session.scalars(uses).one() > 1:
        candidate = Candidate()
        session.add(candidate)
    candidate.name, candidate.email = nameless, nowhere
    application.candidate = candidate
    application.removal_reason = ""
    application.awaits_letter = False  # nobody can be told any more
    application.listed_as = listed_as(nameless, "", application.code)
    session.flush()
    write_anew_soon(session)
