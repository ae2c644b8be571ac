"""Find out who is not to be contacted, and which requests go to one mailbox."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.openings.models import Application
from hiring.persons import mailbox_of
from hiring.references.contact import contact_hash
from hiring.references.models import ContactRefusal, ReferenceRequest
from hiring.references.queries.requests import lock_request
from hiring.references.rules import OPEN_STATES


def refusal_of(session: Session, ways: Iterable[str], secret_key: str) -> ContactRefusal | None:
    """Return the wish of whoever is reached by these `ways` not to be contacted; None where there is none."""
    return next(iter(refusals_of(session, ways, secret_key)), None)


def refusals_of(session: Session, ways: Iterable[str], secret_key: str) -> Sequence[ContactRefusal]:
    """Return all such wishes: one for each address and number."""
    known_as = [contact_hash(secret_key, way) for way in ways if way]
    wanted = select(ContactRefusal).where(ContactRefusal.address_hash.in_(known_as))
    return session.scalars(wanted.order_by(ContactRefusal.id)).all() if known_as else ()


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


def requests_to(session: Session, ways: Iterable[str], states: Collection[str]) -> list[ReferenceRequest]:
    """Return the requests in one of `states` to these mailboxes and numbers, of whatever candidate, held.

    They come in the order of their numbers, and are held in it: two who hold the same wait for each other.
    """
    return _held(session, or_(*map(_reached_by, ways)), ReferenceRequest.state.in_(states))


def _reached_by(way: str) -> ColumnElement[bool]:
    if "@" not in way:
        return ReferenceRequest.phone == way
    local, _, domain = mailbox_of(way).rpartition("@")
    return or_(
        ReferenceRequest.email == f"{local}@{domain}",
        and_(
            ReferenceRequest.email.startswith(f"{local}+", autoescape=True),
            ReferenceRequest.email.endswith(f"@{domain}", autoescape=True),
        ),
    )


def open_requests_to(session: Session, address_hash: str, secret_key: str) -> list[ReferenceRequest]:
    """Return the open requests, held, to whom this hash stands for: every one of them is tried."""
    rows = session.execute(
        select(ReferenceRequest.id, ReferenceRequest.email, ReferenceRequest.phone).where(
            ReferenceRequest.state.in_(OPEN_STATES)
        )
    )
    same = [
        number
        for number, *ways in rows
        if address_hash in {contact_hash(secret_key, way) for way in ways if way}
    ]
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
