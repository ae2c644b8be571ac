"""What the audit trail contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit import jobs
    from hiring.jobs.kinds import JOBS, jobs_in

    yield JOBS(*jobs_in(jobs))


CAPABILITY = Capability("audit", commands={"audit": "hiring.audit.commands:audit"}, work=_work)
