"""The rules by which an opening judges, with their fingerprint: frozen before a score is seen. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hiring.fingerprints import canonical_hash
from hiring.openings.judging import LevelsCombined, QuotesWanted


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

    def as_json(self) -> dict[str, Any]:
        # Of quotes nothing is said where none is asked for: what was frozen before keeps its fingerprint.
        asked = self.quotes_wanted != QuotesWanted.NONE
        return {
            **({"quotes_wanted": self.quotes_wanted.value} if asked else {}),
            "weights": dict(self.weights),
            "raters": self.raters,
            "rule": [self.rule, self.rule_version],
            "provisional_keys_count": self.provisional_keys_count,
            **self.changeable.as_json(),
        }

    def changed_to(self, changeable: ChangeableRules) -> "OpeningRules":
        return replace(self, changeable=changeable)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all of it: the same rules have the same everywhere."""
        return canonical_hash(self.as_json())
