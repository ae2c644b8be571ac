"""What can happen to reference requests."""

from hiring.audit.events import OfApplication, Personal, event
from hiring.i18n import N_
from hiring.openings.quotas import REFEREE_KIND_NAMES
from hiring.references.rules import CALL_OUTCOME_NAMES, CORRECTED_NAMES, FLAG_NAMES


@event("application.referees_named", N_("The candidate named %(count)s referees."))
class RefereesNamed(OfApplication):
    count: int


@event(
    "application.kind_excused",
    N_("The candidate said why nobody of a kind can be named as a referee: %(kind)s."),
    kind=REFEREE_KIND_NAMES,
)
class KindExcused(OfApplication):
    kind: str


@event(
    "application.kind_excuse_accepted",
    N_("%(actor)s accepted that the candidate names no referee of a kind: %(kind)s."),
    kind=REFEREE_KIND_NAMES,
)
class ExcuseAccepted(OfApplication):
    kind: str


@event(
    "application.kind_asked_again",
    N_("%(actor)s asked the candidate again for a referee of a kind: %(kind)s."),
    kind=REFEREE_KIND_NAMES,
)
class KindAskedAgain(OfApplication):
    kind: str


@event("reference.requested", N_("A reference request was sent."))
class ReferenceRequested(OfApplication):
    request_id: int


@event(
    "reference.to_hand_over",
    N_("A request to a referee without an e-mail address is ready: HR sends the link or calls."),
)
class ReferenceToHandOver(OfApplication):
    request_id: int


@event(
    "reference.requested_again",
    N_("%(actor)s sent a reference request again; the earlier link no longer works."),
)
class ReferenceRequestedAgain(OfApplication):
    request_id: int


@event(
    "reference.link_copied",
    N_("%(actor)s copied the request with a referee's link, to send it by WhatsApp."),
)
class ReferenceLinkCopied(OfApplication):
    request_id: int


@event("reference.referee_reminded", N_("A referee was reminded (reminder %(number)s)."))
class RefereeReminded(OfApplication):
    request_id: int
    number: int


@event(
    "reference.referee_corrected",
    N_("%(actor)s corrected who a referee is: %(what)s."),
    what=CORRECTED_NAMES,
)
class RefereeCorrected(OfApplication):
    request_id: int
    what: str


@event("reference.opened", N_("A referee opened the request."))
class ReferenceOpened(OfApplication):
    request_id: int


@event(
    "reference.opened_again",
    N_("A referee came back by the link of the request, on the same device or another."),
)
class ReferenceOpenedAgain(OfApplication):
    request_id: int


@event("reference.called", N_("%(actor)s called a referee: %(outcome)s."), outcome=CALL_OUTCOME_NAMES)
class RefereeCalled(OfApplication):
    request_id: int
    outcome: str


@event(
    "reference.consented_by_telephone",
    N_("%(actor)s read the notice out to a referee on the telephone, who agreed to answer."),
)
class ConsentedByTelephone(OfApplication):
    request_id: int


@event(
    "reference.taken_by_telephone",
    N_("%(actor)s wrote down a referee's answers on the telephone, read them back and sent them."),
)
class ReferenceTakenByTelephone(OfApplication):
    request_id: int


@event(
    "reference.telephone_too_late",
    N_("%(actor)s wanted to send answers from the telephone, but the referee had answered: those stay."),
)
class TelephoneTooLate(OfApplication):
    request_id: int


@event(
    "reference.link_after_telephone",
    N_("A referee opened the link after answering on the telephone: the first answers stay."),
)
class LinkAfterTelephone(OfApplication):
    request_id: int


@event("reference.referee_consented", N_("A referee read the notice and agreed to answer."))
class RefereeConsented(OfApplication):
    request_id: int


@event("reference.given", N_("A referee answered."))
class ReferenceGiven(OfApplication):
    request_id: int


@event(
    "reference.flag_raised",
    N_("The software gives HR a hint to look at about a referee: %(kind)s."),
    kind=FLAG_NAMES,
)
class FlagRaised(OfApplication):
    request_id: int
    kind: str


@event(
    "reference.flag_closed",
    N_("%(actor)s closed a hint about a referee (%(kind)s): %(reason)s"),
    kind=FLAG_NAMES,
)
class FlagClosed(OfApplication):
    request_id: int
    kind: str
    reason: Personal


@event("reference.declined", N_("A referee declined."))
class ReferenceDeclined(OfApplication):
    request_id: int


@event("reference.contact_refused", N_("A referee asked not to be contacted again, about any candidate."))
class ContactRefused(OfApplication):
    request_id: int


@event(
    "reference.contact_allowed",
    N_("%(actor)s allowed a referee to be contacted again, as the referee wants: %(reason)s"),
)
class ContactAllowed(OfApplication):
    request_id: int
    reason: Personal


@event(
    "reference.not_contacted",
    N_("A reference request ended: the person named has asked not to be contacted."),
)
class RefereeNotContacted(OfApplication):
    request_id: int


@event("reference.expired", N_("A reference request went unanswered and its link has expired."))
class ReferenceExpired(OfApplication):
    request_id: int


@event("reference.use_stopped", N_("What a referee wrote is no longer used, as the referee wants."))
class ReferenceUseStopped:
    opening_id: int
    application_id: int
    request_id: int


@event("reference.use_resumed", N_("A referee allows their answers to be used again."))
class ReferenceUseResumed:
    opening_id: int
    application_id: int
    request_id: int


@event("reference.cancelled", N_("An open reference request was cancelled."))
class ReferenceCancelled(OfApplication):
    request_id: int


@event(
    "reference.ended_link_refused", N_("A link to a reference request was refused: the request has ended.")
)
class EndedLinkRefused(OfApplication):
    request_id: int


@event("reference.unknown_link_refused", N_("A link to a reference request that is not ours was refused."))
class UnknownReferenceLinkRefused:
    """Forged, cut off on the way, or of another page; nobody can be told whose it was to be."""
