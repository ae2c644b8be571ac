"""What HR asks of the list of openings: which ones, and which words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from hiring.i18n import N_
from hiring.openings.rules import OpeningState
from hiring.web.paging import searched_text


class Shown(StrEnum):
    """Which openings the list shows."""

    OPEN = "open"
    DRAFT = "draft"
    CLOSED = "closed"
    ALL = "all"
    UNINVITED = "uninvited"
    """Open, and nobody has been invited yet."""


SHOWN_NAMES = {
    Shown.OPEN: N_("Open"),
    Shown.DRAFT: N_("Drafts"),
    Shown.CLOSED: N_("Closed"),
    Shown.ALL: N_("All"),
    Shown.UNINVITED: N_("Without candidates"),
}
#: The state that each of these shows; the others show more, or less, than one state.
STATE_SHOWN = {
    Shown.OPEN: OpeningState.OPEN,
    Shown.DRAFT: OpeningState.DRAFT,
    Shown.CLOSED: OpeningState.CLOSED,
    Shown.UNINVITED: OpeningState.OPEN,
}


@dataclass(frozen=True, slots=True)
class WantedOpenings:
    """One view of the list, as it stands in the address. Words are looked for in all openings."""

    shown: Shown
    search: str = ""

    def address_values(self, **changes: Any) -> dict[str, str]:
        """Return the values for an address of this view with `changes`."""
        view = replace(self, **changes)
        return {"show": view.shown.value} | ({"q": view.search} if view.search else {})


def wanted_openings(values: Mapping[str, str], numbers: Mapping[OpeningState, int]) -> WantedOpenings:
    """Read a view from an address; `numbers` counts the openings there are in each state.

    Without a choice words are looked for everywhere; else what is open is shown,
    and where nothing is, the drafts, and where there are none, what is closed.
    """
    search = searched_text(values.get("q"))
    chosen = values.get("show", "")
    if chosen in set(Shown):
        return WantedOpenings(Shown(chosen), search)
    if search:
        return WantedOpenings(Shown.ALL, search)
    first = (shown for shown in (Shown.OPEN, Shown.DRAFT, Shown.CLOSED) if numbers.get(STATE_SHOWN[shown]))
    return WantedOpenings(next(first, Shown.OPEN))
