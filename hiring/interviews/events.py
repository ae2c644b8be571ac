"""What can happen to interviews."""

from hiring.audit.events import OfApplication, event
from hiring.i18n import N_


@event(
    "interview.planned",
    N_(
        "%(actor)s chose what is asked in interviews and who may hold them: %(questions)s questions, "
        "%(people)s people."
    ),
)
class InterviewsPlanned:
    opening_id: int
    questions: int
    people: int


@event("interview.arranged", N_("%(actor)s invited the candidate to an interview."))
class InterviewArranged(OfApplication):
    interview_id: int


@event("interview.moved", N_("%(actor)s changed the interview (change %(number)s)."))
class InterviewMoved(OfApplication):
    interview_id: int
    number: int


@event("interview.called_off", N_("The interview was called off."))
class InterviewCalledOff(OfApplication):
    interview_id: int


@event("interview.missed", N_("%(actor)s noted that the candidate did not come to the interview."))
class InterviewMissed(OfApplication):
    interview_id: int


@event(
    "interview.interviewer_taken_off",
    N_("%(actor)s took an interviewer who had not locked the card off the interview."),
)
class InterviewerTakenOff(OfApplication):
    card_id: int


@event("interview.card_locked", N_("An interviewer locked what they gave in the interview."))
class CardLocked(OfApplication):
    card_id: int


@event(
    "interview.late_change_refused",
    N_("An interviewer sent something for a card that was locked: it was given back, the card stays."),
)
class LateChangeRefused(OfApplication):
    card_id: int


@event(
    "interview.conflict_declared",
    N_("An interviewer declared a conflict of interest; HR chooses somebody else."),
)
class InterviewConflictDeclared(OfApplication):
    card_id: int


@event(
    "interview.total_written",
    N_("The total after tasks and interviews was calculated (number %(number)s); earlier ones are kept."),
)
class TotalWritten(OfApplication):
    number: int


@event("interview.other_time_proposed", N_("The candidate proposed other times for the interview."))
class OtherTimeProposed(OfApplication):
    wish_id: int


@event("interview.cannot_come", N_("The candidate said that they cannot come to the interview."))
class CandidateCannotCome(OfApplication):
    wish_id: int


@event("interview.time_kept", N_("%(actor)s kept the time of the interview, and told the candidate why."))
class InterviewTimeKept(OfApplication):
    wish_id: int


@event(
    "interview.card_released",
    N_(
        "A card of the interview that was not locked was closed, because the application was decided on or "
        "ended."
    ),
)
class CardReleased(OfApplication):
    card_id: int


@event(
    "interview.consensus_recorded",
    N_("%(actor)s recorded for an interview what the interviewers came to together (%(competencies)s)."),
)
class ConsensusRecorded(OfApplication):
    interview_id: int
    competencies: str
