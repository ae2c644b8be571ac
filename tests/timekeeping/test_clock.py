"""A clock that is set, that jumps or that nobody vouches for does nothing that cannot be undone."""

import threading
import time
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from hiring.db import begin_writing, db
from hiring.jobs.kinds import JOBS
from hiring.jobs.models import Job, WorkerSeen
from hiring.openings import actions as openings
from hiring.openings import jobs as openings_jobs
from hiring.references import jobs as references_jobs
from hiring.sittings import jobs as sittings_jobs
from hiring.timekeeping import actions, queries
from hiring.timekeeping.models import ClockWitness
from hiring.timekeeping.rules import ClockDoubt
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import OpeningFactory
from tests.factories.sittings import SittingFactory
from tests.postgres import on_postgresql

DAYS = timedelta(days=4)


class Machine:
    """A machine whose clock on the wall can be set, and which knows what has elapsed."""

    def __init__(self, monkeypatch):
        self.monkeypatch, self.set_by, self.off_for = monkeypatch, 0.0, 0.0
        self.real, self.boot, self.vouched = time.time, "first boot", False
        monkeypatch.setattr(time, "time", lambda: self.real() + self.set_by + self.off_for)
        monkeypatch.setattr(clock, "boot", lambda: self.boot)
        monkeypatch.setattr(clock, "synchronised", lambda: self.vouched)
        self.start()

    def elapsed(self) -> float:
        return self.real() - 1_000_000

    def start(self):
        """Start the program anew."""
        self.monkeypatch.setattr(clock, "MACHINE", clock.SteadyClock(elapsed=self.elapsed))

    def set(self, by: timedelta):
        self.set_by += by.total_seconds()

    def reboot(self, off: timedelta):
        self.off_for += off.total_seconds()
        self.boot += " and another"
        self.start()


@pytest.fixture
def machine(app, monkeypatch):
    machine = Machine(monkeypatch)
    yield machine
    monkeypatch.undo()


@pytest.fixture
def due(session, machine):
    """An opening that closes in an hour, asked for by the clock."""
    opening = OpeningFactory(
        draft=True, hr=[hr := UserFactory(roles=[Role.HR])], closes_at=clock.now() + timedelta(hours=1)
    )
    opening.members  # noqa: B018  (loaded by the factory)
    opening.state = "open"
    opening.opened_at = clock.now()
    session.flush()
    openings.extend_closing(session, opening, clock.now() + timedelta(hours=2), by=actor_of(hr))
    actions.note_start(session)
    session.commit()
    return opening


