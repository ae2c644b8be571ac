"""What the audit trail contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit import events, jobs
    from hiring.audit.events import EVENTS, events_in
    from hiring.jobs.kinds import JOBS, jobs_in

    yield EVENTS(*events_in(events))
    yield JOBS(*jobs_in(jobs))


CAPABILITY = Capability("audit", commands={"audit": "hiring.audit.commands:audit"}, work=_work)
