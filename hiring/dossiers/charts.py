"""Where the marks of the score chart stand; `templates/components/charts.html` draws them."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hiring.dossiers.values import CompetencyResult, DossierRaterMean

LABEL_WIDTH = 28
LABEL_LINES = 2
#: Marks nearer than this on the scale would cover each other.
_TOO_NEAR = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Mark:
    """One reviewer's mean, moved `shift` marks sideways where it would cover its neighbour."""

    rater: str
    value: Decimal
    shift: Decimal


@dataclass(frozen=True, slots=True)
class ScoreRow:
    name: str
    lines: tuple[str, ...]
    """The name, broken for the narrow column beside the scale."""
    score: Decimal | None
    marks: tuple[Mark, ...]
    reference: Decimal | None


def score_rows(results: Iterable[CompetencyResult]) -> tuple[ScoreRow, ...]:
    """Return one row per competency, in the order given."""
    return tuple(
        ScoreRow(
            name=result.name,
            lines=_lines(result.name),
            score=result.score,
            marks=_marks(result.raters),
            reference=result.references.value if result.references else None,
        )
        for result in results
    )


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder=" …")) or (name,)


def _marks(raters: Sequence[DossierRaterMean]) -> tuple[Mark, ...]:
    groups: list[list[DossierRaterMean]] = []
    for rater in sorted(raters, key=lambda one: (one.mean, one.rater)):
        if groups and rater.mean - groups[-1][-1].mean < _TOO_NEAR:
            groups[-1].append(rater)
        else:
            groups.append([rater])
    return tuple(
        Mark(rater.rater, rater.mean, Decimal(2 * place - len(group) + 1) / 2)
        for group in groups
        for place, rater in enumerate(group)
    )
