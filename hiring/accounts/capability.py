"""What accounts contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.accounts import actions, policy, queries, views
    from hiring.accounts.access import ENTRANCES, STAFF_HOME, Entrance
    from hiring.accounts.menu import MENU, MenuEntry, navigation
    from hiring.accounts.rules import Audience
    from hiring.audit.rendering import ACTOR_NAMES, ActorNames
    from hiring.i18n import N_
    from hiring.web.blueprints import BLUEPRINTS, TEMPLATE_NAMES

    yield BLUEPRINTS(views.bp)
    yield TEMPLATE_NAMES({"navigation": navigation, "staff_home": STAFF_HOME.address})
    yield MENU(MenuEntry(N_("Staff"), "accounts.users", policy.MANAGE_USERS, order=100))
    yield ENTRANCES(Entrance(Audience.STAFF, None, actions.choose_locale, sign_in="accounts.sign_in"))
    yield ACTOR_NAMES(ActorNames("staff", queries.names_of_users))


CAPABILITY = Capability("accounts", commands={"user": "hiring.accounts.commands:user"}, pages=_pages)
