"""Find out who is not to be contacted, and which requests go to one mailbox."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.openings.models import Application
from hiring.persons import mailbox_of
from hiring.references.contact import contact_hash
from hiring.references.models import ContactRefusal, ReferenceRequest
from hiring.references.queries.requests import lock_request
from hiring.references.rules import OPEN_STATES


def refusal_of(session: Session, address: str, secret_key: str) -> ContactRefusal | None:
    """Return the wish of whoever reads this mailbox not to be contacted; None where there is none."""
    known_as = contact_hash(secret_key, address)
    return session.scalar(select(ContactRefusal).where(ContactRefusal.address_hash == known_as))


def refusal_called(session: Session, public_id: str) -> ContactRefusal | None:
    return session.scalar(select(ContactRefusal).where(ContactRefusal.public_id == public_id))


def refusing(session: Session, addresses: Iterable[str], secret_key: str) -> set[str]:
    """Return which of these addresses are not to be written to."""
    known_as = {address: contact_hash(secret_key, address) for address in addresses}
    if not known_as:
        return set()
    wanted = select(ContactRefusal.address_hash).where(ContactRefusal.address_hash.in_(known_as.values()))
    found = set(session.scalars(wanted))
    return {address for address, name in known_as.items() if name in found}


def staff_and_refusing(
    session: Session, addresses: Collection[str], secret_key: str
) -> tuple[set[str], set[str]]:
    """Return which of these addresses are of staff, and which are not to be written to, at once."""
    known_as = {contact_hash(secret_key, address): address for address in addresses}
    staff = select(User.email).where(User.email.in_(addresses))
    refused = select(ContactRefusal.address_hash).where(ContactRefusal.address_hash.in_(known_as))
    found = set(session.scalars(union_all(staff, refused)))
    return found & set(addresses), {known_as[name] for name in found & known_as.keys()}


def requests_to(session: Session, address: str, states: Collection[str]) -> list[ReferenceRequest]:
    """Return the requests in one of `states` to the mailbox of `address`, of whatever candidate, held.

    They come in the order of their numbers, and are held in it: two who hold the same wait for each other.
    """
    local, _, domain = mailbox_of(address).rpartition("@")
    same = or_(
        ReferenceRequest.email == f"{local}@{domain}",
        and_(
            ReferenceRequest.email.startswith(f"{local}+", autoescape=True),
            ReferenceRequest.email.endswith(f"@{domain}", autoescape=True),
        ),
    )
    return _held(session, same, ReferenceRequest.state.in_(states))


def open_requests_to(session: Session, address_hash: str, secret_key: str) -> list[ReferenceRequest]:
    """Return the open requests, held, to the mailbox that has this hash: every one of them is tried."""
    rows = session.execute(
        select(ReferenceRequest.id, ReferenceRequest.email).where(ReferenceRequest.state.in_(OPEN_STATES))
    )
    same = [number for number, email in rows if contact_hash(secret_key, email) == address_hash]
    return _held(session, ReferenceRequest.id.in_(same)) if same else []


def _held(session: Session, *wanted: ColumnElement[bool]) -> list[ReferenceRequest]:
    asked = joinedload(ReferenceRequest.application)
    statement = (
        select(ReferenceRequest)
        .where(*wanted)
        .options(asked.joinedload(Application.candidate), asked.joinedload(Application.opening))
        .order_by(ReferenceRequest.id)
    )
    found = list(session.scalars(statement))
    for request in found:
        lock_request(session, request)
    return found
