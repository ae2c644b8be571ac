"""The clock of the demo: each step of a timeline is done at its own moment, in the order of all."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Actor, Audience, Role
from hiring.db import begin_writing, db
from hiring.demo.people import Applicant
from hiring.jobs.worker import run_due
from hiring.settings import Settings, settings_of

_ZONE = ZoneInfo("Asia/Jakarta")


Thing = TypeVar("Thing")


def found(thing: Thing | None) -> Thing:
    """Return what the demo has made before. Raises LookupError when it is gone: the demo is wrong then."""
    if thing is None:
        raise LookupError("the demo looks for something that it has not made")
    return thing


@dataclass(frozen=True)
class ClockStep:
    """When the next step of a timeline is done, and whether what follows from it is done at once."""

    moment: datetime
    follow: bool = True


#: Yields each step and is given the session to do it with.
Timeline = Generator[ClockStep, Session, None]


@dataclass
class ClockSteps:
    """The staff of the demo, and its clock."""

    app: Flask
    ends_at: datetime
    """The moment at which the demo is opened; everything happens before it."""
    people: dict[str, User] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return settings_of(self.app)

    def ago(self, *, days: float = 0, minutes: float = 0) -> datetime:
        """Return a moment before the end; whole days back, it falls into working hours."""
        moment = self.ends_at - timedelta(days=days, minutes=minutes)
        if days < 1:
            return moment
        local = moment.astimezone(_ZONE)
        return local.replace(hour=9 + local.hour % 7)

    def actor(self, email: str) -> Actor:
        """Return a member of staff as the one who acts."""
        user = self.people[email]
        roles = frozenset(Role(each.role) for each in user.roles)
        return Actor(Audience.STAFF, user.id, user.name, user.locale, roles)

    @contextmanager
    def step(self, moment: datetime, *, follow: bool = True) -> Iterator[Session]:
        """Do one step at `moment`: what it does is committed, and what follows from it is done."""
        with clock.held_at(moment):
            db.session.remove()  # each step reads everything anew, as a request would
            session = begin_writing()
            yield session
            session.commit()
            if follow:
                run_due(self.app)

    def run(self, timelines: Iterable[Timeline]) -> None:
        """Do the steps of all timelines in the order of their moments, as they would have come."""
        waiting = [
            (step.moment, place, step, timeline)
            for place, timeline in enumerate(timelines)
            if (step := next(timeline, None)) is not None
        ]
        heapify(waiting)
        while waiting:
            _, place, step, timeline = heappop(waiting)
            with self.step(step.moment, follow=step.follow) as session:
                try:
                    following = timeline.send(session)
                except StopIteration:
                    continue
            heappush(waiting, (following.moment, place, following, timeline))


def as_candidate(application_id: int, applicant: Applicant) -> Actor:
    return Actor(Audience.CANDIDATE, application_id, applicant.name, applicant.locale)
