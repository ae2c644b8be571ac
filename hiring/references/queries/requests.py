"""Find reference requests and everything a page about them speaks of."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, inspect, select
from sqlalchemy.orm import Session, joinedload

from hiring.assessments.queries import item_beside_tasks
from hiring.banks.documents import from_json
from hiring.banks.models import BankItem, ItemKind
from hiring.banks.reference_form import ReferenceForm
from hiring.mail.models import Message, MessageState
from hiring.mail.rules import NOBODY, Contact
from hiring.openings.models import Application, Opening
from hiring.openings.queries import contact_of_application
from hiring.references.models import ReferenceRequest
from hiring.references.questions import Questionnaire, steps_of
from hiring.references.rules import LOST_STATES, OPENED_TO_READERS, RequestState
from hiring.rubrics.models import Competency, RubricVersion

_OPENING_OF_APPLICATION = joinedload(Application.opening)
_WHOLE_APPLICATION = (
    joinedload(Application.candidate),
    _OPENING_OF_APPLICATION.selectinload(Opening.members),
    _OPENING_OF_APPLICATION.joinedload(Opening.rubric_version).selectinload(RubricVersion.competencies),
    joinedload(Application.facts),
)


def application_naming_referees(session: Session, application_id: int) -> Application | None:
    """Return an application with candidate, facts, and opening (members, rubric)."""
    return session.scalar(
        select(Application).where(Application.id == application_id).options(*_WHOLE_APPLICATION)
    )


def application_of_requests_page(session: Session, public_id: str) -> Application | None:
    """Return an application with candidate, facts, and opening (members, rubric)."""
    return session.scalar(
        select(Application).where(Application.public_id == public_id).options(*_WHOLE_APPLICATION)
    )


def opening_id_of(session: Session, application_id: int) -> int:
    return session.scalars(select(Application.opening_id).where(Application.id == application_id)).one()


def requests_of_application(
    session: Session, application_id: int, *, again: bool = False
) -> list[ReferenceRequest]:
    """Return the requests in the order in which the candidate named them.

    `again` reads those that this session knows already as they are now.
    """
    statement = (
        select(ReferenceRequest)
        .where(ReferenceRequest.application_id == application_id)
        .order_by(ReferenceRequest.id)
    )
    return list(session.scalars(statement.execution_options(populate_existing=again)))


def requests_with_answers(session: Session, application_id: int) -> list[ReferenceRequest]:
    """Return the requests in the same order, each with its form and with what was answered."""
    return list(
        session.scalars(
            select(ReferenceRequest)
            .where(ReferenceRequest.application_id == application_id)
            .options(joinedload(ReferenceRequest.reference), joinedload(ReferenceRequest.form_item))
            .order_by(ReferenceRequest.id)
        )
    )


def requests_for_readers(session: Session, application_id: int) -> list[ReferenceRequest]:
    """Return the requests as readers know them: with what was answered only once the scores are locked."""
    stage = session.get_one(Application, application_id).stage
    read = requests_with_answers if stage in OPENED_TO_READERS else requests_of_application
    return read(session, application_id)


def request_by_public_id(session: Session, public_id: str) -> ReferenceRequest | None:
    return _whole_request(session, ReferenceRequest.public_id == public_id)


def request_by_id(session: Session, request_id: int) -> ReferenceRequest | None:
    return _whole_request(session, ReferenceRequest.id == request_id)


def contact_of_request(session: Session, request_id: int) -> Contact:
    """Return whom the referee of a request may write to."""
    asked = select(ReferenceRequest.application_id).where(ReferenceRequest.id == request_id)
    application_id = session.scalar(asked)
    return NOBODY if application_id is None else contact_of_application(session, application_id)


def request_by_token_hash(session: Session, token_hash: str) -> ReferenceRequest | None:
    """Return the request whose newest link has this hash; older links are no longer known."""
    return _whole_request(session, ReferenceRequest.token_hash == token_hash)


def lock_request(session: Session, request: ReferenceRequest) -> None:
    """Hold the request against everybody else until the transaction ends, and read it as it is now."""
    session.flush()  # reading again would drop what is not written yet
    columns = [attribute.key for attribute in inspect(ReferenceRequest).column_attrs]
    session.refresh(request, columns, with_for_update={"of": ReferenceRequest, "key_share": True})


def current_form(session: Session, opening: Opening) -> BankItem | None:
    """Return the reference form of the bank from which the opening's tasks come."""
    return item_beside_tasks(session, opening.assessment_version_id, ItemKind.REFERENCE_FORM)


def form_of(request: ReferenceRequest) -> ReferenceForm:
    """Return the form that this referee was sent, in the version of that time."""
    if request.form_item is None:
        raise LookupError("a request that was sent has a form")
    return from_json(ReferenceForm, request.form_item.content)


def questionnaire_of(request: ReferenceRequest) -> Questionnaire:
    """Return what this referee is asked: her version of the form, the competencies of the job."""
    form, codes = form_of(request), list(competencies_of(request.application))
    return Questionnaire(form, steps_of(form, codes, request.claims))


def competencies_of(application: Application) -> dict[str, Competency]:
    """Return what the job is judged by, in the order of the rubric."""
    rubric = application.opening.rubric_version
    return {competency.code: competency for competency in rubric.competencies} if rubric else {}


def undelivered(session: Session, application_id: int) -> set[str]:
    """Return the addresses of referees to whom a mail could not be delivered."""
    return set(
        session.scalars(
            select(Message.to_email).where(
                Message.application_id == application_id,
                Message.state == MessageState.FAILED,
                Message.key.like("reference:%"),
            )
        )
    )


def named_and_not_lost(requests: list[ReferenceRequest]) -> int:
    """Return how many of these may still bring a reference, or have brought one."""
    return sum(request.state not in LOST_STATES for request in requests)


def _whole_request(session: Session, condition: ColumnElement[bool]) -> ReferenceRequest | None:
    application = joinedload(ReferenceRequest.application)
    opening = application.joinedload(Application.opening)
    return session.scalar(
        select(ReferenceRequest)
        .where(condition)
        .options(
            application.joinedload(Application.candidate),
            opening.selectinload(Opening.members),
            opening.joinedload(Opening.rubric_version).selectinload(RubricVersion.competencies),
            joinedload(ReferenceRequest.form_item),
            joinedload(ReferenceRequest.reference),
        )
    )


@dataclass(frozen=True, slots=True)
class RequestCount:
    """How many referees of an application were written to, and how many of them have answered."""

    asked: int
    answered: int


def request_counts(session: Session, application_ids: Collection[int]) -> dict[int, RequestCount]:
    """Return how far the references of few applications are."""
    answered = func.count().filter(ReferenceRequest.state == RequestState.ANSWERED)
    rows = session.execute(
        select(ReferenceRequest.application_id, func.count(), answered)
        .where(ReferenceRequest.application_id.in_(application_ids), ReferenceRequest.sent_at.is_not(None))
        .group_by(ReferenceRequest.application_id)
    )
    return {row[0]: RequestCount(row[1], row[2]) for row in rows}
