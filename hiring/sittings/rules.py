"""When answers are accepted, how a section's time is counted, and where a candidate stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil


class SittingState(StrEnum):
    """running until handed in, by the candidate or by the clock."""

    RUNNING = "running"
    HANDED_IN = "handed_in"


class SectionState(StrEnum):
    """Where one section stands for one candidate."""

    WAITING = "waiting"
    """An earlier one comes first."""
    READY = "ready"
    RUNNING = "running"
    OVER = "over"
    """Finished by the candidate, or out of time."""
    MISSED = "missed"
    """The opening closed before it was begun."""


@dataclass(frozen=True, slots=True)
class SectionTime:
    """When a section was begun, when its time ends, and when it was left."""

    started_at: datetime
    closes_at: datetime
    finished_at: datetime | None = None
    away: timedelta = timedelta(0)
    """How long it stood closed before it was begun again."""
    owed_minutes: int = 0
    owed_until: datetime | None = None
    """Minutes that were given back after it was over, and until when it may be begun again for them."""

    def ended_at(self) -> datetime:
        """Return the moment after which nothing more may be written."""
        return self.closes_at if self.finished_at is None else min(self.finished_at, self.closes_at)

    def over(self, now: datetime) -> bool:
        return now >= self.ended_at()

    def waits(self, now: datetime) -> bool:
        """Say whether it is over and may be begun again."""
        return self.owed_until is not None and now < self.owed_until

    def by_clock(self) -> bool:
        """Say of a section that is over whether the clock ended it, not the candidate."""
        return self.finished_at is None or self.finished_at >= self.closes_at

    def seconds_left(self, now: datetime) -> int:
        """Return whole seconds until the end, rounded up: a page that counts them is never early."""
        return max(0, ceil((self.ended_at() - now).total_seconds()))

    def used(self, now: datetime) -> timedelta:
        return max(timedelta(0), min(now, self.ended_at()) - self.started_at - self.away)


def arrived_in_time(arrived: datetime, time: SectionTime, grace: timedelta) -> bool:
    """Say whether an answer counts that reached us at `arrived`.

    Bad networks are not bad candidates: what was written in time may arrive `grace` later.
    """
    return arrived <= time.ended_at() + grace


def task_starts_at(time: SectionTime, minutes: int, now: datetime) -> int:
    """Return the second of a section's time from which a task counts that is opened `now`.

    `minutes` is how long it lasts. Whoever comes to it late has them end with the section, so that
    nobody misses what comes during them.
    """
    used, whole = (int(time.used(moment).total_seconds()) for moment in (now, time.closes_at))
    return max(0, min(used, whole - minutes * 60))


def seconds_used(times: Iterable[SectionTime], now: datetime) -> int:
    """Return the time spent in sections so far, together."""
    return int(sum(time.used(now).total_seconds() for time in times))


def section_states(
    times: Sequence[SectionTime | None], *, now: datetime, may_begin: bool
) -> list[SectionState]:
    """Return the state of every section in order; None = not begun.

    `may_begin` is false once the opening takes nobody any more: a section that
    has begun may then be finished, but none is begun.
    """
    states: list[SectionState] = []
    for time in times:
        if time is not None and time.over(now):
            states.append(SectionState.READY if time.waits(now) else SectionState.OVER)
        elif time is not None:
            states.append(SectionState.RUNNING)
        elif not may_begin:
            states.append(SectionState.MISSED)
        elif all(state is SectionState.OVER for state in states):
            states.append(SectionState.READY)
        else:
            states.append(SectionState.WAITING)
    return states


def break_ends_at(times: Iterable[SectionTime | None], break_minutes: int) -> datetime | None:
    """Return when the break after the last section that was begun ends; None without one."""
    ended = [time.ended_at() for time in times if time is not None]
    return max(ended) + timedelta(minutes=break_minutes) if ended and break_minutes else None


def in_break(times: Iterable[SectionTime | None], break_minutes: int, now: datetime) -> bool:
    """Say whether a candidate to whom HR has granted a break between sections is in it, or still writes."""
    ends = break_ends_at(times, break_minutes)
    return ends is not None and now < ends


def may_hand_in(states: Sequence[SectionState]) -> bool:
    """Say whether the candidate may hand in: nothing is left to begin, and only the last still runs."""
    left = {SectionState.WAITING, SectionState.READY}
    return bool(states) and not left & set(states) and SectionState.RUNNING not in states[:-1]


class Step(StrEnum):
    """What a candidate does, in this order."""

    CONSENT = "consent"
    FACTS = "facts"
    REFEREES = "referees"
    PRACTICE = "practice"
    SECTION = "section"
    HAND_IN = "hand_in"


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One line of the candidate's list of steps; `section` counts from 0."""

    step: Step
    state: StepState
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What of the journey is behind a candidate. `referees_done` is None where none are wanted."""

    consented: bool
    facts_done: bool
    referees_done: bool | None
    started: bool
    sections: Sequence[SectionState]
    handed_in: bool


def journey_steps(progress: Progress) -> list[JourneyStep]:
    """Return all steps in order; the first that is not done is the one to do now."""
    done: list[tuple[Step, bool, int | None]] = [
        (Step.CONSENT, progress.consented, None),
        (Step.FACTS, progress.facts_done, None),
    ]
    if progress.referees_done is not None:
        done.append((Step.REFEREES, progress.referees_done, None))
    done.append((Step.PRACTICE, progress.started, None))
    ended = {SectionState.OVER, SectionState.MISSED}
    done += [(Step.SECTION, state in ended, place) for place, state in enumerate(progress.sections)]
    done.append((Step.HAND_IN, progress.handed_in, None))
    steps: list[JourneyStep] = []
    for step, is_done, place in done:
        ahead = all(each.state is StepState.DONE for each in steps)
        state = StepState.DONE if is_done else StepState.NOW if ahead else StepState.LATER
        steps.append(JourneyStep(step, state, place))
    return steps


def receipt_code(letters: str) -> str:
    """Return eight random `letters` as they are printed.

    >>> receipt_code("7F3K2M9Q")
    'T-7F3K-2M9Q'
    """
    return f"T-{letters[:4]}-{letters[4:8]}"
