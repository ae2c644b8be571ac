"""What dossiers contribute to the house: the page of an application."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.dossiers import views
    from hiring.openings.views.blueprint import APPLICATION_PAGE
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield APPLICATION_PAGE.is_at("dossiers.dossier")


CAPABILITY = Capability("dossiers", pages=_pages)
