"""What assessments contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.assessments import events
    from hiring.audit.events import EVENTS, events_in

    yield EVENTS(*events_in(events))


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.assessments import policy, views
    from hiring.i18n import N_
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield MENU(MenuEntry(N_("Assessments"), "assessments.assessments", policy.READ_ASSESSMENTS, order=40))


CAPABILITY = Capability("assessments", work=_work, pages=_pages)
