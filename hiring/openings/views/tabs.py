"""The tabs of an opening. Capabilities above add theirs when they register their pages."""

from dataclasses import dataclass

from hiring.accounts.rules import Permission
from hiring.i18n import N_
from hiring.openings import policy


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name in source text, the endpoint (which takes `public_id`), who sees it."""

    name: str
    endpoint: str
    permission: Permission


TABS: list[Tab] = [
    Tab(N_("Candidates"), "openings.opening", policy.RUN_OPENING),
    Tab(N_("Panel and rules"), "openings.about", policy.RUN_OPENING),
    Tab(N_("History"), "openings.history", policy.RUN_OPENING),
]


def add_tab(tab: Tab) -> None:
    """Show `tab` on every opening, before the history; adding it again changes nothing."""
    if tab not in TABS:
        TABS.insert(len(TABS) - 1, tab)
