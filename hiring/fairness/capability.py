"""What fairness contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.handlers import handled
    from hiring.fairness.actions import forget_told
    from hiring.i18n import N_
    from hiring.openings.events import ApplicationWithdrawn, CandidateRemoved, UseStopped

    ends = {ApplicationWithdrawn: "withdrawn", CandidateRemoved: "removed", UseStopped: "stopped"}
    for event, what in ends.items():
        yield from handled(
            event,
            f"follow.forget_groups_of_{what}",
            N_("Delete what a candidate told about groups when the application ends"),
            lambda session, event: forget_told(session, event.application_id),
        )


def _pages() -> Iterator[Contribution]:
    from hiring.fairness import views
    from hiring.quality.views import FAIRNESS
    from hiring.sittings.status_panel import STATUS_PANELS
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp, views.candidates)
    yield FAIRNESS.is_at("fairness.opening")
    yield STATUS_PANELS(views.groups_panel)


CAPABILITY = Capability("fairness", work=_work, pages=_pages)
