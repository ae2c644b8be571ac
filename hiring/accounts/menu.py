"""What leads on from everywhere: the menu of whoever is signed in, and the links for who is not."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext

from hiring.accounts.access import current_actor, session_covers
from hiring.accounts.rules import Permission
from hiring.capability import ExtensionPoint


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page of the menu: its name in source text, its endpoint, who may open it, and its place."""

    name: str
    endpoint: str
    permission: Permission
    order: int
    """Lines stand in the order in which the work is done."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of the menu as its reader sees it."""

    name: str
    address: str
    here: str = ""
    """`page` where this is the page, `true` where the page lies within; as `aria-current` wants it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page that is open to anybody: what the link says, in source text, and its endpoint."""

    name: str
    endpoint: str


MENU: ExtensionPoint[MenuEntry] = ExtensionPoint("lines of the menu")
SIGN_IN_LINKS: ExtensionPoint[Link] = ExtensionPoint("what there is beside signing in")


def navigation() -> list[MenuLine]:
    """Return the menu of whoever is signed in."""
    actor = current_actor()
    offered = [
        (gettext(entry.name), url_for(entry.endpoint), entry.endpoint)
        for entry in sorted(MENU.here(), key=lambda entry: entry.order)
        if actor is not None
        and entry.permission.audience is actor.audience
        and session_covers(entry.permission)
        and entry.permission.allows(actor)
    ]
    around = max(
        (address for _, address, _ in offered if request.path.startswith(f"{address}/")), key=len, default=""
    )
    return [
        MenuLine(
            name, address, "page" if endpoint == request.endpoint else "true" if address == around else ""
        )
        for name, address, endpoint in offered
    ]
