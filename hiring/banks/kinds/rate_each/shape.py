"""Options to rate on one scale, as their author offers them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import Option, PartOfTask
from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScale(Exact):
    """The whole numbers an option may be rated with, and words for some of them."""

    lowest: int = 1
    highest: int = 7
    labels: Mapping[int, Localised]

    def label(self, step: int, locale: str) -> str:
        """Return the words for a step, or its number where it has none."""
        return self.labels[step].text(locale) if step in self.labels else str(step)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateEach(PartOfTask):
    """Every option to rate on one scale."""

    kind: Literal["rate_each"]
    options: tuple[Option, ...]
    scale: RatingScale
