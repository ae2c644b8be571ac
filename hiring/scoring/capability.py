"""What scoring contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.home.first_page import TODO, Todo
    from hiring.i18n import N_
    from hiring.openings.policy import START_OPENINGS
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.scoring import policy, views
    from hiring.scoring.views import todo
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield MENU(MenuEntry(N_("Marking"), "scoring.reviews", policy.REVIEW, order=60))
    yield TODO(Todo(policy.REVIEW, todo.todo_of_reviewer), Todo(START_OPENINGS, todo.todo_of_hr))
    yield TABS(Tab(N_("Scoring"), "scoring.scoring", policy.RUN_SCORING))


CAPABILITY = Capability("scoring", commands={"scores": "hiring.scoring.commands:scores"}, pages=_pages)
