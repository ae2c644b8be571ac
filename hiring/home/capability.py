"""What the first page contributes to the house: itself."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.access import STAFF_HOME
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.accounts.policy import USE_OWN_ACCOUNT
    from hiring.home import views
    from hiring.i18n import N_
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield STAFF_HOME.is_at("home.home")
    yield MENU(MenuEntry(N_("Home"), "home.home", USE_OWN_ACCOUNT, order=10))


CAPABILITY = Capability("home", pages=_pages)
