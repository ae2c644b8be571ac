"""Tell hiring managers that candidates are ready, and remind them when decisions are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.decisions import queries
from hiring.decisions.mails import MANAGER_DIGEST
from hiring.decisions.queries import UndecidedOpening
from hiring.decisions.rules import must_be_reminded, must_be_told, need_not_wait_for_others
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.mail.actions import Recipient, send
from hiring.openings.rules import accepts_candidates, may_be_decided_about

DIGEST = JobKind("decisions.digest", CLOCK, N_("E-mail hiring managers who is waiting for a decision"))


@dataclass(frozen=True, slots=True)
class OpeningToTell:
    """An opening of which hiring managers are to hear, and why."""

    undecided: UndecidedOpening
    ready: bool
    due: bool


def openings_to_tell(session: Session) -> list[OpeningToTell]:
    """Return the openings of which hiring managers are to hear now; nothing is written."""
    now = clock.now()
    found = [_judged(each, now) for each in queries.undecided_openings(session)]
    return [each for each in found if each.ready or each.due]


def _judged(undecided: UndecidedOpening, now: datetime) -> OpeningToTell:
    opening = undecided.opening
    possible = may_be_decided_about(
        decide_before_closing=opening.decide_before_closing,
        state=opening.state,
        closes_at=opening.closes_at,
        now=now,
    )
    others_come = accepts_candidates(opening.state, opening.closes_at, now)
    whole = not undecided.unscored and (others_come or not undecided.writing)
    whole = whole or need_not_wait_for_others(undecided.newest, now)
    return OpeningToTell(
        undecided,
        ready=possible and whole and must_be_told(undecided.newest, opening.managers_told_at),
        due=possible and must_be_reminded(opening.decisions_due_at, opening.decisions_reminded_at, now),
    )


def send_digests(session: Session, found: Sequence[OpeningToTell]) -> None:
    """Queue one mail for each hiring manager, and note on the openings that they were told of."""
    now = clock.now()
    managers = queries.managers_to_tell(session, [each.undecided.opening.id for each in found])
    told: dict[int, tuple[User, list[UndecidedOpening]]] = {}
    for each in found:
        for user in managers.get(each.undecided.opening.id, []):
            told.setdefault(user.id, (user, []))[1].append(each.undecided)
    for user, openings in told.values():
        send(
            session,
            MANAGER_DIGEST,
            Recipient(user.name, user.email, user.locale),
            key=f"{MANAGER_DIGEST}:{now.date()}:{user.id}",
            openings=[_said(each) for each in openings],
        )
    for each in found:
        if each.undecided.opening.id in managers:
            _note(each, now)
    session.flush()


def _note(each: OpeningToTell, now: datetime) -> None:
    opening = each.undecided.opening
    opening.managers_told_at = now
    if each.due:
        opening.decisions_reminded_at = now


def _said(each: UndecidedOpening) -> dict[str, Any]:
    opening = each.opening
    return {
        "title": opening.title,
        "place": opening.place,
        "number": each.number,
        "due": opening.decisions_due_at,
        "zone": opening.zone,
    }
