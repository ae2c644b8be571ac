"""What the quality of marking contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.i18n import N_
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.quality import policy, views
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield TABS(Tab(N_("Quality"), "quality.opening", policy.SEE_QUALITY))


CAPABILITY = Capability("quality", pages=_pages)
