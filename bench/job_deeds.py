"""What a job costs, beside a bare transaction: everything that makes work safe lies between the two."""

import secrets
import time
from collections.abc import Iterator
from statistics import median

from sqlalchemy import insert, update

from bench.background import Background
from bench.machine import here, slower, told
from bench.measuring import FEWEST_ROUNDS, Deed, Figure
from hiring import capabilities
from hiring.capability import Capability, Contribution
from hiring.db import begin_writing, db, writing
from hiring.jobs.actions import enqueue_all
from hiring.jobs.kinds import JOBS, JobKind, job
from hiring.jobs.lanes import EVENTS
from hiring.jobs.models import Job, JobState

NUMBER = 200
#: Milliseconds of the processor and jobs a second on the machine of the aims: six tenths of what a job cost
#: with the queue that was there before, and five times as many of them.
A_JOB, A_SECOND = 1.74, 250
NOTHING = JobKind("bench.nothing", EVENTS, "Nothing")


@job(NOTHING)
def nothing(session: object, *, number: int) -> None:
    """Cost nothing: what is measured is the way there and back."""


def _work() -> list[Contribution]:
    return [JOBS(nothing)]


def deeds() -> list[Deed]:
    """Return the deeds, in an installation of their own."""
    capabilities.CAPABILITIES = (*capabilities.CAPABILITIES, Capability("bench", work=_work))
    background = Background()
    return [
        Deed(f"{NUMBER} jobs", lambda: _jobs(background), same_as=f"{NUMBER} bare transactions"),
        Deed(f"{NUMBER} bare transactions", lambda: _bare(background)),
    ]


def figures() -> Iterator[Figure]:
    """Measure what a job takes of the processor, its worker included, and how many are done in a second."""
    background, cpus, walls = Background(), [], []
    for round_ in range(FEWEST_ROUNDS + 1):
        cpu, wall = time.process_time(), time.perf_counter()
        _jobs(background)
        if round_:  # the first warms up
            cpus.append((time.process_time() - cpu) * 1000 / NUMBER)
            walls.append(time.perf_counter() - wall)
    yield Figure("a job, CPU", median(cpus), "ms", target=here(A_JOB), beside=told(A_JOB))
    yield Figure(
        "jobs a second, one worker",
        NUMBER / median(walls),
        "jobs/s",
        target=A_SECOND / slower(),
        at_least=True,
        beside={"aim on the machine of the aims": A_SECOND},
    )


def _jobs(background: Background) -> None:
    wanted = {f"bench:{secrets.token_hex(8)}": {"number": number} for number in range(NUMBER)}
    background.work_off(lambda session: enqueue_all(session, NOTHING, wanted))


def _bare(background: Background) -> None:
    """Write one row and change it, one transaction each, as durable as the product's."""
    with background.app.app_context():
        engine = db.engine
        row = {"lane": "none", "kind": "bench.bare", "key": f"bare:{secrets.token_hex(8)}", "payload": {}}
        begin_writing().execute(insert(Job), [{**row, "state": JobState.CANCELLED}])
        db.session.commit()
    statement = update(Job).where(Job.key == row["key"]).values(attempts=Job.attempts + 1)
    for _ in range(NUMBER):
        with writing(engine) as connection:
            connection.execute(statement)
