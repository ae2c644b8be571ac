"""What calibration contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.calibration import policy, views
    from hiring.calibration.views.reviewer import first_calibrate
    from hiring.i18n import N_
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.scoring.before_marking import BEFORE_MARKING
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield BEFORE_MARKING(first_calibrate)
    yield TABS(Tab(N_("Calibration"), "calibration.opening", policy.SEE_CALIBRATION))


CAPABILITY = Capability("calibration", pages=_pages)
