"""A talk by turns, as its author writes it and as far as its candidate has come."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.answer_texts import word_count
from hiring.banks.parts import Option, PartOfTask, WordLimits
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation(PartOfTask):
    """What the other side says, line by line: each must fit whatever was replied to the one before."""

    kind: Literal["negotiation"]
    speaker: Localised
    """Who the other side is."""
    lines: tuple[Localised, ...]
    words: WordLimits | None = None
    """How many words are asked for in each reply."""
    terms: tuple[Option, ...] = ()
    """What the candidate fills in at the last line, one entry each: what was agreed, or that it was not."""
    rated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A line that was reached, and the reply to it. What is not sent is still being written."""

    number: int
    line: Localised
    reply: str
    sent: bool

    @property
    def words(self) -> int:
        return word_count(self.reply)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermReached:
    """What was agreed on one term. `open` says that it was not, or not wholly; `text` may then say why."""

    term: Option
    text: str
    open: bool

    @property
    def filled(self) -> bool:
        return self.open or bool(self.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkForCandidate(PartOfTask):
    """A talk as far as the candidate has come, which has `count` lines in all."""

    kind: Literal["negotiation"] = "negotiation"
    speaker: Localised
    turns: tuple[Turn, ...]
    count: int
    words: WordLimits | None
    terms: tuple[TermReached, ...]
    """None before the last line."""
