"""What capabilities put on the first page of staff."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor, Permission
from hiring.capability import ExtensionPoint
from hiring.web.todo import Panel, TodoItem


@dataclass(frozen=True, slots=True)
class Todo:
    """What needs a person, for whoever has the permission."""

    permission: Permission
    find: Callable[[Session, Actor], list[TodoItem]]
    first: bool = False
    """Stands before everything that is as urgent."""
    comes: str = ""
    """What will come and from whom, in source text: read while nothing needs the person."""


@dataclass(frozen=True, slots=True)
class RunningWork:
    """A panel of running work, for whoever has the permission; `draw` gives None where there is none."""

    permission: Permission
    draw: Callable[[Session, Actor], Panel | None]
    above: bool = False
    """It stands above everything else, as wide as the page."""


@dataclass(frozen=True, slots=True)
class Button:
    """What can be begun here: what the button says, in source text, its endpoint, who may."""

    name: str
    endpoint: str
    permission: Permission


TODO: ExtensionPoint[Todo] = ExtensionPoint("what needs a person")
RUNNING: ExtensionPoint[RunningWork] = ExtensionPoint("panels of running work, from top to bottom")
BUTTONS: ExtensionPoint[Button] = ExtensionPoint("what can be begun on the first page")


def todo_of(session: Session, actor: Actor) -> list[TodoItem]:
    """Return what needs this person, what hurts first on top."""
    sources = sorted(TODO.here(), key=lambda each: not each.first)
    found = [item for each in sources if each.permission.allows(actor) for item in each.find(session, actor)]
    return sorted(found, key=lambda item: item.urgency)


def coming_to(actor: Actor) -> list[str]:
    """Return in source text what will need this person."""
    return [each.comes for each in TODO.here() if each.comes and each.permission.allows(actor)]


def running_work_of(session: Session, actor: Actor, *, above: bool = False) -> list[Panel]:
    """Return the panels of work that runs for this person: those beside what needs them, or those above."""
    return [
        panel
        for each in RUNNING.here()
        if each.above is above
        and each.permission.allows(actor)
        and (panel := each.draw(session, actor)) is not None
    ]


def buttons_of(actor: Actor) -> list[Button]:
    """Return what this person can begin."""
    return [each for each in BUTTONS.here() if each.permission.allows(actor)]
