"""What the scores would say by other weights, or by cuts: read from an address, and kept nowhere. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import gcd

from hiring.decisions.shortlist import ShortlistRow
from hiring.i18n import N_

HIGHEST_WEIGHT = 100
#: What an address says for those who move alone.
MOVED = "moved"
#: What a weight and a cut are called in an address: followed by the code of their competency.
WEIGHT, CUT = "weight.", "cut."
CUT_OF_TOTAL = "cut"
_WEIGHT = re.compile(r"[0-9]{1,3}")
_CUT = re.compile(r"([1-5])(?:[.,]([0-9]{1,2}))?")
_HIGHEST_CUT = 500


@dataclass(frozen=True, slots=True)
class ChosenWeights:
    """Weights as an address has them; where it has none, the frozen ones."""

    frozen: Mapping[str, int]
    """By the code of the competency."""
    written: Mapping[str, str]
    by_code: Mapping[str, int]
    """Those that can be read."""

    @property
    def wrong(self) -> frozenset[str]:
        """The competencies whose weight cannot be read."""
        return frozenset(self.frozen) - frozenset(self.by_code)

    @property
    def usable(self) -> bool:
        return not self.wrong and any(self.by_code.values())

    @property
    def as_frozen(self) -> bool:
        """Say whether every competency counts as much as it does by the frozen weights.

        >>> ChosenWeights({"A": 60, "B": 40}, {}, {"A": 3, "B": 2}).as_frozen
        True
        """
        return self.usable and _reduced(self.by_code) == _reduced(self.frozen)

    def address_values(self) -> dict[str, str]:
        return {f"{WEIGHT}{code}": text for code, text in self.written.items()}


def _reduced(weights: Mapping[str, int]) -> dict[str, int]:
    divisor = gcd(*weights.values()) or 1
    return {code: weight // divisor for code, weight in weights.items()}


def weights_from(values: Mapping[str, str], frozen: Mapping[str, int]) -> ChosenWeights:
    """Read weights from an address: whole numbers up to 100, whatever they add up to.

    >>> weights_from({"weight.A": "30", "weight.B": "much"}, {"A": 60, "B": 40}).wrong
    frozenset({'B'})
    """
    written = {code: values.get(f"{WEIGHT}{code}", str(weight)).strip() for code, weight in frozen.items()}
    read = {code: int(text) for code, text in written.items() if _WEIGHT.fullmatch(text)}
    return ChosenWeights(
        frozen, written, {code: weight for code, weight in read.items() if weight <= HIGHEST_WEIGHT}
    )


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One candidate by the total that counts and by another one; without a total there is no place."""

    row: ShortlistRow
    place: int | None
    """By the total that counts; equal totals share the better place."""
    total_then: Decimal | None
    """By the other weights, or without the strictness of reviewers."""
    place_then: int | None

    @property
    def up(self) -> int:
        """By how many places the candidate rises; below zero: falls."""
        return 0 if self.place is None or self.place_then is None else self.place - self.place_then


@dataclass(frozen=True, slots=True)
class Moves:
    """How much other totals would change, in numbers of candidates."""

    of: int
    moved: int
    entering: int
    """Who would come among the best, as many as there are positions."""
    leaving: int


@dataclass(frozen=True, slots=True)
class ChosenCuts:
    """Cuts in hundredths as an address has them; where it has none, that of the frozen rules."""

    codes: Sequence[str]
    written: Mapping[str, str]
    """By the name in an address."""
    total: int | None
    by_code: Mapping[str, int]
    wrong: frozenset[str]
    """The names in the address of what cannot be read."""

    @property
    def usable(self) -> bool:
        """Say whether there are two rules to compare: a cut for the total, and one for a competency."""
        return not self.wrong and self.total is not None and bool(self.by_code)

    def address_values(self) -> dict[str, str]:
        return dict(self.written)


def cuts_from(values: Mapping[str, str], codes: Sequence[str], frozen: int | None) -> ChosenCuts:
    """Read cuts from an address, with a point or a comma; an empty one is none.

    >>> cuts_from({"cut": "3,5", "cut.A": "", "cut.B": "6"}, ["A", "B"], 3)
    ChosenCuts(codes=['A', 'B'], written={'cut': '3,5', 'cut.A': '', 'cut.B': '6'}, total=350, \
by_code={}, wrong=frozenset({'cut.B'}))
    """
    usual = "" if frozen is None else str(frozen)
    names = {CUT_OF_TOTAL: None, **{f"{CUT}{code}": code for code in codes}}
    written = {name: values.get(name, usual).strip() for name in names}
    read = {name: _hundredths(text) for name, text in written.items() if text}
    found = {name: cut for name, cut in read.items() if cut is not None}
    return ChosenCuts(
        codes,
        written,
        found.get(CUT_OF_TOTAL),
        {code: found[name] for name, code in names.items() if code is not None and name in found},
        frozenset(read) - frozenset(found),
    )


def _hundredths(text: str) -> int | None:
    found = _CUT.fullmatch(text)
    if found is None:
        return None
    cut = 100 * int(found[1]) + int((found[2] or "").ljust(2, "0"))
    return cut if cut <= _HIGHEST_CUT else None


class CutOutcome(StrEnum):
    """What a rule says of somebody; a score that is missing is not one below the cut."""

    NO = "no"
    UNSAID = "unsaid"
    YES = "yes"


class CutGroup(StrEnum):
    """What the rule of the total and that of hurdles say together."""

    TOTAL_ONLY = "total_only"
    HURDLES_ONLY = "hurdles_only"
    BOTH = "both"
    NEITHER = "neither"
    UNSAID = "unsaid"


CUT_GROUP_NAMES = {
    CutGroup.TOTAL_ONLY: N_("By the total only"),
    CutGroup.HURDLES_ONLY: N_("By the hurdles only"),
    CutGroup.BOTH: N_("By both rules"),
    CutGroup.NEITHER: N_("By neither rule"),
    CutGroup.UNSAID: N_("Cannot be said"),
}
#: Those of whom the two rules say different things: the first list of the page.
DIFFERENT = (CutGroup.TOTAL_ONLY, CutGroup.HURDLES_ONLY)


def cut_group(by_total: CutOutcome, by_hurdles: CutOutcome) -> CutGroup:
    """Return what both rules say together.

    >>> cut_group(CutOutcome.YES, CutOutcome.NO)
    <CutGroup.TOTAL_ONLY: 'total_only'>
    """
    if CutOutcome.UNSAID in (by_total, by_hurdles):
        return CutGroup.UNSAID
    if by_total == by_hurdles:
        return CutGroup.BOTH if by_total is CutOutcome.YES else CutGroup.NEITHER
    return CutGroup.TOTAL_ONLY if by_total is CutOutcome.YES else CutGroup.HURDLES_ONLY


def groups_from(values: Mapping[str, str]) -> tuple[CutGroup, ...]:
    """Read from an address which candidates are listed; whatever is not on offer shows who differs."""
    shown = values.get("show", "")
    return (CutGroup(shown),) if shown in set(CutGroup) else DIFFERENT


@dataclass(frozen=True, slots=True)
class CutRow:
    """One candidate, and what both rules say."""

    row: ShortlistRow
    group: CutGroup
    below: tuple[str, ...]
    """The competencies whose cut is not reached, by their codes."""
