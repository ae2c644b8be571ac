"""What capabilities say to a candidate on the page of the application's status."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.openings.models import Application
from hiring.sittings.models import Sitting


@dataclass(frozen=True, slots=True)
class StatusPanel:
    """A part of the page with a template of its own, which is drawn with `values`."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


Draw: TypeAlias = Callable[[Session, Sitting], StatusPanel | None]

STATUS_PANELS: ExtensionPoint[Draw] = ExtensionPoint("what a candidate is told after handing in")


DrawFirst: TypeAlias = Callable[[Session, Application], StatusPanel | None]

FIRST_PAGE_PANELS: ExtensionPoint[DrawFirst] = ExtensionPoint(
    "what a candidate is told above the list of steps"
)


def first_page_panels(session: Session, application: Application) -> list[StatusPanel]:
    """Return what there is to say before the steps; needs what `application_of` loads."""
    drawn = (draw(session, application) for draw in FIRST_PAGE_PANELS.here())
    return [panel for panel in drawn if panel is not None]


def status_panels(session: Session, sitting: Sitting) -> list[StatusPanel]:
    """Return what there is to say about answers that have been handed in."""
    drawn = (draw(session, sitting) for draw in STATUS_PANELS.here())
    return [panel for panel in drawn if panel is not None]
