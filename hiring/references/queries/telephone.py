"""Find the calls to a referee, and what was written down on the telephone."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.references.models import Reference, ReferenceCall, ReferenceRequest, TelephoneForm


def calls_to(session: Session, request_id: int) -> Sequence[ReferenceCall]:
    """Return every call to one referee with who called, the first first."""
    wanted = select(ReferenceCall).where(ReferenceCall.request_id == request_id).order_by(ReferenceCall.id)
    return session.scalars(wanted.options(joinedload(ReferenceCall.caller))).all()


def taken_by_telephone(session: Session, application_id: int) -> set[int]:
    """Return which requests of an application were answered on the telephone."""
    wanted = (
        select(Reference.request_id)
        .join(ReferenceRequest, ReferenceRequest.id == Reference.request_id)
        .where(ReferenceRequest.application_id == application_id, Reference.taken_by.is_not(None))
    )
    return set(session.scalars(wanted))


def telephone_form_of(session: Session, request_id: int) -> TelephoneForm | None:
    return session.get(TelephoneForm, request_id)
