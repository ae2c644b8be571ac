"""What every part of a task has, and what several kinds of part share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised

#: An answer as it is sent and kept; its keys depend on the kind of the part.
AnswerValue = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfTask(Exact):
    """What every kind of part has. `prompt` is Markdown; `title` names the part in lists."""

    key: str
    title: Localised
    prompt: Localised
    kind: str
    """The name of an `AnswerKind`; each shape allows its own only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Exact):
    """One of several things to choose from, to rate or to put in order."""

    key: str
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLimits(Exact):
    """How many words are asked for; the candidate is told, not stopped."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInBoth(Exact):
    """An example answer as an Indonesian and as an English candidate would send it."""

    id: AnswerValue
    en: AnswerValue

    def value(self, locale: str) -> AnswerValue:
        return self.en if locale.lower().startswith("en") else self.id
