"""What mail contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.events import EVENTS, events_in
    from hiring.jobs.kinds import JOBS, RESTS, Rest, jobs_in
    from hiring.jobs.lanes import MAIL
    from hiring.mail import events, jobs

    yield EVENTS(*events_in(events))
    yield JOBS(*jobs_in(jobs))
    yield RESTS(Rest(MAIL, jobs.hang_up))


CAPABILITY = Capability("mail", work=_work)
