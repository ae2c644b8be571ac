"""Real workers are killed, and nothing that was asked for is lost or done twice."""

import signal
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.audit.models import AuditEntry
from hiring.db import db
from hiring.i18n.localised import Localised
from hiring.jobs.actions import enqueue
from hiring.jobs.kinds import JOBS, JobKind
from hiring.jobs.lanes import EVENTS, LANES
from hiring.jobs.models import Job, WorkerSeen
from hiring.mail import actions as mail
from hiring.mail.actions import Recipient, SecretLink
from hiring.mail.models import Message
from tests.postgres import on_both
from tests.running import PATIENCE, System
from tests.smtp import Mailbox, listening


@pytest.fixture
def trace(tmp_path):
    """Where the work of tests notes that it begins."""

    class Trace:
        path = tmp_path / "trace"

        def begun(self):
            lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
            return Counter(line.split()[1] for line in lines)

    return Trace()


def ask(system: System, kind: str, *names: str, **payload: object) -> None:
    lane = next((lane for lane in LANES.values() if kind.endswith(f".{lane.name}")), EVENTS)
    with system.app.app_context():
        for name in names:
            enqueue(db.session(), JobKind(kind, lane, kind), key=name, name=name, **payload)
        db.session.commit()


def done(system: System) -> Counter[str]:
    """Return how often each work has left its effect."""
    with system.app.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "test.work_done"))
        return Counter(entry.details["name"] for entry in entries)


def jobs(system: System) -> dict[str, tuple[str, int]]:
    with system.app.app_context():
        return {job.key: (job.state, job.attempts) for job in db.session.scalars(select(Job))}


def all_done(system: System) -> bool:
    return all(state == "done" for state, _ in jobs(system).values())


def test_work_of_a_dead_worker_is_done_by_the_next_and_the_work_behind_it_too(running, trace):
    """One is killed in the middle of A, the next is taken down by a fault in the work "bad"."""
    system = running()
    ask(system, "test.trace", "A", path=str(trace.path), seconds=1.5)
    ask(system, "test.trace", "B", "C", "D", path=str(trace.path), seconds=0.2)
    worker = system.start_worker()
    system.wait_for(lambda: trace.begun()["A"] == 1, "A to begin")

    system.kill(worker)
    assert done(system)["A"] == 0
    ask(system, "test.crash", "bad", path=str(trace.path))
    assert system.start_worker().wait(PATIENCE) == -signal.SIGSEGV
    system.start_worker()
    system.wait_for(lambda: all_done(system), "all to be done")

    assert trace.begun()["A"] >= 2
    assert done(system) == Counter(["A", "B", "C", "D", "bad"])


def at_work(system) -> int:
    """Return how many workers have shown that they are there and can be asked to stop."""
    with system.app.app_context():
        return len(db.session.scalars(select(WorkerSeen)).all())


@on_both
def test_two_workers_share_the_work_and_one_that_is_asked_to_stop_finishes_first(running, trace):
    system = running(lease_seconds=60)
    names = [f"work-{number}" for number in range(16)]
    first, _second = system.start_worker(), system.start_worker()
    system.wait_for(lambda: at_work(system) == 2, "both workers to show life")
    ask(system, "test.trace", *names, path=str(trace.path), seconds=0.3)
    system.wait_for(lambda: sum(trace.begun().values()) >= 6, "some to begin")

    status = system.stop(first, signal.SIGTERM)
    system.wait_for(lambda: all_done(system), "all to be done")

    assert status == 0
    assert trace.begun() == Counter(names)
    assert done(system) == Counter(names)
    assert set(jobs(system).values()) == {("done", 1)}
    with system.app.app_context():
        assert len(db.session.scalars(select(WorkerSeen)).all()) == 1


