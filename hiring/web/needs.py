"""What the home page is made of: lines that need a person, and panels of running work.

A capability writes functions `(session, actor) -> list[Need]` or `-> Panel | None`
in its views and `hiring.home` lists them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Urgency(IntEnum):
    """What hurts first stands first."""

    NOW = 0
    SOON = 1
    SOMETIME = 2


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs a person, already in the reader's language, and the page where it is done."""

    urgency: Urgency
    sentence: str
    about: str
    address: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the home page with a template of its own, drawn with `values`."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
