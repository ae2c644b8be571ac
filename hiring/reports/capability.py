"""What reports contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.binding import BINDINGS
    from hiring.reports.sealing import REPORT

    yield BINDINGS(REPORT)


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import PAGES_OF_OPENINGS, SIGN_IN_LINKS, Link
    from hiring.decisions.views.blueprint import MANY_REPORTS
    from hiring.i18n import N_
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.reports.views import dossier_panel, issuing, verification
    from hiring.sittings.views.blueprint import CHECKING
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(issuing.bp, verification.bp)
    yield PAGES_OF_OPENINGS("/report-bundles")
    yield SIGN_IN_LINKS(Link(N_("Check whether a report is genuine"), "verification.verify"))
    yield CHECKING.is_at("verification.verify")
    yield MANY_REPORTS.is_at("reports.ask_for_many")
    yield PANELS(Offer(PanelPlace.REPORTS, dossier_panel.reports))


CAPABILITY = Capability(
    "reports", commands={"report": "hiring.reports.commands:report"}, work=_work, pages=_pages
)
