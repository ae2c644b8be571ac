"""A story, as its author tells it."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import Option, PartOfTask
from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchOption(Exact):
    """A step one may take: where it leads, and what has happened when one gets there.

    Without `goes_to` the story ends here.
    """

    key: str
    text: Localised
    goes_to: str | None = None
    meanwhile: Localised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Exact):
    """A situation in a story, and the steps one may take in it."""

    key: str
    situation: Localised
    options: tuple[BranchOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching(PartOfTask):
    """A story that goes on according to the steps taken. It begins with the first node."""

    kind: Literal["branching"]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A situation the candidate has come to, and what was chosen in it, if anything yet.

    An option's key is the whole step, as a path names it: "N1-A".
    """

    key: str
    number: int
    meanwhile: Localised | None
    situation: Localised
    options: tuple[Option, ...]
    chosen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryForCandidate(PartOfTask):
    """A branching part as far as the candidate has come. `at_most` is the longest way through."""

    kind: Literal["branching"] = "branching"
    scenes: tuple[Milestone, ...]
    finished: bool
    at_most: int
