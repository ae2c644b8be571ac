"""The clock of the demo: each step of a timeline is done at its own moment, in the order of all."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
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
_SATURDAY = 5


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

    @property
    def today(self) -> date:
        return self.ends_at.astimezone(_ZONE).date()

    def ago(self, *, minutes: float) -> datetime:
        return self.ends_at - timedelta(minutes=minutes)

    def day(self, days: int, at: time) -> datetime:
        """Return a moment so many days before the end; any day of the week, as candidates work."""
        return _moment(self.today - timedelta(days=days), at)

    def working_day(self, days: int, at: time) -> datetime:
        """Return a moment so many working days before the end, as staff work: 1 is the last one before it."""
        day = self.today
        while days:
            day -= timedelta(days=1)
            days -= day.weekday() < _SATURDAY
        return _moment(day, at)

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


def _moment(day: date, at: time) -> datetime:
    """Return that time of the day in the zone of the demo; nobody does things at the full minute."""
    second = (17 * day.day + 7 * at.hour + 13 * at.minute) % 60
    return datetime.combine(day, at.replace(second=second), _ZONE)


def as_candidate(application_id: int, applicant: Applicant) -> Actor:
    return Actor(Audience.CANDIDATE, application_id, applicant.name, applicant.locale)
