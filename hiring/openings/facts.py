"""What can happen to openings and applications."""

from hiring.audit.sentences import fact
from hiring.i18n import N_


@fact(N_("%(actor)s opened %(title)s for candidates."))
class OpeningOpened:
    opening_id: int
    title: str


@fact(N_("%(actor)s closed %(title)s."))
class OpeningClosed:
    opening_id: int
    title: str


@fact(N_("%(actor)s invited a candidate."))
class CandidateInvited:
    opening_id: int
    application_id: int


@fact(N_("%(actor)s sent the invitation again; the earlier link no longer works."))
class InvitationSentAgain:
    opening_id: int
    application_id: int


@fact(N_("The candidate opened the invitation."))
class InvitationClaimed:
    opening_id: int
    application_id: int


@fact(N_("The candidate stated education, experience and links."))
class FactsStated:
    opening_id: int
    application_id: int
    cv: bool


@fact(N_("The application was withdrawn."))
class ApplicationWithdrawn:
    opening_id: int
    application_id: int


@fact(N_("The opening closed before the candidate handed in."))
class ApplicationExpired:
    opening_id: int
    application_id: int
