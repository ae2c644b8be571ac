"""What the organisation contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.jobs.kinds import AHEAD
    from hiring.organisation.queries import BASIS
    from hiring.organisation.standing import basis, follow
    from hiring.settings import current_settings

    yield BASIS(basis(current_settings()))
    yield AHEAD(follow)


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.home.first_page import RUNNING, RunningWork
    from hiring.i18n import N_
    from hiring.organisation import policy, views
    from hiring.web.blueprints import BLUEPRINTS, TEMPLATE_NAMES

    yield BLUEPRINTS(views.bp)
    yield TEMPLATE_NAMES(
        {
            "colour_address": views.colour_address,
            "logo_shown": views.logo_shown,
            "page_of_obstacle": views.page_of_obstacle,
        }
    )
    yield MENU(MenuEntry(N_("Organisation"), "organisation.profile", policy.CHANGE_ORGANISATION, order=105))
    yield RUNNING(RunningWork(policy.SEE_FIRST_DAY, views.first_day, above=True))


_COMMANDS = {
    "organisation": "hiring.organisation.commands:organisation",
    "mail": "hiring.organisation.commands:mail",
}

CAPABILITY = Capability("organisation", commands=_COMMANDS, work=_work, pages=_pages)
