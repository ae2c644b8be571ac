"""What the worker does for openings: closes them at their moment."""

from datetime import timedelta

from hiring import clock
from hiring.openings import actions
from hiring.openings.models import Opening
from tests.factories.openings import ApplicationFactory


def pass_the_moment_of(session, opening):
    """Let the closing moment, and the job for it, have come a minute ago."""
    from hiring.jobs.models import Job

    opening.closes_at = clock.now() - timedelta(minutes=1)
    for job in session.query(Job).filter(Job.kind == "openings.close_when_due"):
        job.run_after = clock.now() - timedelta(minutes=1)


def test_an_opening_closes_by_itself(session, by, draft, work):
    actions.open_opening(session, draft, by=by)
    application = ApplicationFactory(opening=draft)
    pass_the_moment_of(session, draft)

    work()

    assert (draft.state, application.stage) == ("closed", "expired")


def test_an_extended_opening_is_left_open_by_the_earlier_job(session, by, draft, work):
    actions.open_opening(session, draft, by=by)
    pass_the_moment_of(session, draft)
    actions.extend_closing(session, draft, clock.now() + timedelta(days=2), by=by)

    work()

    assert session.get_one(Opening, draft.id).state == "open"