@on_both
def test_a_lane_that_is_held_delays_no_other(running, trace):
    """Ten mails wait for a server that never answers; only a call from outside lets them go."""
    system = running(lease_seconds=60)
    system.start_worker()
    gate = trace.path.with_name("gate")
    held = [f"held-{number}" for number in range(10)]
    ask(system, "test.gate.mail", *held, path=str(trace.path), gate=str(gate))
    system.wait_for(lambda: sum(trace.begun().values()) == LANES["mail"].places, "the lane to be full")

    for lane in ("clock", "events", "reports", "batches"):
        ask(system, f"test.trace.{lane}", lane, path=str(trace.path))
    system.wait_for(lambda: set(done(system)) == {"clock", "events", "reports", "batches"}, "the other lanes")

    assert set(done(system)) & set(held) == set()
    gate.touch()
    system.wait_for(lambda: all_done(system), "the lane to be let go")
    assert done(system) == Counter([*held, "clock", "events", "reports", "batches"])


def test_a_worker_with_some_lanes_leaves_the_others_alone(running, trace):
    system = running(lease_seconds=60)
    system.start_worker("--lanes", "mail,reports")
    for lane in LANES:
        ask(system, f"test.trace.{lane}", lane, path=str(trace.path))

    system.wait_for(lambda: set(done(system)) == {"mail", "reports"}, "its lanes")
    assert {job[0] for key, job in jobs(system).items() if key in {"clock", "events"}} == {"queued"}
    system.start_worker("--lanes", "clock, events,batches")
    system.wait_for(lambda: set(done(system)) == set(LANES), "all lanes")


def test_a_lane_nobody_knows_is_refused_with_those_there_are(running):
    system = running()

    assert system.start_worker("--lanes", "mail,reprots").wait(PATIENCE) == 2

    assert "there is no lane 'reprots'; there are clock, events, mail, reports, batches." in system.log()


@on_both
def test_work_that_recurs_is_done_once_by_three_workers(running, trace, monkeypatch):
    system = running(lease_seconds=60)
    for _ in range(3):
        system.start_worker()
    system.wait_for(lambda: at_work(system) == 3, "three workers to show life")
    system.wait_for(lambda: all_done(system), "what recurs to be done")

    recurring = [work.kind.name for work in JOBS.of(system.app) if work.every]
    with system.app.app_context():
        kinds = Counter(db.session.scalars(select(Job.kind)))
    assert kinds == Counter(recurring)


def test_a_mail_whose_acceptance_was_lost_with_the_worker_comes_again_as_the_same(running):
    with listening(Mailbox()) as mailbox:
        system = running(mail_url=mailbox.url)
        worker = system.start_worker()
        mailbox.after_accepting = lambda: system.kill(worker) if len(mailbox.received) == 1 else None
        with system.app.app_context():
            mail.send(
                db.session(),
                "fresh_link",
                Recipient("Ayu", "ayu@surel.example", "id"),
                key="x",
                link=SecretLink("invitation", 1, 1, "/i/{token}"),
                title=Localised(id="Petugas Komunitas", en="Community Officer"),
                place="Bekasi",
                closes_at=clock.now() + timedelta(days=7),
                zone="Asia/Jakarta",
            )
            db.session.commit()
        system.wait_for(lambda: worker.poll() is not None, "the worker to be killed")
        assert state_of_mail(system) == "sending"

        system.start_worker()
        system.wait_for(lambda: state_of_mail(system) == "sent", "the mail to be sent")

    first, second = mailbox.received
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content() == second.get_content()


def state_of_mail(system: System) -> str:
    with system.app.app_context():
        return db.session.scalars(select(Message.state)).one()


def test_a_crash_of_the_worker_is_mended_by_the_server_that_started_it(running, trace):
    """A fault in a C library ends the process; `hiring serve` starts another."""
    system = running()
    system.start_web("--worker")
    system.wait_ready()
    ask(system, "test.trace", "known to nobody here", path=str(trace.path))
    first = worker_names(system)

    system.kill_worker_of(system.web)

    system.wait_for(lambda: worker_names(system) - first, "another worker")
    assert system.stop(system.web, signal.SIGINT) == 0
    system.wait_for(lambda: not worker_names(system) - first, "the worker to sign off")


def worker_names(system: System) -> set[str]:
    with system.app.app_context():
        return set(db.session.scalars(select(WorkerSeen.name)))