def fall_due(session):
    """Let every job be due: what a wrong clock would do."""
    session.execute(Job.__table__.update().values(run_after=datetime(2020, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("step", [timedelta(seconds=-30), DAYS, -DAYS])
def test_the_time_goes_on_as_before_when_somebody_sets_the_clock(machine, step):
    before = clock.now()

    machine.set(step)

    assert abs(clock.now() - before) < timedelta(minutes=10)
    assert abs(clock.MACHINE.step() - step) < timedelta(seconds=1)


def test_what_a_time_server_corrects_is_followed(machine):
    machine.set(timedelta(seconds=3))

    before = time.time()
    assert before <= clock.now().timestamp() <= time.time()
    assert clock.MACHINE.step() == timedelta(0)


def test_a_clock_that_jumps_closes_no_opening_until_somebody_says_that_it_is_right(
    session, machine, due, signed_in, work
):
    hr = signed_in(UserFactory(roles=[Role.HR], locale="en"))
    machine.set(DAYS)
    fall_due(session)

    work()

    assert due.state == "open"
    assert "The clock of the server was set while it was running." in hr.get("/").text
    assert "What waits" in hr.get("/clock").text

    hr.send("/clock")
    fall_due(session)
    work()

    assert due.state == "closed"
    assert session.scalars(select(AuditEntry.event).where(AuditEntry.event == "clock.confirmed")).all()
    assert "What waits" not in hr.get("/clock").text


@pytest.mark.parametrize("step", [DAYS, -DAYS])
def test_what_waited_for_the_clock_goes_on_within_a_minute_of_somebodys_word(
    session, machine, due, signed_in, work, step
):
    hr = signed_in(UserFactory(roles=[Role.HR]))
    fall_due(session)
    machine.set(step)
    work()
    waiting = session.scalars(
        select(Job).where(Job.kind == "openings.close_when_due", Job.state == "queued")
    ).all()
    assert waiting

    hr.send("/clock")

    for job in waiting:
        session.refresh(job)
    assert max(job.run_after for job in waiting) <= clock.now() + timedelta(minutes=1)


def test_a_clock_that_is_set_right_again_needs_nobody(session, machine, due):
    machine.set(DAYS)
    assert queries.doubt(session) is ClockDoubt.SET

    machine.set(-DAYS)

    assert queries.doubt(session) is None


def test_a_program_started_after_the_clock_was_set_does_not_take_it_for_the_right_one(session, machine, due):
    before = clock.now()
    machine.set(DAYS)
    machine.start()

    assert queries.doubt(session) is ClockDoubt.SET
    assert clock.now() - before < timedelta(minutes=10)


def test_a_machine_that_was_off_for_minutes_is_not_asked_about(session, machine, due):
    machine.reboot(off=timedelta(minutes=20))
    actions.note_start(session)

    assert queries.doubt(session) is None


def test_a_machine_that_was_off_for_days_waits_for_a_time_server_or_for_a_person(session, machine, due):
    machine.reboot(off=DAYS)
    actions.note_start(session)
    assert queries.doubt(session) is ClockDoubt.SILENT

    machine.vouched = True
    assert queries.doubt(session) is None

    machine.vouched = False
    actions.confirm_clock(session, by=actor_of(UserFactory()))
    assert queries.doubt(session) is None


def test_a_clock_behind_what_was_written_is_doubted_and_can_be_confirmed(session, machine, due):
    session.add(WorkerSeen(name="elsewhere:1", lanes="clock", seen_at=clock.now() + DAYS))
    session.flush()
    assert queries.doubt(session) is ClockDoubt.BEHIND

    actions.confirm_clock(session, by=actor_of(UserFactory()))

    assert queries.doubt(session) is None


@on_postgresql
def test_a_clock_that_differs_from_the_databases_is_doubted(session, machine):
    assert queries.doubt(session) is None

    machine.reboot(off=timedelta(minutes=2))

    assert queries.doubt(session) is ClockDoubt.DATABASE


def test_a_candidate_loses_no_time_by_a_clock_that_jumps_or_by_its_being_right(session, machine, signed_in):
    sitting = SittingFactory(closes_in=timedelta(minutes=30))
    actions.note_start(session)
    page = f"/candidate/tasks/{sitting.assessment_version.sections[0].tasks[0].public_id}"
    candidate = signed_in(sitting.application, Audience.CANDIDATE)
    hr = signed_in(UserFactory(roles=[Role.HR]))
    [running] = sitting.sections

    machine.set(DAYS)
    assert 1700 < _seconds_left(candidate, page) <= 1800
    hr.send("/clock")
    assert 1700 < _seconds_left(candidate, page) <= 1800

    session.refresh(running)
    assert running.closes_at - clock.now() > timedelta(minutes=28)


def _seconds_left(candidate, page) -> int:
    return int(candidate.get(page).text.split('data-seconds="')[1].split('"')[0])


def test_a_jump_signs_nobody_out(session, machine, signed_in):
    hr = signed_in(UserFactory(roles=[Role.HR]))

    machine.set(DAYS)

    assert hr.get("/account").status_code == 200


#: What recurs and may be done by a clock that nobody vouches for, and why.
WHATEVER_THE_TIME = {
    "audit.write_head": "adds a line",
    "privacy.forget_last_mails": "looks at what has been sent, not at the time",
    "sittings.pack": "keeps everything, in another shape",
    "quality.compute": "counts what was marked; the next hour counts anew",
}


@pytest.mark.parametrize(
    ("work", "payload"),
    [
        (openings_jobs.close_when_due.effects, {"opening_id": 1}),
        (sittings_jobs.close_overdue.effects, {"clock_id": 1}),
        (sittings_jobs.close_one.effects, {"sitting_id": 1}),
        (references_jobs.remind.effects, {"request_id": 1, "generation": 1, "number": 1}),
        (references_jobs.expire.effects, {"request_id": 1, "generation": 1}),
    ],
)
def test_what_the_clock_does_to_one_thing_and_cannot_be_undone_waits(session, machine, work, payload):
    machine.set(DAYS)

    with pytest.raises(actions.TryLater):
        work(session, **payload)


def test_what_recurs_and_cannot_be_undone_waits(session, machine):
    recurring = {work.kind.name: work.first or work.effects for work in JOBS.here() if work.every}
    machine.set(DAYS)

    assert {name for name, work in recurring.items() if not waits(work, session)} == WHATEVER_THE_TIME.keys()


def waits(work, session):
    try:
        work(session)
    except actions.TryLater:
        return True
    return False


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER])
def test_reviewers_and_hiring_managers_say_nothing_about_the_clock(session, machine, signed_in, role):
    assert signed_in(UserFactory(roles=[role])).get("/clock").status_code == 404


@pytest.mark.parametrize("role", [Role.HR, Role.ADMIN])
def test_hr_and_administrators_each_may_look_at_the_clock(session, machine, signed_in, role):
    assert signed_in(UserFactory(roles=[role])).get("/clock").status_code == 200


def test_the_real_clock_agrees_with_itself():
    steady = clock.SteadyClock()

    assert steady.step() == timedelta(0)
    before = time.time()
    assert before - 5 < steady.now().timestamp() < time.time() + 5
    assert clock.boot() == clock.boot()
    assert clock.synchronised() in {True, False}


@on_postgresql
def test_processes_that_start_together_note_their_machine_once(app, session, machine):
    """The second has looked before the first has written."""
    first_has_written, second_has_looked = Event(), Event()
    look = queries.newest_moment

    def looked(session):
        if threading.current_thread().name == "second":
            second_has_looked.set()
            assert first_has_written.wait(30)
        else:
            assert second_has_looked.wait(30)
        return look(session)

    machine.monkeypatch.setattr(queries, "newest_moment", looked)
    ends = list[str]()

    def start():
        with app.app_context():
            actions.note_start(begin_writing())
            db.session.commit()
            first_has_written.set()
            ends.append(threading.current_thread().name)
            db.session.remove()

    threads = [Thread(target=start, name=name) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert ends == ["first", "second"]
    assert len(session.scalars(select(ClockWitness)).all()) == 1


def test_each_machine_is_noted_once(session, machine):
    actions.note_start(session)
    actions.note_start(session)

    assert session.scalars(select(ClockWitness.boot)).all() == ["first boot"]
