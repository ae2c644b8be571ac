"""What masking contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.i18n import N_
    from hiring.masking import policy, views
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.sittings.candidate_progress import OVERVIEW_PANELS
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield TABS(Tab(N_("Masks"), "masking.opening", policy.CORRECT_MASKS))
    yield OVERVIEW_PANELS(views.candidate.on_overview)


CAPABILITY = Capability("masking", pages=_pages)
