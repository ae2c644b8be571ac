"""What rubrics contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.i18n import N_
    from hiring.rubrics import policy, views
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield MENU(MenuEntry(N_("Rubrics"), "rubrics.rubrics", policy.LIST_RUBRICS, order=30))


CAPABILITY = Capability("rubrics", pages=_pages)
