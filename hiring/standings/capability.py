"""What standings contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.openings.events import (
        ApplicationWithdrawn,
        CandidateRemoved,
        PositionsChanged,
        RemovalTakenBack,
        UseResumed,
        UseStopped,
        WithdrawalTakenBack,
    )
    from hiring.scoring.events import AnotherReadingAsked, ScoresSuperseded, ScoringSettled
    from hiring.standings.actions import compute_soon

    changes = {
        ScoringSettled: "settled",
        ScoresSuperseded: "superseded",
        AnotherReadingAsked: "asked",
        ApplicationWithdrawn: "withdrawn",
        WithdrawalTakenBack: "withdrawal_taken_back",
        CandidateRemoved: "removed",
        RemovalTakenBack: "removal_taken_back",
        UseStopped: "stopped",
        UseResumed: "resumed",
        PositionsChanged: "positions",
    }
    for event, what in changes.items():
        yield from handled(
            event,
            f"follow.compute_{what}",
            N_("Have scores computed with their errors after a change"),
            lambda session, event: compute_soon(session, event.opening_id),
        )


def _pages() -> Iterator[Contribution]:
    from hiring.quality.views import READINGS_WORTH
    from hiring.standings import views
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield READINGS_WORTH.is_at("standings.readings")


CAPABILITY = Capability("standings", work=_work, pages=_pages)
