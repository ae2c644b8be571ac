"""Reports made by the worker, for real: each is issued once, whatever dies on the way."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import psutil
import pytest
from sqlalchemy import select, update

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.db import db, writing
from hiring.files.downloads import current_folder
from hiring.jobs import leases
from hiring.jobs.models import Job
from hiring.reports import actions, queries
from hiring.reports.models import ReportState
from hiring.reports.pdf import render_in_child
from hiring.reports.verification import verify_url
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.reports import asked, scored
from tests.reports.print_out import words_of
from tests.running import wait_until

pytestmark = pytest.mark.process


@pytest.fixture
def ready(session):
    return scored()


def _issued_events(session):
    return session.scalars(select(AuditEntry).where(AuditEntry.event == "report.issued")).all()


def test_the_worker_makes_and_issues_what_was_asked_for(session, ready, work):
    for number, reviewer in enumerate(ready.reviewers):
        reviewer.name = f"Kanari Penilai {number}"
    work()  # what follows from scores that stand
    report = asked(ready, "en")

    assert work() == 1

    assert (report.state, report.error, report.tries) == (ReportState.ISSUED, None, 0)
    words = words_of(current_folder().read(report.pdf_sha256))
    assert f"Report code {report.code}" in words
    assert f"http://127.0.0.1:8000/verify/{report.code}" in words
    assert "Siti Rahmawati" in words
    assert "Kanari" not in words


def test_a_report_that_a_dead_worker_left_behind_is_issued_once_with_the_same_bytes(session, ready, work):
    report = asked(ready)
    session.commit()
    expected = render_in_child(report.dossier, verify_url=verify_url("http://127.0.0.1:8000", report.code))
    job_id = queries.job_id_of(session, report.id)
    session.commit()
    with writing(db.engine) as connection:
        dead = leases.take_one(connection, job_id, timedelta(seconds=-1))

    work()
    work()

    assert dead is not None
    assert current_folder().read(report.pdf_sha256) == expected
    assert [entry.details["code"] for entry in _issued_events(session)] == [report.code]


def test_a_worker_killed_while_rendering_leaves_no_half_report(session, app, ready, work):
    report = asked(ready)
    job_id = queries.job_id_of(session, report.id)
    session.commit()

    _kill_while_rendering(app.instance_path, app.extensions["settings"].database_url, job_id)

    session.expire_all()
    assert (report.state, report.pdf_sha256, _issued_events(session)) == ("queued", None, [])
    session.execute(update(Job).where(Job.id == job_id).values(lease_until=clock.now()))
    work()
    assert report.state == "issued"
    assert current_folder().read(report.pdf_sha256).startswith(b"%PDF-")
    assert len(_issued_events(session)) == 1


def _kill_while_rendering(instance: str, database_url: str, job_id: int) -> None:
    code = (
        "from hiring.app import create_app; from hiring.jobs.worker import run_one;"
        "from hiring.settings import load_settings;"
        f"app = create_app(load_settings({{}}, instance={instance!r}, database_url={database_url!r},"
        " secret_key='a secret of the tests, long enough'));"
        f"run_one(app, {job_id})"
    )
    worker = subprocess.Popen([sys.executable, "-c", code])
    try:
        _wait_for_child(worker.pid)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()


def _wait_for_child(pid: int) -> None:
    """Wait until the worker's renderer has forked a child."""
    wait_until(
        lambda: [child for renderer in psutil.Process(pid).children() for child in renderer.children()],
        "the worker to render",
    )


def test_a_dossier_that_cannot_be_rendered_fails_after_three_tries_with_a_reason(session, ready, work):
    report = asked(ready)
    report.dossier = "{}"

    for tries, state in ((1, "queued"), (2, "queued"), (3, "failed")):
        if state == "failed":  # before the last try only: while it is rendered, a next try would fall due
            healthy = asked(ready, "en")
        work()
        assert (report.tries, report.state) == (tries, state)
        session.execute(
            update(Job).where(Job.key == queries.job_key(report.id)).values(run_after=clock.now())
        )

    assert report.error.startswith("The report could not be rendered")
    assert healthy.state == "issued"
    assert work() == 0


def test_the_administrator_who_starts_the_work_of_a_failed_report_again_has_the_report_made(
    session, ready, signed_in, work
):
    report = asked(ready)
    job = session.get_one(Job, queries.job_id_of(session, report.id))
    job.state = "dead"
    actions.give_up(session, queries.report_by_id(session, report.id), "It took too long.")

    signed_in(UserFactory(roles=[Role.ADMIN])).send(f"/system/work/{job.public_id}/run-again")
    work()

    assert report.state == "issued"


def test_a_failed_report_is_made_when_somebody_tries_again(session, ready, work):
    report = asked(ready)
    whole = queries.report_by_id(session, report.id)
    job = session.get_one(Job, queries.job_id_of(session, report.id))
    job.state = "dead"
    actions.give_up(session, whole, "The report took longer than 60 seconds to render.")
    session.refresh(ready.hr, ["roles"])

    actions.try_again(session, whole, by=actor_of(ready.hr))
    work()

    assert report.state == "issued"
