"""Who may agree and take it back, ask about data, see to what was asked, to incidents, to processing."""

from hiring.accounts.rules import Actor, Audience, Permission, is_admin, is_hr
from hiring.openings.policy import is_candidate, is_hr_of
from hiring.openings.rules import ENDED, Stage
from hiring.privacy.models import PrivacyRequest, RetentionHold
from hiring.privacy.rules import CameBy, Right
from hiring.references.policy import is_referee


def is_its_candidate(actor: Actor, request: PrivacyRequest) -> bool:
    """The candidate of the application who has asked this."""
    own = request.reference_request_id is None and request.application_id == actor.id
    return actor.audience is Audience.CANDIDATE and own


def is_its_referee(actor: Actor, request: PrivacyRequest) -> bool:
    """The referee who has asked this."""
    return actor.audience is Audience.REFEREE and request.reference_request_id == actor.id


def is_hr_of_its_opening(actor: Actor, request: PrivacyRequest) -> bool:
    return is_hr_of(actor, request.application)


def may_be_handed_on(actor: Actor, request: PrivacyRequest) -> bool:
    """A candidate who cannot come to their page asked by mail, and their answers may be read by now."""
    by_page, application = request.came_by == CameBy.PAGE, request.application
    over = application.handed_in_at is not None or Stage(application.stage) in ENDED
    return not by_page and over and request.reference_request_id is None


def asks_for_erasure(_actor: Actor, request: PrivacyRequest) -> bool:
    """The request asks that the data be deleted, or be used no more."""
    return request.asks_for in {Right.ERASURE, Right.RESTRICTION}


def is_hr_of_held(actor: Actor, held: RetentionHold) -> bool:
    """HR of the opening whose data are held."""
    return is_hr_of(actor, held.opening)


CONSENT = Permission(
    "privacy:consent",
    any_of=[[is_candidate]],
    says="Read the privacy notice, agree to it, withdraw one's own application and take that back",
    audience=Audience.CANDIDATE,
)
ASK = Permission(
    "privacy:ask",
    any_of=[[is_candidate]],
    says="Ask to see, correct, delete or no longer use one's own data",
    audience=Audience.CANDIDATE,
)
ASK_AS_REFEREE = Permission(
    "privacy:ask-as-referee",
    any_of=[[is_referee]],
    says="Ask, as a referee, to see, correct, delete or no longer use one's own data",
    audience=Audience.REFEREE,
)
TAKE_OWN_ARCHIVE = Permission(
    "privacy:take-own-archive",
    any_of=[[is_its_candidate]],
    says="Download everything that is held about oneself",
    audience=Audience.CANDIDATE,
)
TAKE_OWN_ARCHIVE_AS_REFEREE = Permission(
    "privacy:take-own-archive-as-referee",
    any_of=[[is_its_referee]],
    says="Download, as a referee, everything that is held about oneself",
    audience=Audience.REFEREE,
)
LET_USE_AGAIN = Permission(
    "privacy:let-use-again",
    any_of=[[is_its_candidate]],
    says="Take back that one's own data are to be used no more",
    audience=Audience.CANDIDATE,
)
LET_USE_AGAIN_AS_REFEREE = Permission(
    "privacy:let-use-again-as-referee",
    any_of=[[is_its_referee]],
    says="Take back, as a referee, that one's own data are to be used no more",
    audience=Audience.REFEREE,
)
HAND_ON_ARCHIVE = Permission(
    "privacy:hand-on-archive",
    any_of=[[is_hr_of_its_opening, may_be_handed_on]],
    says="Download the archive of a candidate who asked by mail or telephone, to hand it on",
)
LIST_REQUESTS = Permission(
    "privacy:list-requests",
    any_of=[[is_hr]],
    says="List what people of one's own openings ask about their data",
)
ANSWER_REQUEST = Permission(
    "privacy:answer-request",
    any_of=[[is_hr_of_its_opening]],
    says="Read and answer what somebody of one's own opening asks about their data",
)
ENTER_REQUEST = Permission(
    "privacy:enter-request",
    any_of=[[is_hr_of]],
    says="Note what a candidate or referee asked about their data by mail or telephone",
)
ERASE = Permission(
    "privacy:erase",
    any_of=[[is_hr_of_its_opening, asks_for_erasure]],
    says="Erase the data of a candidate or referee of one's own opening who asks for it",
)
TAKE_REASON_OUT = Permission(
    "privacy:take-reason-out",
    any_of=[[is_hr_of]],
    says="Read the reasons about one's own opening as a whole, and take one out that names a person",
)
KEEP = Permission(
    "privacy:keep",
    any_of=[[is_hr_of]],
    says="See when the data of one's own opening are erased, and hold them for a reason",
)
LET_GO = Permission(
    "privacy:let-go",
    any_of=[[is_hr_of_held]],
    says="Let data of one's own opening go that were held",
)
SEE_INCIDENTS = Permission(
    "privacy:see-incidents",
    any_of=[[is_admin], [is_hr]],
    says="Read incidents about personal data, take the list of those concerned: names of own openings only",
)
HANDLE_INCIDENTS = Permission(
    "privacy:handle-incidents",
    any_of=[[is_admin]],
    says="Record an incident about personal data, write to those concerned, close it",
)
SEE_PROCESSING = Permission(
    "privacy:see-processing",
    any_of=[[is_admin], [is_hr]],
    says="Read how the organisation processes personal data, and who does it on its behalf",
)
KEEP_PROCESSORS = Permission(
    "privacy:keep-processors",
    any_of=[[is_admin], [is_hr]],
    says="Add, change and end those who process personal data for the organisation",
)
SIGN_IMPACT = Permission(
    "privacy:sign-impact-assessment",
    any_of=[[is_admin], [is_hr]],
    says="Write what is different here in the impact assessment, and sign it",
)
