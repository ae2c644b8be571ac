"""Long work is done in pieces, counted as it goes on, and once: whoever dies on the way or presses twice."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from hiring import clock
from hiring.jobs.actions import enqueue
from hiring.jobs.batches import (
    advance,
    ask_alone,
    ask_batch,
    batches_to_show,
    end_batch,
    fail_batch,
    go_on,
    progress_of,
    try_again,
    waits_after_failure,
)
from hiring.jobs.leases import MOST_ATTEMPTS
from hiring.jobs.models import Batch, BatchState, Job
from hiring.jobs.progress import WorkProgress
from hiring.oversight.jobs import PURGE
from tests.at_once import outcomes_at_once
from tests.contributing import kind
from tests.postgres import on_both

KIND = kind("test.batch")
THINGS = [f"thing {number}" for number in range(10)]


@pytest.fixture
def seen():
    """What was done, in order."""
    return []


@pytest.fixture
def worked_on(job, seen):
    """Return a function that lets workers do the batch in threes; `breaks` may raise at a piece."""

    def worked_on(breaks=None):
        def do(session, batch, piece):
            if breaks is not None:
                breaks(piece)
            seen.extend(piece)
            return {"seen": len(piece)}

        def in_pieces(session, *, batch_id):
            go_on(session, batch_id, do, most=3)

        def nothing_more(session, found, *, batch_id):
            pass

        job("test.batch", first=in_pieces, given_up=fail_batch)(nothing_more)

    return worked_on


def asked(session, **values):
    return ask_batch(session, KIND, "one", content=THINGS, opening_id=7, asked_by=3, **values)


def whole(session, batch):
    """Return the batch as it is now, with its content."""
    session.expire_all()
    return session.get_one(Batch, batch.id, options=[undefer(Batch.content)], populate_existing=True)


def attempts(session, work, number):
    """Let a worker try so many times, each after the wait."""
    for _ in range(number):
        for each in session.scalars(select(Job).where(Job.state == "queued")):
            each.run_after = clock.now()
        work()


@on_both
def test_all_is_done_in_order_and_counted_and_what_was_to_be_done_is_let_go_of(
    session, work, worked_on, seen
):
    worked_on()
    batch = asked(session)
    assert progress_of(batch) == WorkProgress(0, 10)

    work()

    found = whole(session, batch)
    assert seen == THINGS
    assert (found.state, found.done, found.result, found.content) == ("done", 10, {"seen": 10}, None)
    assert found.ended_at is not None


@on_both
def test_the_same_operation_asks_once(session, work, worked_on, seen):
    worked_on()

    assert asked(session).id == asked(session).id
    work()
    assert (asked(session).state, seen) == ("done", THINGS)
    assert session.scalars(select(Job.state)).all() == ["done"]


@on_both
def test_the_same_operation_at_the_same_moment_asks_once(app, session):
    session.commit()

    ids = outcomes_at_once(app, *[lambda own: asked(own).id] * 4)

    assert len(set(ids)) == 1
    assert session.scalar(select(func.count(Batch.id))) == 1
    assert session.scalar(select(func.count(Job.id))) == 1


@on_both
def test_what_breaks_on_the_way_goes_on_behind_the_last_piece_and_does_nothing_twice(
    session, work, worked_on, seen
):
    broken = []

    def once(piece):
        if "thing 6" in piece and not broken:
            broken.append(piece)
            raise RuntimeError("the disk is full")

    worked_on(once)
    batch = asked(session)
    work()

    stopped = whole(session, batch)
    assert (stopped.state, stopped.done, stopped.result) == ("running", 6, {"seen": 6})
    assert waits_after_failure(session, stopped)

    attempts(session, work, 1)

    found = whole(session, batch)
    assert (found.state, found.result, seen) == ("done", {"seen": 10}, THINGS)
    assert not waits_after_failure(session, found)


def test_what_fails_again_and_again_is_given_up_and_somebody_has_it_tried_again(
    session, work, worked_on, seen
):
    mended = []

    def until_mended(piece):
        if "thing 3" in piece and not mended:
            raise RuntimeError("no")

    worked_on(until_mended)
    batch = asked(session)
    attempts(session, work, MOST_ATTEMPTS)

    failed = whole(session, batch)
    assert (failed.state, failed.done, failed.content) == ("failed", 3, THINGS)
    assert progress_of(failed) == WorkProgress(3, 10, stopped=True)
    assert [each.id for each in batches_to_show(session, 7)] == [batch.id]

    mended.append(True)
    assert (try_again(session, failed), try_again(session, failed)) == (True, False)
    assert failed.state == BatchState.RUNNING
    work()

    assert (whole(session, batch).state, seen) == ("done", THINGS)


def test_what_an_administrator_starts_again_goes_on_too(session, work, worked_on, seen):
    broken = []

    def at_first(piece):
        if len(broken) < MOST_ATTEMPTS:
            broken.append(piece)
            raise RuntimeError("no")

    worked_on(at_first)
    batch = asked(session)
    attempts(session, work, MOST_ATTEMPTS)
    assert whole(session, batch).state == "failed"

    dead = session.scalars(select(Job)).one()
    dead.state, dead.attempts, dead.done_at = "queued", 0, None
    attempts(session, work, 1)

    assert (whole(session, batch).state, seen) == ("done", THINGS)


def test_what_nobody_has_tried_again_for_a_week_is_let_go_of(session, work, worked_on):
    batch = asked(session)
    fail_batch(session, "no", batch_id=batch.id)
    batch.ended_at = clock.now() - timedelta(days=6)
    session.commit()
    enqueue(session, PURGE, key="early")
    work()
    assert whole(session, batch).content == THINGS

    session.get_one(Batch, batch.id).ended_at = clock.now() - timedelta(days=8)
    enqueue(session, PURGE, key="late")
    work()

    found = whole(session, batch)
    assert (found.state, found.content, found.result) == ("done", None, {"left_undone": 10})


def test_what_runs_is_not_asked_for_again_until_it_is_over(session):
    def ask(what="everything"):
        return ask_alone(session, KIND, what, total=5)

    first, meanwhile, other = ask(), ask(), ask("something else")
    end_batch(session, first.id, {"found": "all is well"})
    later = ask()

    assert (meanwhile.id, other.id == first.id, later.id == first.id) == (first.id, False, False)
    assert (first.state, first.done, first.result) == ("done", 5, {"found": "all is well"})


def test_work_that_finds_its_things_by_itself_is_counted_and_never_beyond_what_was_meant(session):
    batch = ask_batch(session, KIND, "two", total=5)

    advance(session, batch.id, 3, ended=False)
    assert progress_of(batch) == WorkProgress(3, 5)
    advance(session, batch.id, 4, ended=False)
    assert progress_of(batch) == WorkProgress(5, 5)
    advance(session, batch.id, 0, ended=True)
    assert (batch.state, batch.done) == ("done", 5)
    advance(session, None, 4, ended=True)


def test_what_ended_long_ago_stands_on_no_page_of_the_opening(session):
    batch = asked(session)
    end_batch(session, batch.id, {})
    assert [each.id for each in batches_to_show(session, 7)] == [batch.id]

    batch.ended_at = clock.now() - timedelta(hours=2)
    session.flush()

    assert batches_to_show(session, 7) == []


def test_what_was_taken_out_of_a_list_is_passed_over_and_still_counted(session, work, worked_on, seen):
    worked_on()
    batch = asked(session)
    whole(session, batch).content = [None if each == "thing 4" else each for each in THINGS]

    work()

    found = whole(session, batch)
    assert seen == [each for each in THINGS if each != "thing 4"]
    assert (found.state, found.done, found.result) == ("done", 10, {"seen": 9})
