"""What mail contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.jobs.kinds import RESTS, Rest
    from hiring.jobs.lanes import MAIL
    from hiring.mail import jobs

    yield RESTS(Rest(MAIL, jobs.hang_up))


CAPABILITY = Capability("mail", work=_work)
