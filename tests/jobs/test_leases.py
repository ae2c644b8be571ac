"""A job belongs to one worker at a time, and only whoever holds it can end it."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.db import begin_writing, db, writing
from hiring.jobs import leases
from hiring.jobs.actions import cancel, enqueue, enqueue_all, run_again
from hiring.jobs.lanes import CLOCK, EVENTS, LANES, MAIL
from hiring.jobs.leases import LeaseLost
from hiring.jobs.models import Job
from tests.contributing import kind
from tests.postgres import on_both, on_postgresql

LONG, OVER = timedelta(seconds=30), timedelta(seconds=-1)


@pytest.fixture
def wanted(app, session):
    job = enqueue(session, kind("test.none"), key="one")
    session.commit()
    return job


def state(job):
    with db.engine.connect() as connection:
        return connection.scalar(select(Job.state).where(Job.id == job.id))


def take(most=1, *, length=LONG, lane="events"):
    with writing(db.engine) as connection:
        return leases.take(connection, lane, most, length)


def take_one(job):
    with writing(db.engine) as connection:
        return leases.take_one(connection, job.id, LONG)


def test_a_job_is_taken_once(wanted):
    assert [lease.attempts for lease in take()] == [1]
    assert take() == []
    assert take_one(wanted) is None


@on_both
def test_a_lane_takes_as_many_as_it_has_places_the_longest_waiting_first_and_nothing_of_others(app, session):
    now = clock.now()
    for seconds in (3, 5, 1, 4, 2):
        due = now - timedelta(seconds=seconds)
        enqueue(session, kind("test.none"), key=str(seconds), run_after=due, n=seconds)
    enqueue(session, kind("mail.send", MAIL), key="mail", run_after=now - timedelta(seconds=9), message_id=1)
    session.commit()

    taken = [[lease.payload["n"] for lease in take(3)] for _ in range(3)]

    assert taken == [[5, 4, 3], [2, 1], []]
    assert [lease.kind for lease in take(3, lane="mail")] == ["mail.send"]


@on_both
def test_four_workers_that_race_for_a_thousand_jobs_get_each_one_once(app, session):
    enqueue_all(session, kind("test.none"), {str(number): {"n": number} for number in range(1000)})
    session.commit()
    won: Counter[int] = Counter()
    lock = threading.Lock()

    def race():
        with app.app_context():
            while taken := take(7):
                assert len(taken) <= 7
                with lock:
                    won.update(lease.payload["n"] for lease in taken)

    with ThreadPoolExecutor(4) as workers:
        for racing in [workers.submit(race) for _ in range(4)]:
            racing.result()

    assert won == Counter(range(1000))


@on_both
def test_a_lease_that_ran_out_goes_to_another_and_the_first_can_note_nothing_any_more(app, session, wanted):
    [first] = take(length=OVER)
    assert take() == []
    assert leases.free_expired(db.engine) == 1
    [second] = take(length=OVER)
    assert (second.job_id, second.attempts) == (wanted.id, 2)

    leases.renew(db.engine, [first], LONG)
    assert leases.free_expired(db.engine) == 1, "a lost lease keeps nothing"
    [third] = take()
    for late in (leases.finish, lambda connection, lease: leases.mark_dead(connection, lease, "late")):
        for lost in (first, second):
            with pytest.raises(LeaseLost):
                late(session.connection(), lost)
    leases.finish(session.connection(), third)
    session.commit()

    assert state(wanted) == "done"


@on_both
def test_renewed_leases_are_not_for_others(app, session, wanted):
    enqueue(session, kind("test.none"), key="two")
    session.commit()

    leases.renew(db.engine, take(2, length=OVER), LONG)

    assert leases.free_expired(db.engine) == 0


@on_both
def test_the_next_moment_is_known_for_each_lane(app, session):
    soon, late = clock.now() + timedelta(minutes=1), clock.now() + timedelta(days=1)
    enqueue(session, kind("scoring.settle", CLOCK), key="late", run_after=late, sitting_id=1)
    enqueue(session, kind("scoring.settle", CLOCK), key="soon", run_after=soon, sitting_id=1)
    enqueue(session, kind("mail.send", MAIL), key="mail", run_after=late, message_id=1)
    session.commit()

    assert leases.next_due(db.engine, list(LANES)) == {"clock": soon, "mail": late}


def test_a_job_waits_for_its_time(app, session):
    later = enqueue(session, kind("test.none"), key="x", run_after=clock.now() + timedelta(minutes=1))
    session.commit()

    assert take() == []
    assert take_one(later) is None


def test_what_was_put_back_is_due_again_at_its_time_and_waiting_is_not_counted(app, session, wanted):
    [lease] = take()
    leases.put_back(session.connection(), lease, "not now", clock.now() - timedelta(seconds=1), counts=False)
    session.commit()

    [again] = take()

    assert (again.attempts, again.counted) == (2, 1)


@on_both
def test_asking_twice_with_one_key_asks_once(app, session):
    first = enqueue(session, kind("test.none"), key="x", n=1)
    assert enqueue(session, kind("test.none"), key="x", n=2) is first

    enqueue_all(session, kind("test.none"), {"x": {"n": 3}, "y": {"n": 4}})
    session.commit()

    assert [lease.payload["n"] for lease in take(9)] == [1, 4]


@on_postgresql
def test_two_who_ask_at_the_same_moment_ask_once(app, session):
    first = enqueue(session, kind("test.none"), key="x")

    def ask() -> int:
        with app.app_context():
            asked = enqueue(begin_writing(), kind("test.none"), key="x").id
            db.session.commit()
            return asked

    with ThreadPoolExecutor(1) as other:
        asking = other.submit(ask)
        wait([asking], timeout=0.5)  # it waits for our transaction
        session.commit()
        assert asking.result() == first.id


def test_a_job_taken_back_is_not_done(app, session, wanted):
    cancel(session, "one")
    session.commit()

    assert take() == []
    assert state(wanted) == "cancelled"


def test_a_dead_job_gets_a_fresh_start(app, session, wanted):
    [lease] = take()
    leases.mark_dead(session.connection(), lease, "broken")
    session.commit()
    session.refresh(wanted)

    run_again(session, wanted)
    session.commit()

    assert [lease.attempts for lease in take()] == [1]


def test_what_nobody_knows_waits_among_the_events(wanted):
    assert wanted.lane == EVENTS.name
