"""What openings contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.binding import PLACES
    from hiring.openings.queries import place_of

    yield PLACES(place_of)


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.access import ENTRANCES
    from hiring.accounts.menu import MENU, PAGES_OF_OPENINGS, MenuEntry
    from hiring.accounts.rules import Audience
    from hiring.home.first_page import BUTTONS, RUNNING, TODO, Button, RunningWork, Todo
    from hiring.i18n import N_
    from hiring.openings import policy, queries, sign_in, views
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.views import batch_outcomes, contact, dossier_panel, todo
    from hiring.openings.views.batches import BATCH_OUTCOMES
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.web.blueprints import BLUEPRINTS, TEMPLATE_NAMES

    yield BLUEPRINTS(*views.BLUEPRINTS)
    yield TEMPLATE_NAMES(contact.IN_TEMPLATES)
    yield contact.CONTACT_OF((Audience.CANDIDATE, queries.contact_of_application))
    yield ENTRANCES(sign_in.ENTRANCE)
    yield MENU(
        MenuEntry(N_("Openings"), "openings.openings", policy.START_OPENINGS, order=20, of_openings=True)
    )
    yield PAGES_OF_OPENINGS("/openings", "/applications")
    yield TODO(Todo(policy.START_OPENINGS, todo.todo_of_hr, comes=todo.COMES_TO_HR))
    yield BATCH_OUTCOMES(*batch_outcomes.OUTCOMES)
    yield RUNNING(RunningWork(policy.START_OPENINGS, todo.running_openings))
    yield BUTTONS(Button(N_("New opening"), "openings.new_opening", policy.START_OPENINGS))
    yield TABS(
        Tab(N_("Candidates"), "openings.opening", policy.RUN_OPENING),
        Tab(N_("Panel and rules"), "openings.about", policy.RUN_OPENING),
        Tab(N_("History"), "openings.history", policy.RUN_OPENING, last=True),
    )
    yield PANELS(Offer(PanelPlace.PROGRESS, dossier_panel.progress, policy.RUN_APPLICATION))


CAPABILITY = Capability("openings", work=_work, pages=_pages)
