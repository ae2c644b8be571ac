"""A thread to moderate, as its author writes it, and what its key says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hiring.banks.accepting import Accepted
from hiring.banks.parts import Option, PartOfTask, WordLimits
from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage(Exact):
    """One message of a thread."""

    key: str
    author: Localised
    time: Localised
    text: Localised

    def head(self, locale: str) -> str:
        """Return who wrote, and when."""
        return f"{self.author.text(locale)} · {self.time.text(locale)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationQueue(PartOfTask):
    """The messages of a thread, the rules of the house, and the actions that a moderator has."""

    kind: Literal["moderation_queue"]
    rules: tuple[Option, ...]
    messages: tuple[ThreadMessage, ...]
    actions: tuple[Option, ...]
    words: WordLimits | None = None
    """How many words are asked for in the public reply."""
    rated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationKey(Exact):
    """The actions and rules that experts accept, by key of the message.

    One of both may be left out. A message that breaks no rule has an empty list under `rules`.
    """

    actions: Accepted = field(default_factory=dict)
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
