"""What can happen to openings and applications."""

from dataclasses import dataclass

from hiring.audit.events import OfApplication, Personal, event
from hiring.i18n import N_
from hiring.jobs.kinds import titles
from hiring.lawful_wording import GROUND_NAMES
from hiring.openings.rules import COPIED_TEXT_NAMES, WHY_REFUSED


@dataclass(frozen=True)
class OfMember:
    """What every event says of somebody who works on an opening."""

    opening_id: int
    user_id: int
    name: Personal


@dataclass(frozen=True)
class OfOpening:
    """What every event says that happened to an opening as a whole."""

    opening_id: int
    title: str


@event("opening.created", N_("%(actor)s started the draft of %(title)s."))
class OpeningCreated(OfOpening):
    pass


@event("opening.edited", N_("%(actor)s changed the draft of %(title)s."))
class OpeningEdited(OfOpening):
    pass


@event("opening.texts_changed", N_("%(actor)s changed the texts of %(title)s that candidates read."))
class OpeningTextsChanged(OfOpening):
    pass


@event(
    "opening.positions_changed",
    N_("%(actor)s changed the number of positions from %(before)s to %(positions)s."),
)
class PositionsChanged:
    opening_id: int
    positions: int
    before: int


@event("opening.hr_added", N_("%(actor)s added %(name)s as HR."))
class HrAdded(OfMember):
    pass


@event("opening.reviewer_added", N_("%(actor)s added %(name)s as reviewer."))
class ReviewerAdded(OfMember):
    pass


@event("opening.hiring_manager_added", N_("%(actor)s added %(name)s as hiring manager."))
class HiringManagerAdded(OfMember):
    pass


@event("opening.hr_removed", N_("%(actor)s removed %(name)s as HR."))
class HrRemoved(OfMember):
    pass


@event("opening.reviewer_removed", N_("%(actor)s removed %(name)s as reviewer."))
class ReviewerRemoved(OfMember):
    pass


@event("opening.hiring_manager_removed", N_("%(actor)s removed %(name)s as hiring manager."))
class HiringManagerRemoved(OfMember):
    pass


@event(
    "opening.words_kept",
    N_("%(actor)s kept words in %(title)s that may ask for the following: %(grounds)s. Because: %(reason)s"),
    grounds=GROUND_NAMES,
)
class WordsKept(OfOpening):
    grounds: list[str]
    reason: Personal


@event("opening.opened", N_("%(actor)s opened %(title)s for candidates."))
class OpeningOpened(OfOpening):
    pass


@event("opening.closing_extended", N_("%(actor)s moved the closing time of %(title)s to %(closes_at)s."))
class ClosingExtended(OfOpening):
    closes_at: str
    before: str


@event(
    "opening.due_dates_set",
    N_("%(actor)s set the last days for reviewers and hiring managers."),
)
class DueDatesSet:
    opening_id: int
    reviews_due: str
    """ISO 8601; empty: counted from closing."""
    decisions_due: str
    """ISO 8601; empty: no day is set."""


@event("opening.closed", N_("%(actor)s closed %(title)s."))
class OpeningClosed(OfOpening):
    pass


@event(
    "opening.reopened",
    N_("%(actor)s opened %(title)s again, until %(closes_at)s: %(reason)s"),
)
class OpeningReopened(OfOpening):
    closes_at: str
    reason: Personal


@event("application.invited", N_("%(actor)s invited a candidate."))
class CandidateInvited(OfApplication):
    pass


@event("invitation.sent_again", N_("%(actor)s sent the invitation again; the earlier link no longer works."))
class InvitationSentAgain(OfApplication):
    pass


@event("candidate.reminded", N_("%(actor)s sent the candidate a reminder."))
class CandidateReminded(OfApplication):
    pass


@event(
    "invitation.link_copied",
    N_("%(actor)s copied %(what)s with the candidate's link, to send it by WhatsApp."),
    what=COPIED_TEXT_NAMES,
)
class LinkCopied(OfApplication):
    what: str


@event("candidate.signed_out", N_("%(actor)s ended the candidate's session in every browser (%(browsers)s)."))
class CandidateSignedOut(OfApplication):
    browsers: int


@event(
    "invitation.second_browser_refused",
    N_("Another browser tried to use the invitation, which had been opened already; it was refused."),
)
class SecondBrowserRefused(OfApplication):
    pass


@event(
    "invitation.further_browser_admitted",
    N_("The candidate signed in with a further browser; %(browsers)s are signed in."),
)
class FurtherBrowser(OfApplication):
    browsers: int


@event("invitation.link_refused", N_("The candidate's link was refused: %(why)s."), why=WHY_REFUSED)
class LinkRefused(OfApplication):
    why: str


@event("invitation.unknown_link_refused", N_("A link that is not ours was refused."))
class UnknownLinkRefused:
    """Forged, cut off on the way, or of another page; nobody can be told whose it was to be."""


@event(
    "invitation.fresh_link_mailed",
    N_("A new link was sent to the candidate, as requested on the page for returning candidates."),
)
class FreshLinkMailed(OfApplication):
    pass


@event(
    "invitation.data_link_mailed",
    N_("A link to the page about their data was sent to the candidate, whose application has ended."),
)
class DataLinkMailed:
    opening_id: int
    application_id: int


@event("invitation.claimed", N_("The candidate opened the invitation."))
class InvitationClaimed(OfApplication):
    pass


@event("application.facts_stated", N_("The candidate stated education, experience and links."))
class FactsStated(OfApplication):
    cv: bool


@event(
    "application.facts_corrected",
    N_("%(actor)s corrected what the candidate had stated: %(reason)s Before: %(before)s"),
)
class FactsCorrected(OfApplication):
    reason: Personal
    before: Personal
    """What was stated before, of what is another now."""


@event("application.withdrawn", N_("The application was withdrawn."))
class ApplicationWithdrawn(OfApplication):
    pass


@event("application.withdrawal_taken_back", N_("The candidate undid the withdrawal of the application."))
class WithdrawalTakenBack(OfApplication):
    pass


@event("application.use_stopped", N_("The data of the candidate are no longer used, as the candidate wants."))
class UseStopped:
    opening_id: int
    application_id: int


@event("application.use_resumed", N_("The candidate lets the data be used again; the application continues."))
class UseResumed:
    opening_id: int
    application_id: int


@event("application.removed", N_("%(actor)s removed the candidate from the opening: %(reason)s"))
class CandidateRemoved(OfApplication):
    reason: Personal


@event("application.removal_taken_back", N_("%(actor)s undid the removal of the candidate: %(reason)s"))
class RemovalTakenBack(OfApplication):
    reason: Personal
    """A dash where none was needed."""


@event("application.expired", N_("The opening closed before the candidate handed in."))
class ApplicationExpired(OfApplication):
    pass


@event(
    "application.expiry_taken_back",
    N_("%(actor)s allowed the candidate to take part although time was over."),
)
class ExpiryTakenBack(OfApplication):
    pass


@event("opening.contact_named", N_("%(actor)s named another contact person for candidates and referees."))
class ContactNamed:
    opening_id: int


@event(
    "candidate.corrected",
    N_("%(actor)s corrected the candidate's name or address. Before: %(name)s, %(email)s."),
)
class PersonCorrected(OfApplication):
    name: Personal
    """As it was before; what it is now stands with the candidate."""
    email: Personal


@event(
    "opening.work_started_again",
    N_("%(actor)s restarted work that had stopped: %(kind)s."),
    kind=titles,
)
class LongWorkStartedAgain:
    opening_id: int
    kind: str
