"""Decisions as people send them."""

import uuid

from hiring.accounts.models import User
from hiring.decisions import actions
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome, Verdict
from hiring.openings.models import Application
from tests.factories.accounts import actor_of
from tests.factories.scoring import session_of

REASON = "Jawaban dan referensi sama-sama kuat pada jejaring."


def verdict(outcome: Outcome = Outcome.OFFER, **values: str) -> Verdict:
    values = {"reason": REASON, "operation_id": str(uuid.uuid4())} | values
    return Verdict(outcome, **values)


def decided(application: Application, by: User, outcome: Outcome = Outcome.OFFER, **values: str) -> Decision:
    """Have `by` decide."""
    session = session_of(application)
    session.refresh(by, ["roles"])
    return actions.decide(session, application, verdict(outcome, **values), by=actor_of(by))
