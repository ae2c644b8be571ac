"""The tabs of an opening; capabilities above contribute theirs."""

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


TABS: ExtensionPoint[Tab] = ExtensionPoint("tabs of an opening")


def tabs_of(actor: Actor | None, opening: Opening) -> list[Tab]:
    """Return the tabs of an opening that this person may see."""
    tabs = sorted(TABS.here(), key=lambda tab: tab.last)
    return [tab for tab in tabs if tab.permission.allows(actor, opening)]
