"""The tabs of an opening; capabilities above contribute theirs."""

from collections.abc import Collection
from dataclasses import dataclass

from hiring.accounts.rules import Actor, Permission
from hiring.capability import ExtensionPoint
from hiring.openings.models import Opening


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name in source text, the endpoint (which takes `public_id`), who sees it."""

    name: str
    endpoint: str
    permission: Permission
    last: bool = False
    """Stands behind those of the capabilities above."""


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as a page of the opening shows it; `here` is what `aria-current` says of it."""

    name: str
    address: str
    here: str | None


TABS: ExtensionPoint[Tab] = ExtensionPoint("tabs of an opening")


def tabs_of(actor: Actor | None, opening: Opening) -> list[Tab]:
    """Return the tabs of an opening that this person may see."""
    tabs = sorted(TABS.here(), key=lambda tab: tab.last)
    return [tab for tab in tabs if tab.permission.allows(actor, opening)]


def here(address: str, path: str, addresses: Collection[str]) -> str | None:
    """Return what `aria-current` says of a tab: it is the page, or the page lies below it, or neither.

    Nothing lies below a tab whose address begins those of the other tabs.

    >>> tabs = ["/openings/1", "/openings/1/scoring"]
    >>> here(tabs[1], "/openings/1/scoring", tabs), here(tabs[1], "/openings/1/scoring/rules", tabs)
    ('page', 'true')
    >>> here(tabs[0], "/openings/1/scoring", tabs)
    """
    if path == address:
        return "page"
    holds_others = any(each.startswith(f"{address}/") for each in addresses)
    return "true" if path.startswith(f"{address}/") and not holds_others else None
