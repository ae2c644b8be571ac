"""Work and the end of its job are kept together or not at all; failures wait, and at last are given up."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.events import PasswordChanged
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM
from hiring.audit.actions import record
from hiring.audit.handlers import handled
from hiring.db import db, writing
from hiring.jobs.actions import enqueue
from hiring.jobs.execution import NO_SUCH_WORK, WORKER_STOPPED
from hiring.jobs.kinds import GiveUp, TryLater
from hiring.jobs.models import Job
from hiring.jobs.worker import run_due, run_one
from tests.chain import chain_break
from tests.contributing import kind
from tests.factories.accounts import UserFactory
from tests.postgres import on_both
from tests.running import wait_until


@pytest.fixture
def make_due(session):
    def make_due():
        for waiting in session.scalars(select(Job).where(Job.state == "queued")):
            waiting.run_after = clock.now() - timedelta(seconds=1)
        session.commit()

    return make_due


def names(session):
    return sorted(session.scalars(select(User.name)))


def add_user(session, name):
    session.add(User(email=f"{name}@contoh.example", name=name, password_hash="-"))


def test_the_effects_and_the_end_of_the_job_are_kept_together(session, work, job):
    @job("test.add")
    def add(session, *, name):
        add_user(session, name)

    wanted = enqueue(session, kind("test.add"), key="x", name="Ayu")

    assert work() == 1
    assert (names(session), wanted.state, wanted.error) == (["Ayu"], "done", None)


def test_a_failure_leaves_nothing_and_waits_twice_as_long_each_time_until_it_is_given_up(
    session, work, make_due, job
):
    @job("test.fail")
    def fail(session):
        add_user(session, "Nobody")
        session.flush()
        raise LookupError("there is no such thing")

    wanted, waits = enqueue(session, kind("test.fail"), key="x"), []
    for _ in range(5):
        make_due()
        before = clock.now()
        work()
        waits.append(round((wanted.run_after - before).total_seconds() / 60))

    assert names(session) == []
    assert waits[:4] == [1, 2, 4, 8]
    assert (wanted.state, wanted.attempts) == ("dead", 5)
    assert wanted.error == "LookupError: there is no such thing"


def test_one_that_fails_does_not_keep_the_others_from_being_done(session, work, job):
    @job("test.fail")
    def fail(session):
        raise LookupError

    @job("test.add")
    def add(session, *, name):
        add_user(session, name)

    enqueue(session, kind("test.fail"), key="x")
    enqueue(session, kind("test.add"), key="y", name="Ayu")

    assert work() == 2
    assert names(session) == ["Ayu"]


def test_trying_later_is_noted_on_the_thing_and_never_given_up(session, work, make_due, job):
    user = UserFactory(name="Ayu")

    def note(session, reason, next_try, *, user_id):
        session.get_one(User, user_id).name = f"{reason} until {next_try:%Y}"

    @job("test.later", put_off=note)
    def later(session, *, user_id):
        raise TryLater("not now")

    wanted = enqueue(session, kind("test.later"), key="x", user_id=user.id)
    for _ in range(7):
        work()
        make_due()

    assert (wanted.state, wanted.attempts, wanted.put_off, wanted.error) == ("queued", 7, 7, "not now")
    assert user.name == f"not now until {clock.now():%Y}"


def test_giving_up_is_noted_on_the_thing_in_the_same_transaction(session, work, job):
    user = UserFactory(name="Ayu")

    def note(session, reason, *, user_id):
        session.get_one(User, user_id).name = reason

    @job("test.hopeless", given_up=note)
    def hopeless(session, *, user_id):
        raise GiveUp("it cannot be")

    wanted = enqueue(session, kind("test.hopeless"), key="x", user_id=user.id)
    work()

    assert (wanted.state, wanted.error, user.name) == ("dead", "it cannot be", "it cannot be")


def test_what_takes_long_keeps_nobody_from_writing(app, session, work, job):
    def slow(session, *, user_id):
        user = session.get_one(User, user_id)
        session.commit()
        with writing(db.engine) as connection:  # somebody else, in the middle
            connection.execute(User.__table__.update().values(name="from outside"))
        return user.email

    @job("test.slow", first=slow)
    def note(session, found, *, user_id):
        session.get_one(User, user_id).email = f"{found}.seen"

    user = UserFactory(name="Ayu", email="ayu@contoh.example")
    wanted = enqueue(session, kind("test.slow"), key="x", user_id=user.id)
    work()

    assert (wanted.state, user.name, user.email) == ("done", "from outside", "ayu@contoh.example.seen")


@pytest.mark.thorough
def test_a_lease_is_kept_alive_while_the_work_takes_longer_than_it(app, session, job):
    from dataclasses import replace

    app.extensions["settings"] = replace(app.extensions["settings"], lease_seconds=6)
    taken_meanwhile = []

    def slow(session, *, job_key):
        def lease():
            session.rollback()  # to look anew
            return session.scalar(select(Job.lease_until).where(Job.kind == "test.slow"))

        begun = lease()
        wait_until(lambda: lease() > begun, "the lease to be renewed")
        session.rollback()  # work begins outside of every transaction
        taken_meanwhile.append(run_due(app))

    @job("test.slow", first=slow)
    def note(session, found, *, job_key):
        pass

    wanted = enqueue(session, kind("test.slow"), key="x", job_key="x")
    session.commit()
    run_one(app, wanted.id)

    session.refresh(wanted)
    assert (taken_meanwhile, wanted.state, wanted.attempts) == ([0], "done", 1)


def test_work_that_stops_the_worker_each_time_is_given_up_at_last(session, work, job):
    @job("test.crash")
    def crash(session):
        raise AssertionError("was begun once more")

    wanted = enqueue(session, kind("test.crash"), key="x")
    session.flush()
    wanted.state, wanted.attempts, wanted.lease_until = "running", 5, clock.now() - timedelta(seconds=1)
    work()

    assert (wanted.state, wanted.error) == ("dead", WORKER_STOPPED)


def test_work_of_an_unknown_kind_is_given_up(session, work):
    wanted = enqueue(session, kind("test.unheard-of"), key="x")

    work()

    assert (wanted.state, wanted.error) == ("dead", NO_SUCH_WORK)


def test_work_that_asks_for_more_work_gets_it_done_in_the_same_go(session, work, job):
    @job("test.add")
    def add(session, *, name):
        add_user(session, name)

    @job("test.ask")
    def ask(session):
        enqueue(session, kind("test.add"), key="y", name="Ayu")

    enqueue(session, kind("test.ask"), key="x")

    assert work() == 2
    assert names(session) == ["Ayu"]


def test_run_due_says_so_when_the_caller_has_not_committed(app, session):
    enqueue(session, kind("test.none"), key="x")

    with pytest.raises(RuntimeError, match="commit before run_due"):
        run_due(app)


@on_both
def test_of_two_things_that_follow_from_an_event_one_fails_and_the_other_stands(
    app, session, work, make_due, contribute
):
    def fails(session, event):
        add_user(session, "Nobody")
        session.flush()
        raise LookupError("there is no such thing")

    def stands(session, event):
        add_user(session, event.name)

    contribute(
        *handled(PasswordChanged, "test.follows and fails", "Fails", fails),
        *handled(PasswordChanged, "test.follows", "Stands", stands),
    )
    record(session, PasswordChanged(1, "Sari"), by=SYSTEM)
    for _ in range(6):
        work()
        make_due()

    states = session.execute(select(Job.kind, Job.state, Job.attempts).order_by(Job.id)).all()
    assert states == [("test.follows and fails", "dead", 5), ("test.follows", "done", 1)]
    assert names(session) == ["Sari"]
    assert chain_break(session) is None
