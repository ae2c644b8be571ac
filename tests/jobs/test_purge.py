"""Once a day finished work and sessions that are over go; what waits, runs or was given up stays."""

import sqlite3
from collections import Counter
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from hiring import clock
from hiring.accounts.jobs import PURGE_SESSIONS
from hiring.accounts.models import UserSession
from hiring.db import purging
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JOBS
from hiring.jobs.models import Job, JobState
from hiring.jobs.periodic import enqueue_periodic
from hiring.oversight.jobs import PURGE
from hiring.settings import settings_of
from hiring.web.counting import FileCounts
from hiring.web.limits import storage
from tests.postgres import on_both

LONG_AGO = timedelta(days=8)


def finished(session, state, ago):
    done = state in {JobState.DONE, JobState.CANCELLED, JobState.DEAD}
    moment = clock.now() - ago
    session.add(
        Job(
            lane="events",
            kind="test.none",
            key=f"{state} {ago.days} {uuid4()}",
            payload={},
            state=state,
            run_after=moment,
            lease_until=clock.now() + timedelta(days=1) if state == JobState.RUNNING else None,
            done_at=moment if done else None,
        )
    )


def of_tests(session):
    return sorted(session.scalars(select(Job.key).where(Job.kind == "test.none")))


@on_both
def test_finished_work_goes_after_a_week_and_nothing_else(app, session, work):
    for state in (JobState.RUNNING, JobState.DONE, JobState.DEAD, JobState.CANCELLED):
        for ago in (LONG_AGO, timedelta(days=6)):
            finished(session, state, ago)
    session.flush()
    before = of_tests(session)

    enqueue(session, PURGE, key="now")
    work()

    gone = set(before) - set(of_tests(session))
    assert {key.split()[0] for key in gone} == {"done", "cancelled"}
    assert {key.split()[1] for key in gone} == {"8"}
    assert len(gone) == 2


@on_both
def test_many_rows_go_in_bites_that_let_others_in(app, session, work, monkeypatch):
    monkeypatch.setattr(purging, "BITE", 10)
    for _ in range(35):
        finished(session, JobState.DONE, LONG_AGO)
        session.flush()
    between = []
    monkeypatch.setattr(purging, "sleep", between.append)

    enqueue(session, PURGE, key="now")
    work()

    assert of_tests(session) == []
    assert len(between) == 3


@on_both
def test_sessions_that_are_over_for_a_week_go(app, session, work):
    now = clock.now()
    for name, expires, ended in (
        ("live", now + timedelta(days=1), None),
        ("ended lately", now + timedelta(days=1), now - timedelta(days=6)),
        ("ended", now + timedelta(days=1), now - LONG_AGO),
        ("expired lately", now - timedelta(days=6), None),
        ("expired", now - LONG_AGO, None),
    ):
        session.add(
            UserSession(token_hash=name, audience="staff", subject_id=1, expires_at=expires, ended_at=ended)
        )

    enqueue(session, PURGE_SESSIONS, key="now")
    work()

    assert set(session.scalars(select(UserSession.token_hash))) == {"live", "ended lately", "expired lately"}


def test_no_address_is_kept_of_who_tried_to_get_in_a_day_ago(app, session, work):
    counts = FileCounts(storage(settings_of(app)))
    for door, lasts in (("203.0.113.7", 0), ("203.0.113.8", 3600), ("203.0.113.9", 3600)):
        counts.incr(door, lasts)
    with sqlite3.connect(counts.path) as file:
        file.execute("UPDATE knock SET ends = ends - 7200 WHERE door = '203.0.113.8'")
    file.close()

    enqueue(session, PURGE_SESSIONS, key="now")
    work()

    kept = counts.path.read_bytes()
    assert [address in kept for address in (b"203.0.113.7", b"203.0.113.8", b"203.0.113.9")] == [
        False,
        False,
        True,
    ]


def test_what_recurs_is_asked_for_once_in_each_stretch_of_time(app, session):
    recurring = {work.kind.name for work in JOBS.here() if work.every}
    assert recurring == {
        "audit.write_head",
        "jobs.purge",
        "openings.remind_due",
        "oversight.digest",
        "accounts.purge_sessions",
        "decisions.digest",
        "decisions.purge_score_files",
        "privacy.purge_archives",
        "scoring.digest",
        "privacy.retain",
        "privacy.forget_last_mails",
        "sittings.pack",
        "quality.compute",
        "fairness.count",
        "references.forget_browsers",
    }
    now = clock.now().replace(hour=12)

    for moment in (now, now + timedelta(hours=11), now + timedelta(days=1), now + timedelta(hours=30)):
        enqueue_periodic(session, moment)

    asked = session.scalars(select(Job.kind).where(Job.kind.in_(recurring))).all()
    assert Counter(asked) == {
        "audit.write_head": 2,
        "jobs.purge": 2,
        "openings.remind_due": 4,
        "oversight.digest": 2,
        "accounts.purge_sessions": 2,
        "decisions.digest": 2,
        "decisions.purge_score_files": 4,
        "privacy.purge_archives": 4,
        "scoring.digest": 2,
        "privacy.retain": 2,
        "privacy.forget_last_mails": 4,
        "sittings.pack": 4,
        "quality.compute": 4,
        "fairness.count": 4,
        "references.forget_browsers": 2,
    }
