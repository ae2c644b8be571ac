"""Messages to handle, as their author writes them, and what their key says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hiring.banks.accepting import Accepted
from hiring.banks.parts import Option, PartOfTask, WordLimits
from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayMessage(Exact):
    """One message as it came in. Where `reply` is true a written reply is wanted."""

    key: str
    sender: Localised
    channel: Localised
    time: Localised
    text: Localised
    reply: bool = False

    def head(self, locale: str) -> str:
        """Return who wrote, by which channel and when."""
        return " · ".join(each.text(locale) for each in (self.sender, self.channel, self.time))


@dataclass(frozen=True, slots=True, kw_only=True)
class InTray(PartOfTask):
    """Messages, each to be given a place in the order of handling and one of the actions."""

    kind: Literal["in_tray"]
    messages: tuple[TrayMessage, ...]
    actions: tuple[Option, ...]
    words: WordLimits | None = None
    """How many words are asked for in each reply."""
    rated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingKey(Exact):
    """The places that experts give and the actions they accept, by key of the message. One may miss."""

    places: Mapping[str, float] = field(default_factory=dict)
    actions: Accepted = field(default_factory=dict)
