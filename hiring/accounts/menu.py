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
    of_openings: bool = False
    """Pages about an opening or an application belong to it where they lie under no line's own address."""


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
PAGES_OF_OPENINGS: ExtensionPoint[str] = ExtensionPoint("where pages about openings and applications lie")
SIGN_IN_LINKS: ExtensionPoint[Link] = ExtensionPoint("what there is beside signing in")


def navigation() -> list[MenuLine]:
    """Return the menu of whoever is signed in."""
    actor = current_actor()
    offered = [
        (entry, url_for(entry.endpoint))
        for entry in sorted(MENU.here(), key=lambda entry: entry.order)
        if actor is not None
        and entry.permission.audience is actor.audience
        and session_covers(entry.permission)
        and entry.permission.allows(actor)
    ]
    is_a_line = any(entry.endpoint == request.endpoint for entry, _ in offered)
    around = "" if is_a_line else _around(offered)
    return [
        MenuLine(
            gettext(entry.name),
            address,
            "page" if entry.endpoint == request.endpoint else "true" if address == around else "",
        )
        for entry, address in offered
    ]


def _around(offered: list[tuple[MenuEntry, str]]) -> str:
    """Return the address of the line within which this page lies; empty where it lies in none."""
    own = [address for _, address in offered if request.path.startswith(f"{address}/")]
    if not own and request.path.startswith(tuple(f"{place}/" for place in PAGES_OF_OPENINGS.here())):
        own = [address for entry, address in offered if entry.of_openings][:1]
    return max(own, key=len, default="")
