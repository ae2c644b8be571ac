"""What timekeeping contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.events import EVENTS, events_in
    from hiring.timekeeping import events

    yield EVENTS(*events_in(events))


CAPABILITY = Capability("timekeeping", work=_work)
