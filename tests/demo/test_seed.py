"""The demo is told through the product's own actions: if it can be told, the journey holds together."""

from collections import Counter

from sqlalchemy import func, select

from hiring.audit.models import AuditEntry
from hiring.audit.queries import chain_break
from hiring.db import begin_writing, db
from hiring.demo import seed
from hiring.demo.people import APPLICANTS
from hiring.jobs.models import Job, JobState
from hiring.openings.models import Application, Opening
from hiring.reports.models import Report
from hiring.scoring.models import Review
from hiring.timekeeping.actions import note_start
from hiring.timekeeping.models import ClockWitness


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
    note_start(begin_writing())  # as serving does: the story's past is no time in which the machine was off
    assert session.scalars(select(ClockWitness.asked)).all() == [False]
