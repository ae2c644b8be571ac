"""A moderated thread as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class ModeratedMessage:
    head: str
    text: str
    action: str
    rule: str


@dataclass(frozen=True, slots=True)
class ModerationAnswer:
    """Every message of the thread with what was done, and the reply to all."""

    messages: tuple[ModeratedMessage, ...]
    reply: str
    kind: Literal["moderation"] = "moderation"
    folder: ClassVar[str] = "kinds/moderation_queue"
