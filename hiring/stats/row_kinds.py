"""What stands in a row of a file of ratings: a rating, a level that nobody gave, or that nothing counts."""

from enum import StrEnum
from fractions import Fraction
from typing import Any

from hiring.stats import faults


class Kind(StrEnum):
    """The words of the column `kind`."""

    GIVEN = "given"
    NOTHING_SHOWN = "nothing_shown"
    """The lowest level, of that rater."""
    NOT_ANSWERED = "not_answered"
    """The lowest level, of nobody."""
    KEYED = "keyed"
    """A level that an answer key gave."""
    EXCUSED = "excused"
    NO_EVIDENCE = "no_evidence"
    """Under the first rule: a rater gave no level, and nothing enters."""

    @property
    def fixed(self) -> bool:
        """Say whether the level is nobody's: it enters scores, and says nothing about raters."""
        return self in (Kind.NOT_ANSWERED, Kind.KEYED)

    @property
    def rated(self) -> bool:
        """Say whether a rater said something, be it that there was no evidence."""
        return self in (Kind.GIVEN, Kind.NOTHING_SHOWN, Kind.NO_EVIDENCE)

    @property
    def blank(self) -> bool:
        return self in (Kind.EXCUSED, Kind.NO_EVIDENCE)

    @property
    def means_answered(self) -> bool:
        """Say whether a row of this kind shows by itself that the candidate answered something."""
        return self not in (Kind.NOT_ANSWERED, Kind.EXCUSED)

    def contradiction(
        self, rater: str, level: Fraction | None, lowest: Fraction
    ) -> tuple[str, dict[str, Any]] | None:
        """Return what in the row cannot be of this kind, as a sentence with its values, or None."""
        if self.fixed and rater:
            return faults.NAMES_A_RATER, {}
        if self.blank:
            return None if level is None else (faults.HAS_A_RATING, {})
        if level is None:
            return faults.LACKS_A_RATING, {}
        if self in (Kind.NOT_ANSWERED, Kind.NOTHING_SHOWN) and level != lowest:
            return faults.NOT_THE_LOWEST, {"lowest": f"{float(lowest):g}", "rating": f"{float(level):g}"}
        return None
