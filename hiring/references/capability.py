"""What references contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.access import ENTRANCES
    from hiring.home.first_page import TODO, Todo
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.policy import RUN_APPLICATION, START_OPENINGS
    from hiring.references import sign_in, views
    from hiring.references.views import dossier_panel, todo
    from hiring.sittings.views.blueprint import REFEREES
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield ENTRANCES(sign_in.ENTRANCE)
    yield REFEREES.is_at("references.referees")
    yield TODO(Todo(START_OPENINGS, todo.todo_of_hr))
    yield PANELS(Offer(PanelPlace.REFERENCES, dossier_panel.asked, RUN_APPLICATION))


CAPABILITY = Capability("references", pages=_pages)
