"""The interviews of the demo: one that was held, one that is to come, one that was missed."""

from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from hiring.demo.clock_steps import ClockStep, ClockSteps, Timeline, found
from hiring.demo.people import HR, REVIEWERS
from hiring.interviews import actions, queries
from hiring.interviews.rules import Agreed, AskedQuestion, CardDraft, Slot
from hiring.openings.queries import opening_by_id

_PANEL = REVIEWERS[:3]
_HOLDING = REVIEWERS[:2]
_FURTHER = frozenset({"I-EVNT2", "I-ADAP2"})
_PLACE = "Kantor Bekasi, Jl. Melati 7, lantai 2"
_HELD, _COMING, _MISSED = (
    "dewi.anggraini@surel.example",
    "yohanes.kambu@surel.example",
    "bagus.prasetyo@surel.example",
)


@cache
def interviews_written() -> dict[str, Any]:
    """Return what was put down, by the candidate's address."""
    written: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml"))
    return written


def plan_interviews(steps: ClockSteps, opening_id: int) -> Timeline:
    """Have HR choose what is asked and who may hold an interview."""
    session = yield ClockStep(steps.working_day(6, time(15, 25)))
    opening = found(opening_by_id(session, opening_id))
    panel = frozenset(steps.people[each.email].id for each in _PANEL)
    seen = actions.plan_mark(actions.planned(session, opening_id))
    actions.choose_plan(session, opening, _FURTHER, panel, seen=seen, by=steps.actor(HR.email))


def interview(steps: ClockSteps, email: str, application_id: int) -> Timeline:
    """Return what happens around the interview of one candidate; nothing where nobody is invited."""
    if email == _HELD:
        yield from _held(steps, application_id)
    elif email == _MISSED:
        yield from _missed(steps, application_id)
    elif email == _COMING:
        session = yield ClockStep(steps.working_day(1, time(16, 10)))
        _invite(steps, session, application_id, steps.day(-3, time(10)).replace(second=0))


def _held(steps: ClockSteps, application_id: int) -> Timeline:
    starts_at = steps.working_day(1, time(9)).replace(second=0)
    session = yield ClockStep(steps.working_day(2, time(14, 5)))
    _invite(steps, session, application_id, starts_at)
    for number, person in enumerate(_HOLDING):
        session = yield ClockStep(starts_at + timedelta(minutes=64 + 9 * number))
        _lock(steps, session, application_id, person.email, number)
    session = yield ClockStep(starts_at + timedelta(minutes=112))
    _agree(steps, session, application_id)


def _missed(steps: ClockSteps, application_id: int) -> Timeline:
    starts_at = steps.working_day(2, time(13)).replace(second=0)
    session = yield ClockStep(steps.working_day(3, time(15, 50)))
    _invite(steps, session, application_id, starts_at)
    session = yield ClockStep(starts_at + timedelta(minutes=35))
    application = found(queries.application_to_tell_of(session, application_id))
    actions.note_missed(session, application, by=steps.actor(HR.email))


def _invite(steps: ClockSteps, session: Session, application_id: int, starts_at: datetime) -> None:
    application = found(queries.application_to_tell_of(session, application_id))
    people = frozenset(steps.people[each.email].id for each in _HOLDING)
    slot = Slot(starts_at, 60, _PLACE, people)
    seen = actions.interview_mark(None)
    actions.arrange(session, application, slot, "", seen=seen, by=steps.actor(HR.email))


def _lock(steps: ClockSteps, session: Session, application_id: int, email: str, number: int) -> None:
    there = found(queries.interview_of(session, application_id))
    user_id = steps.people[email].id
    mine = next(card.public_id for card in there.cards if card.interviewer_id == user_id)
    card = found(queries.card_by_public_id(session, mine))
    written = interviews_written()[_HELD]["cards"][number]
    given = tuple(
        AskedQuestion(code, asked=True, level=level, notes=notes) for code, (level, notes) in written.items()
    )
    draft = CardDraft(given, seen=card.draft_revision)
    actions.lock_card(session, card, draft, by=steps.actor(email))


def _agree(steps: ClockSteps, session: Session, application_id: int) -> None:
    application = found(queries.application_to_tell_of(session, application_id))
    written = interviews_written()[_HELD]["together"]
    agreed = [Agreed(code, level, reason) for code, (level, reason) in written.items()]
    hr = steps.actor(HR.email)
    actions.record_consensus(
        session, application, agreed, seen=actions.consensus_mark({}), by=hr, by_id=hr.id
    )
