"""What the home page is made of: lines that need a person, and panels of running work.

A capability writes functions `(session, actor) -> list[TodoItem]` or `-> Panel | None`
in its views, and contributes them to the points of `hiring.home.first_page`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from flask_babel import ngettext

#: So many lines of one kind stand on the home page; the rest is a number that leads to the list.
LINES_OF_A_KIND = 5


class Urgency(IntEnum):
    """What hurts first stands first."""

    NOW = 0
    SOON = 1
    SOMETIME = 2


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing that needs a person, already in the reader's language, and the page where it is done."""

    urgency: Urgency
    sentence: str
    about: str
    address: str


def with_rest(needs: list[TodoItem], total: int, about: str, address: str) -> list[TodoItem]:
    """Return `needs` of one kind and, where there are more, a line that says how many and leads to all.

    `total` counts the things behind all lines, shown and not shown; `about` names
    them, e.g. "Drafts"; `address` is the list that holds every one of them.
    """
    rest = total - len(needs)
    if rest <= 0 or not needs:
        return needs
    sentence = ngettext("And %(num)d more", "And %(num)d more", rest)
    return [*needs, TodoItem(needs[-1].urgency, str(sentence), about, address)]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the home page with a template of its own, drawn with `values`."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
