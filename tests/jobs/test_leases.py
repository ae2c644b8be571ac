"""A job belongs to one worker at a time, and only whoever holds it can end it."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.jobs import leases
from hiring.jobs.actions import cancel, enqueue, run_again
from hiring.jobs.leases import LeaseLost
from hiring.jobs.models import Job
from hiring.store import begin_writing, db
from tests.postgres import on_both, on_postgresql

LONG, OVER = timedelta(seconds=30), timedelta(seconds=-1)


@pytest.fixture
def wanted(app, session):
    job = enqueue(session, "test.none", key="one")
    session.commit()
    return job


def state(job):
    with db.engine.connect() as connection:
        return connection.scalar(select(Job.state).where(Job.id == job.id))


def test_a_job_is_taken_once(wanted):
    assert leases.take(db.engine, wanted.id, LONG).attempts == 1
    assert leases.take(db.engine, wanted.id, LONG) is None


@on_both
def test_workers_that_race_for_jobs_get_each_one_once(app, session):
    jobs = [enqueue(session, "test.none", key=str(number)) for number in range(20)]
    session.commit()
    won: Counter[int] = Counter()

    def race():
        for job in jobs:
            if leases.take(db.engine, job.id, LONG):
                won[job.id] += 1

    threads = [threading.Thread(target=_in_context, args=(app, race)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert won == Counter({job.id: 1 for job in jobs})


def _in_context(app, work):
    with app.app_context():
        work()


@on_both
def test_a_lease_that_ran_out_goes_to_another_and_the_first_can_note_nothing_any_more(app, session, wanted):
    first = leases.take(db.engine, wanted.id, OVER)
    second = leases.take(db.engine, wanted.id, LONG)
    assert (second.job_id, second.attempts) == (wanted.id, 2)

    with pytest.raises(LeaseLost):
        leases.renew(db.engine, first, LONG)
    for late in (leases.finish, lambda s, lease: leases.bury(s, lease, "late")):
        with pytest.raises(LeaseLost):
            late(session, first)
    leases.finish(session, second)
    session.commit()

    assert state(wanted) == "done"


def test_a_renewed_lease_is_not_for_others(wanted):
    lease = leases.take(db.engine, wanted.id, OVER)

    leases.renew(db.engine, lease, LONG)

    assert leases.take(db.engine, wanted.id, LONG) is None


def test_a_job_waits_for_its_time(app, session):
    later = enqueue(session, "test.none", key="x", run_after=clock.now() + timedelta(minutes=1))
    session.commit()

    assert leases.due_ids(db.engine) == []
    assert leases.take(db.engine, later.id, LONG) is None


def test_what_was_put_back_is_due_again_at_its_time_and_waiting_is_not_counted(app, session, wanted):
    lease = leases.take(db.engine, wanted.id, LONG)
    leases.put_back(session, lease, "not now", clock.now() - timedelta(seconds=1), counts=False)
    session.commit()

    again = leases.take(db.engine, wanted.id, LONG)

    assert (again.attempts, again.counted) == (2, 1)


def test_asking_twice_with_one_key_asks_once(app, session):
    assert enqueue(session, "test.none", key="x", n=1) is enqueue(session, "test.none", key="x", n=2)


@on_postgresql
def test_two_who_ask_at_the_same_moment_ask_once(app, session):
    first = enqueue(session, "test.none", key="x")
    other = {}

    def ask():
        with app.app_context():
            other["id"] = enqueue(begin_writing(), "test.none", key="x").id
            db.session.commit()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(0.5)  # it waits for our transaction
    session.commit()
    thread.join()

    assert other == {"id": first.id}


def test_a_job_taken_back_is_not_done(app, session, wanted):
    cancel(session, "one")
    session.commit()

    assert leases.take(db.engine, wanted.id, LONG) is None
    assert state(wanted) == "cancelled"


def test_a_dead_job_gets_a_fresh_start(app, session, wanted):
    leases.bury(session, leases.take(db.engine, wanted.id, LONG), "broken")
    session.commit()
    session.refresh(wanted)

    run_again(session, wanted)
    session.commit()

    assert leases.take(db.engine, wanted.id, LONG).attempts == 1
