"""Record what a person decided about an application."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.erasing import require_unerased
from hiring.decisions import queries
from hiring.decisions.actions.letters import letter_follows
from hiring.decisions.actions.order import ask_about_order
from hiring.decisions.events import ApplicationDecided, DecidedAgainstOrder, DecisionSuperseded
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome, Verdict, asks_about_offers, may_be_decided
from hiring.decisions.sealing import seals_of
from hiring.errors import HiringError, NotReady
from hiring.i18n import N_
from hiring.interviews.actions import end_with_decision
from hiring.openings.actions import move_to
from hiring.openings.models import Application, Opening
from hiring.openings.rules import Stage, may_be_decided_about
from hiring.references.actions import cancel_open_requests
from hiring.standings.queries import standings_now


class DecidedMeanwhile(HiringError):
    """Another decision was recorded after the form had been shown."""

    sentence = N_(
        "Somebody else has recorded a decision meanwhile. Read it first; your text is kept below. "
        "If you still want to record yours, send it again."
    )


class BeyondPositions(HiringError):
    """With this offer more people would have one than there are positions, and nobody was asked."""

    sentence = N_("More people would be offered the position than there are positions.")


NOT_SCORED = N_(
    "A decision is possible once every answer is scored, and no longer after an application was withdrawn."
)


TOO_EARLY = N_(
    "In this opening decisions are taken only after it has closed: candidates were told so when it was "
    "opened. Close the opening first, or wait until it closes."
)


def too_early(opening: Opening) -> bool:
    """Say whether the opening still takes candidates, and promised to decide on nobody before its end."""
    return not may_be_decided_about(
        decide_before_closing=opening.decide_before_closing,
        state=opening.state,
        closes_at=opening.closes_at,
        now=clock.now(),
    )


def decide(session: Session, application: Application, verdict: Verdict, *, by: Actor) -> Decision:
    """Record a decision; an earlier one stays and is superseded. Nothing is mailed to the candidate:
    that is for HR to do. A letter that tells something else and has not gone out is taken back.

    Sending the same form twice decides once. Referees who have not answered are no longer
    asked. Raises NotReady before scores stand or before the opening has closed where it promised
    that, PersonErased, DecidedMeanwhile when the form was shown before another decision was recorded,
    AgainstOrder where it goes against the bands without a reason for that, and BeyondPositions where the
    sender has not been asked about offers beyond the positions.
    """
    session.refresh(application, ["stage"], with_for_update={"key_share": True})
    kept = queries.decision_by_operation(session, application.id, verdict.operation_id)
    if kept is not None:
        return kept
    require_unerased(session, application.id, kept=verdict.reason)
    if not may_be_decided(application.stage):
        raise NotReady(NOT_SCORED, missing=[])
    if too_early(_opening_now(session, application)):
        raise NotReady(TOO_EARLY, missing=[])
    earlier = queries.standing_decision(session, application.id)
    if (earlier.public_id if earlier else "") != verdict.seen:
        raise DecidedMeanwhile(kept=verdict.reason)
    against = ask_about_order(session, application.opening_id, verdict, [application.id])
    if verdict.outcome is Outcome.OFFER:
        ask_about_offers(session, application.opening_id, verdict, [application.id])
    if not against:
        verdict = replace(verdict, order_reason="")
    return record_decision(session, application, verdict, supersedes=earlier is not None, by=by)


def record_decision(
    session: Session, application: Application, verdict: Verdict, *, supersedes: bool, by: Actor
) -> Decision:
    """Write down a decision that may be taken, and do what follows from it. The application is held."""
    run = standings_now(session, application.opening_id).run
    decision = Decision(
        application_id=application.id,
        operation_id=verdict.operation_id,
        outcome=verdict.outcome,
        reason=verdict.reason,
        decided_by=by.id,
        standings_run=run.number if run else None,
        order_reason=verdict.order_reason or None,
    )
    session.add(decision)
    session.flush()
    move_to(session, application, Stage.DECIDED)
    application.outcome = verdict.outcome.value
    application.awaits_letter = letter_follows(session, application, verdict.outcome, by=by)
    cancel_open_requests(session, application.id, by=by)
    end_with_decision(session, application)
    deed = DecisionSuperseded if supersedes else ApplicationDecided
    event = deed(application.opening_id, application.id, verdict.outcome.value)
    audit.record(session, event, by=by, seals=seals_of(decision))
    if decision.order_reason:
        apart = DecidedAgainstOrder(application.opening_id, application.id, verdict.outcome.value)
        audit.record(session, apart, by=by)
    return decision


def ask_about_offers(session: Session, opening_id: int, verdict: Verdict, to: Collection[int]) -> None:
    """Raise BeyondPositions where the sender has to be asked before `to` (applications) get an offer.

    The opening is held, so that two who offer at once are counted in turn. Whoever offers holds the
    applications first and the opening last: no two wait for each other.
    """
    wanted = select(Opening.positions).where(Opening.id == opening_id)
    positions = session.scalars(wanted.with_for_update(key_share=True)).one()
    others = queries.number_of_offers(session, opening_id, but=to)
    if asks_about_offers(positions=positions, others=others, more=len(to), known=verdict.offers_known):
        raise BeyondPositions(kept=verdict.reason)


def _opening_now(session: Session, application: Application) -> Opening:
    opening = session.get_one(Opening, application.opening_id)
    session.refresh(opening, ["state", "closes_at"])
    return opening
