"""What adjustments contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.adjustments import policy, views
    from hiring.adjustments.views import candidate, dossier_panel, todo
    from hiring.home.first_page import TODO, Todo
    from hiring.i18n import N_
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.policy import START_OPENINGS
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.sittings.status_panel import FIRST_PAGE_PANELS
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp, views.candidates)
    yield TODO(Todo(START_OPENINGS, todo.todo_of_hr))
    yield TABS(Tab(N_("Extra time"), "adjustments.opening", policy.GRANT_IN_OPENING))
    yield PANELS(Offer(PanelPlace.ADJUSTMENTS, dossier_panel.adjustments, policy.GRANT))
    yield FIRST_PAGE_PANELS(candidate.on_first_page)


CAPABILITY = Capability("adjustments", pages=_pages)
