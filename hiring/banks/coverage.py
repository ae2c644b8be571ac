"""Where a bank measures what descriptions of the role ask for, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.banks.rules import Exact
from hiring.i18n.localised import Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSource(Exact):
    """A description of the role; the lines of its rows begin with `key`."""

    key: str
    title: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine(Exact):
    """One thing that is asked for, and the codes of all that measures it, or why nothing does."""

    line: str
    says: Localised
    competencies: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    interview: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    unmeasured: Localised | None = None

    @property
    def measured(self) -> bool:
        return bool(self.tasks or self.interview or self.references or self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Exact):
    """All rows, in the order of their sources."""

    sources: tuple[CoverageSource, ...]
    rows: tuple[RoleLine, ...]

    def rows_of(self, source: CoverageSource) -> Sequence[RoleLine]:
        """Return the rows of one description."""
        return [row for row in self.rows if row.line.startswith(source.key)]

    @property
    def empty(self) -> Sequence[RoleLine]:
        """Return the rows that nothing measures."""
        return [row for row in self.rows if not row.measured]
