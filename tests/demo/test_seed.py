"""The demo is told through the product's own actions: if it can be told, the journey holds together."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.audit.models import AuditEntry
from hiring.audit.queries import chain_break
from hiring.db import begin_writing, db
from hiring.demo import seed, unfinished
from hiring.demo.people import APPLICANTS, TOO_LATE
from hiring.jobs.models import Job, JobState
from hiring.mail.models import Message
from hiring.openings.models import Application, Opening
from hiring.reports.models import Report
from hiring.scoring.models import Review
from hiring.timekeeping.actions import note_start
from hiring.timekeeping.models import ClockWitness
from tests.postgres import on_both
from tests.running import wait_until


@pytest.mark.process
def test_the_demo_has_twelve_candidates_all_along_the_journey(app):
    assert seed.is_empty() is True
    db.session.remove()
    seed.seed_demo(app)
    assert seed.is_empty() is False
    session = db.session()

    stages = Counter(session.scalars(select(Application.stage)))
    assert len(APPLICANTS) == 12
    assert stages == {
        "decided": 3,
        "scored": 2,
        "handed_in": 1,
        "scoring": 1,
        "invited": 2,
        "sitting": 1,
        "consented": 1,
        "withdrawn": 1,
        "expired": 2,
    }
    assert sorted(session.scalars(select(Opening.state))) == ["closed", "draft", "open"]
    assert session.scalar(select(func.count(Review.reviewer_id.distinct()))) == 4
    assert chain_break(session) is None
    told = session.scalars(select(AuditEntry.at).order_by(AuditEntry.id)).all()
    assert told == sorted(told)  # what the trail shows in the order of writing happened in that order
    assert session.scalars(select(Job.error).where(Job.state == JobState.DEAD)).all() == []
    assert session.scalar(select(func.count(Report.id))) == 4
    letters = select(Message.template, Message.state).where(Message.template.like("decision%"))
    assert sorted(session.execute(letters)) == [("decision_offer", "sent"), ("decision_reserve", "sent")]
    assert session.scalars(select(Application.awaits_letter)).all().count(True) == 1
    note_start(begin_writing())  # as serving does: the story's past is no time in which the machine was off
    assert session.scalars(select(ClockWitness.asked)).all() == [False]


@pytest.mark.process
def test_a_demo_that_was_cut_off_is_told_anew_from_the_beginning(tmp_path):
    database, copy = tmp_path / "hiring.sqlite3", tmp_path / "before_demo.sqlite3"
    hiring(tmp_path, "migrate").wait()
    telling = hiring(tmp_path, "demo", "--first-run")
    wait_until(lambda: asked_of(database, "SELECT count(*) FROM application"), "somebody is invited")
    telling.kill()
    telling.wait()
    assert copy.exists()

    assert hiring(tmp_path, "demo", "--first-run").wait() == 0

    assert not copy.exists()
    assert asked_of(database, "SELECT count(*) FROM application") == len(APPLICANTS) + len(TOO_LATE)
    assert asked_of(database, "SELECT count(*) FROM report") == 4
    assert asked_of(database, "SELECT count(*) FROM audit_entry") == asked_of(
        database, "SELECT max(id) FROM audit_entry"
    )


@on_both
def test_half_a_demo_that_somebody_has_seen_is_not_removed(app, session, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    unfinished.note_beginning(db.engine, copy)
    session.add(UserSession(token_hash="x", audience="staff", subject_id=1, expires_at=clock.now()))
    session.commit()

    with pytest.raises(unfinished.CannotStartAnew):
        unfinished.start_anew(session, copy)

    assert session.scalar(select(func.count(UserSession.id))) == 1


def hiring(instance, *words):
    """Run a command in a process of its own."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("HIRING_")}
    own = {
        "HIRING_INSTANCE": str(instance),
        "HIRING_SECRET_KEY": "a secret of the demo, long enough to be one",
    }
    return subprocess.Popen([sys.executable, "-m", "hiring.cli", *words], env=known | own)


def asked_of(database, question):
    with contextlib.closing(sqlite3.connect(database, timeout=10)) as connection:
        return connection.execute(question).fetchone()[0]
