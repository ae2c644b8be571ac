"""Pages that a capability leads to although one above it has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from hiring.capability import Contribution, ExtensionPoint


@dataclass(frozen=True, slots=True)
class PageAddress:
    """An endpoint, and what is always asked of it."""

    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Destination(ExtensionPoint[PageAddress]):
    """Where a link of ours leads: named here, and had by exactly one capability above."""

    def is_at(self, endpoint: str, **values: Any) -> Contribution:
        """Contribute the page."""
        return self(PageAddress(endpoint, values))

    def address(self, **values: Any) -> str:
        """Return its address, with what the page is about."""
        [page] = self.here()
        return url_for(page.endpoint, **page.values, **values)
