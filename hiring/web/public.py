"""Mark the few pages that anybody may open, each with its reason."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(because: str) -> Callable[[View], View]:
    """Let anybody open a page; every other page must be guarded by a permission."""

    def mark(view: View) -> View:
        view.public_because = because  # type: ignore[attr-defined]  # functions take attributes
        return view

    return mark
