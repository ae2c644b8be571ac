"""Invite, remind or send new links to thousands: asked for at once, done by a worker in pieces."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.i18n import N_
from hiring.jobs.batches import ask_batch, try_again
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.jobs.models import Batch, BatchState
from hiring.openings import events, queries
from hiring.openings.actions.invitations import can_be_invited_again, invite_again_all
from hiring.openings.actions.leaving import invite_or_bring_back
from hiring.openings.actions.reminders import remind
from hiring.openings.invitees import Invitee
from hiring.openings.models import Opening
from hiring.openings.rules import accepts_candidates

INVITE_MANY = JobKind("openings.invite_many", BATCHES, N_("Invite many candidates"))
REMIND_MANY = JobKind("openings.remind_many", BATCHES, N_("Remind many candidates"))
INVITE_MANY_AGAIN = JobKind("openings.invite_many_again", BATCHES, N_("Send new links to many candidates"))

#: So many people are written to in one transaction: a candidate who saves meanwhile must not wait long. Up
#: to as many a page does by itself.
AT_ONCE = 50


def invite_many(
    session: Session, opening: Opening, invitees: Sequence[Invitee], *, operation: str, by: Actor
) -> Batch:
    """Have a worker invite everybody who has not been; the same `operation` asks once."""
    people = [[invitee.name, invitee.email, invitee.locale] for invitee in invitees]
    return ask_batch(session, INVITE_MANY, operation, content=people, opening_id=opening.id, asked_by=by.id)


def remind_many(
    session: Session, opening: Opening, public_ids: Sequence[str], *, operation: str, by: Actor
) -> Batch:
    """Have a worker remind the named candidates who still can be."""
    return ask_batch(
        session, REMIND_MANY, operation, content=public_ids, opening_id=opening.id, asked_by=by.id
    )


def invite_many_again(
    session: Session, opening: Opening, public_ids: Sequence[str], *, operation: str, by: Actor
) -> Batch:
    """Have a worker mail new links to the named candidates who still can use one."""
    return ask_batch(
        session, INVITE_MANY_AGAIN, operation, content=public_ids, opening_id=opening.id, asked_by=by.id
    )


def invite_some(
    session: Session, opening_id: int, people: Sequence[Sequence[Any]], *, secret_key: str, by: Actor
) -> dict[str, int]:
    """Invite some of many; left out is who has been invited meanwhile, and everybody once nobody may come.

    Raises AlreadyInvited where somebody else invites one of them at this moment.
    """
    opening = session.get_one(Opening, opening_id, with_for_update={"key_share": True})
    session.refresh(opening, ["state", "closes_at"])
    if not accepts_candidates(opening.state, opening.closes_at, clock.now()):
        return {"too_late": len(people)}
    invitees = [Invitee(*each) for each in people]
    barred = barred_addresses(session, opening_id, [invitee.email for invitee in invitees])
    new = [invitee for invitee in invitees if invitee.email not in barred]
    invite_or_bring_back(session, opening, new, secret_key=secret_key, by=by)
    return {"invited": len(new), "known": len(invitees) - len(new)}


def barred_addresses(session: Session, opening_id: int, addresses: Collection[str]) -> frozenset[str]:
    """Return which addresses cannot be invited: they have been, and HR has not removed them since."""
    invited = queries.invited_addresses(session, opening_id, addresses)
    return invited - queries.removed_under(session, opening_id, invited).keys()


def remind_some_named(
    session: Session, opening_id: int, public_ids: Sequence[str], *, by: Actor
) -> dict[str, int]:
    """Remind some of many; left out is who cannot be reminded any more."""
    opening = session.get_one(Opening, opening_id, populate_existing=True)
    sent = remind(session, opening, public_ids, by=by)
    return {"reminded": sent, "not_reminded": len(public_ids) - sent}


def invite_again_named(
    session: Session, opening_id: int, public_ids: Sequence[str], *, secret_key: str, by: Actor
) -> int:
    """Mail new links to those of the named who still can use one; return how many.

    Raises AlreadyInvited where somebody else sends one of them a link at this moment.
    """
    chosen = queries.applications_chosen(session, opening_id, public_ids)
    going = [application for application in chosen if can_be_invited_again(application)]
    invite_again_all(session, going, secret_key=secret_key, by=by)
    return len(going)


def forget_invitee(session: Session, opening_id: int, address: str) -> None:
    """Take somebody who is erased out of lists with which a worker still goes on, or may."""
    waiting = (Batch.kind == INVITE_MANY.name, Batch.opening_id == opening_id, Batch.state != BatchState.DONE)
    for batch in session.scalars(select(Batch).where(*waiting).options(undefer(Batch.content))):
        batch.content = [None if each and each[1] == address else each for each in batch.content or []]
    session.flush()


def start_work_again(session: Session, batch: Batch, *, by: Actor) -> None:
    """Have a worker go on with long work of an opening that was given up; work that runs is left alone."""
    if try_again(session, batch) and batch.opening_id is not None:
        audit.record(session, events.LongWorkStartedAgain(batch.opening_id, batch.kind), by=by)
