"""What dossiers contribute to the house: the page of an application."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.events import EVENTS, events_in
    from hiring.dossiers import events

    yield EVENTS(*events_in(events))


def _pages() -> Iterator[Contribution]:
    from hiring.dossiers import views
    from hiring.openings.views.blueprint import APPLICATION_PAGE
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield APPLICATION_PAGE.is_at("dossiers.dossier")


CAPABILITY = Capability("dossiers", work=_work, pages=_pages)
