"""What a capability adds to the house, and the points at which the house takes it in.

Whoever uses things of others (the menu, the worker, the audit trail, the tabs of an opening) declares an
`ExtensionPoint`. A capability says in its `capability.py` what it contributes to which point, and
`hiring.capabilities` lists the capabilities. Nothing is registered by being imported: an application
holds what it was put together from. What stands in the rooms `events`, `jobs` and `mails` of a capability
is contributed as a whole (`hiring.background`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from flask import Flask, current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

T = TypeVar("T")

_KEPT = "contributions"


class ExtensionPoint(Generic[T]):
    """Where capabilities add things of one type; calling it with them makes a contribution."""

    def __init__(self, takes: str) -> None:
        self.takes = takes

    def __call__(self, *things: T) -> "Contribution":
        return Contribution(self, things)

    def __repr__(self) -> str:
        return f"<ExtensionPoint: {self.takes}>"

    def of(self, app: Flask) -> tuple[T, ...]:
        """Return what was contributed to `app`, in the order of the house."""
        kept: Contributions = app.extensions.get(_KEPT, {})
        return kept.get(self, ())

    def here(self) -> tuple[T, ...]:
        """Return what was contributed to the application at work."""
        return self.of(current_app)

    def behind(self, session: Session) -> tuple[T, ...]:
        """Return what was contributed to the application that owns this session's database.

        For what may know nothing of applications. A database that was opened without one
        (to restore a backup, to migrate) has nothing.
        """
        kept: Contributions = session.get_bind().get_execution_options().get(_KEPT, {})
        return kept.get(self, ())


Contributions = Mapping[ExtensionPoint[Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Contribution:
    """Things for one extension point."""

    point: ExtensionPoint[Any]
    things: tuple[Any, ...]


def nothing() -> tuple[Contribution, ...]:
    """Contribute nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Capability:
    """What one folder of the house adds to it. The two lists are functions: they import what they name.

    So the command line starts without any of it, and a worker without pages.
    """

    name: str
    commands: Mapping[str, str] = field(default_factory=dict)
    """Command -> where it lives; only what is called is imported."""
    work: Callable[[], Iterable[Contribution]] = nothing
    """For every process: what follows from events, what else workers need."""
    pages: Callable[[], Iterable[Contribution]] = nothing
    """For those that serve pages, too: blueprints, menu, tabs, panels, ways in."""


def take_in(app: Flask, engine: Engine, contributions: Iterable[Contribution]) -> None:
    """Have `app`, and whoever works on its database, find these beside what was taken in before."""
    found: dict[ExtensionPoint[Any], tuple[Any, ...]] = dict(app.extensions.get(_KEPT, {}))
    for each in contributions:
        found[each.point] = (*found.get(each.point, ()), *each.things)
    keep(app, engine, found)


def keep(app: Flask, engine: Engine, contributions: Contributions) -> None:
    """Have them find these, and nothing else."""
    app.extensions[_KEPT] = contributions
    engine.update_execution_options(**{_KEPT: contributions})
