"""What background work contributes to the house: looking after itself."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.jobs import jobs
    from hiring.jobs.kinds import JOBS, jobs_in

    yield JOBS(*jobs_in(jobs))


CAPABILITY = Capability("jobs", work=_work)
