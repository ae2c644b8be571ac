"""What a job costs, beside a bare transaction: everything that makes work safe lies between the two."""

import secrets

from sqlalchemy import insert, update

from bench.background import Background
from bench.measuring import Deed
from hiring import capabilities
from hiring.capability import Capability, Contribution
from hiring.db import begin_writing, db, writing
from hiring.jobs.actions import enqueue_all
from hiring.jobs.kinds import JOBS, JobKind, job
from hiring.jobs.lanes import EVENTS
from hiring.jobs.models import Job, JobState

NUMBER = 200
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
