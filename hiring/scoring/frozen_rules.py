"""The rules by which an opening judges, with their fingerprint: frozen before a score is seen. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hiring.fingerprints import canonical_hash
from hiring.i18n import N_
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.scoring.scores import WHAT_COUNTS, CellKind, Enters, Rule

#: How equal ones are told in order: they share the better place, and the order of a list says nothing.
#: A changed order is another version, as with rules of scoring.
SHARED_PLACES = Rule("shared_places", 1)

CELL_KIND_NAMES = {
    CellKind.GIVEN: N_("Answer that reviewers rated"),
    CellKind.NOTHING_SHOWN: N_("Answer that shows nothing of the competency"),
    CellKind.NOT_ANSWERED: N_("Task that was left empty, or not reached in time"),
    CellKind.KEYED: N_("Task with an answer key"),
    CellKind.EXCUSED: N_("Task that was excused"),
}


@dataclass(frozen=True, slots=True)
class ChangeableRules:
    """What of the rules can change after people were judged by them: with a reason, and by two people."""

    tolerance: int
    third_reading: bool
    third_reading_cut: int | None
    levels_combined: LevelsCombined

    def as_json(self) -> dict[str, Any]:
        return {
            "tolerance": self.tolerance,
            "third_reading": self.third_reading,
            "third_reading_cut": self.third_reading_cut,
            "levels_combined": self.levels_combined.value,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "ChangeableRules":
        return cls(
            plain["tolerance"],
            plain["third_reading"],
            plain["third_reading_cut"],
            LevelsCombined(plain["levels_combined"]),
        )


@dataclass(frozen=True, slots=True)
class OpeningRules:
    """Everything that a score of an opening rests on beside answers and ratings."""

    weights: Mapping[str, int]
    """By the code of the competency."""
    raters: int
    rule: str
    rule_version: int
    provisional_keys_count: bool
    quotes_wanted: QuotesWanted
    changeable: ChangeableRules
    control_share: int = 0
    names_all: bool = True
    """The fingerprint names what counts and how equal ones are ordered, too; both hold in any case."""

    @property
    def counts(self) -> Mapping[CellKind, Enters]:
        """What of a cell enters the score, by its kind; empty for a rule that only a later version knows."""
        return WHAT_COUNTS.get(Rule(self.rule, self.rule_version), {})

    def as_json(self) -> dict[str, Any]:
        # What was frozen before this was named keeps its fingerprint.
        named = {
            "ties": [SHARED_PLACES.name, SHARED_PLACES.version],
            "counts": {kind.value: enters.value for kind, enters in self.counts.items()},
        }
        # Of quotes and control answers nothing is said where there are none: what was frozen before
        # keeps its fingerprint.
        asked = self.quotes_wanted != QuotesWanted.NONE
        return {
            **({"quotes_wanted": self.quotes_wanted.value} if asked else {}),
            **({"control_share": self.control_share} if self.control_share else {}),
            "weights": dict(self.weights),
            "raters": self.raters,
            "rule": [self.rule, self.rule_version],
            "provisional_keys_count": self.provisional_keys_count,
            **(named if self.names_all else {}),
            **self.changeable.as_json(),
        }

    def naming_all(self) -> "OpeningRules":
        """Return the rules as they are frozen from now on."""
        return replace(self, names_all=True)

    def changed_to(self, changeable: ChangeableRules) -> "OpeningRules":
        """Return the rules with what can change, as they are frozen once two people agreed."""
        return replace(self.naming_all(), changeable=changeable)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all of it: the same rules have the same everywhere."""
        return canonical_hash(self.as_json())


def names_all(content: Mapping[str, Any] | None) -> bool:
    """Say whether frozen rules name what counts and how equal ones are ordered; None: not frozen yet."""
    return content is None or "ties" in content
