"""The demo is told through the product's own actions: if it can be told, the journey holds together."""

import contextlib
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.audit.models import AuditEntry
from hiring.banks.measured import rated_in
from hiring.banks.reading import read_bank
from hiring.db import begin_writing, db
from hiring.decisions.models import Decision
from hiring.demo import seed, unfinished
from hiring.demo.judgements import judgements
from hiring.demo.people import APPLICANTS, TOO_LATE
from hiring.interviews.models import Interview, InterviewCard, InterviewConsensus, InterviewNote
from hiring.jobs.models import Job, JobState
from hiring.mail.models import Message
from hiring.openings.models import Application, Opening
from hiring.paths import QUESTION_BANKS
from hiring.references.models import Reference, ReferenceRequest
from hiring.reports.models import Report
from hiring.scoring.models import Rating, Review
from hiring.scoring.queries.tasks import handed_in
from hiring.sittings.models import SectionClock
from hiring.timekeeping.actions import note_start
from hiring.timekeeping.models import ClockWitness
from tests.chain import chain_break
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
    there = select(Interview.state, func.count(InterviewCard.locked_at)).join(Interview.cards)
    states = session.execute(there.group_by(Interview.id, Interview.state).order_by(Interview.id)).all()
    assert states == [("missed", 0), ("arranged", 2), ("arranged", 0)]
    assert session.scalar(select(func.count(InterviewConsensus.id))) == 2
    assert told_twice(session) == {}
    assert out_of_order(session) == []
    assert_paces_differ(session)
    assert_reviewers_work_by_day_and_take_their_time(session)
    note_start(begin_writing())  # as serving does: the story's past is no time in which the machine was off
    assert session.scalars(select(ClockWitness.asked)).all() == [False]


def told_twice(session):
    """Return every sentence that reviewers, referees, the manager or candidates write twice."""
    texts = [text for rating in session.scalars(select(Rating)) for text in (rating.reason, rating.quote)]
    texts += session.scalars(select(Decision.reason))
    texts += session.scalars(select(InterviewNote.notes))
    texts += session.scalars(select(ReferenceRequest.decline_reason))
    for reference in session.scalars(select(Reference)):
        texts += [answer["text"] for answer in reference.answers.values()]
    for sitting, item in session.execute(select(Review.sitting_id, Review.item_id).distinct()):
        written = [each.value.get("text", "") for each in handed_in(session, sitting, item).values()]
        texts += [text.rpartition("\n\n")[2] for text in written]  # the candidate's own words stand last
    sentences = Counter(each for text in texts for each in re.split(r"(?<=[.?])\s+", text) if each)
    assert len(sentences) > 250
    return {sentence: times for sentence, times in sentences.items() if times > 1}


def out_of_order(session):
    """Return what happened to an application before its cause: the names of both, and whose it was."""
    first, last = {}, {}
    for entry in session.scalars(select(AuditEntry).where(AuditEntry.application_id.is_not(None))):
        first.setdefault((entry.application_id, entry.event), entry.at)
        last[entry.application_id, entry.event] = entry.at
    found = []
    for application in {application for application, _event in first}:
        had = [event for event in IN_ORDER if (application, event) in first]
        found += [
            (application, cause, effect)
            for cause, effect in pairwise(had)
            if not last[application, cause] < first[application, effect]
        ]
    return found


#: Each of these is wholly over before the next begins, wherever the next one happened.
IN_ORDER = (
    "application.invited",
    "invitation.claimed",
    "consent.given",
    "sitting.started",
    "sitting.section_finished",
    "sitting.handed_in",
    "scoring.review_locked",
    "scoring.settled",
    "application.decided",
    "application.told",
    "report.asked",
)


def assert_paces_differ(session):
    """Everybody who has handed in took another share of each section's time; one ran out of it."""
    sections = session.scalars(select(SectionClock).where(SectionClock.finished_at.is_not(None))).all()
    shares = [(each.finished_at - each.started_at) / (each.closes_at - each.started_at) for each in sections]
    assert len(shares) == len({round(share, 3) for share in shares}) == 21
    assert min(shares) == pytest.approx(0.35)
    assert sorted(shares)[-2:] == [pytest.approx(0.94), 1]


def assert_reviewers_work_by_day_and_take_their_time(session):
    locks = sorted(session.scalars(select(Review.locked_at).where(Review.locked_at.is_not(None))))
    assert min(after - before for before, after in pairwise(locks)) > timedelta(minutes=5)
    local = [lock.astimezone(ZoneInfo("Asia/Jakarta")) for lock in locks]
    assert {lock.weekday() for lock in local} <= set(range(5))
    assert {lock.hour for lock in local} <= set(range(9, 16))


def test_every_reason_fits_a_task_that_its_candidate_is_reviewed_on():
    """Two reviews of each answer, or the panel could not write them."""
    by_email = {each.email: each for each in APPLICANTS}
    bank = read_bank(QUESTION_BANKS / "community-officer")

    for email, tasks in judgements().items():
        assert by_email[email].reviewed != (0, time())
        for code, reviews in tasks.items():
            wanted = {"COMW", "NETW", "EVNT", "ADAP"} & rated_in(bank.task(code))
            assert [set(review) for review in reviews] in ([wanted, wanted], [wanted])


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
