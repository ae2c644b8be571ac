"""What capabilities say to a candidate on the page of the application's status."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from sqlalchemy.orm import Session

from hiring.capability import ExtensionPoint
from hiring.openings.models import Application
from hiring.sittings.models import Sitting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StatusPanel:
    """A part of the page with a template of its own, which is drawn with `values`."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


Draw: TypeAlias = Callable[[Session, T], StatusPanel | None]

STATUS_PANELS: ExtensionPoint[Draw[Sitting]] = ExtensionPoint("what a candidate is told after handing in")
FIRST_PAGE_PANELS: ExtensionPoint[Draw[Application]] = ExtensionPoint(
    "what a candidate is told above the list of steps"
)
HOW_IT_WORKS_PANELS: ExtensionPoint[Draw[Application]] = ExtensionPoint(
    "what a candidate is told of what may follow the tasks, before any clock runs"
)


def panels_at(point: ExtensionPoint[Draw[T]], session: Session, thing: T) -> list[StatusPanel]:
    """Return what there is to say of a sitting, or an application with what `application_of` loads."""
    drawn = (draw(session, thing) for draw in point.here())
    return [panel for panel in drawn if panel is not None]
