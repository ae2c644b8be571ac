"""Handled messages as a report shows them."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class HandledMessage:
    head: str
    text: str
    place: int | None
    action: str
    reply: str


@dataclass(frozen=True, slots=True)
class TrayAnswer:
    """Every message in the order of handling; those without a place come last."""

    messages: tuple[HandledMessage, ...]
    kind: Literal["in_tray"] = "in_tray"
    folder: ClassVar[str] = "kinds/in_tray"
