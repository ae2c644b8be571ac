"""With what a candidate was judged: frozen versions, their hashes, and the rules of the opening."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hiring.dossiers.assembly.language import Language
from hiring.dossiers.behind_scores import Combined
from hiring.dossiers.values import DossierPolicy, Provenance, Source, Weight
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.scoring.queries.tasks import Criterion


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """A frozen version as it is kept."""

    title: Localised
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What the opening had settled before it opened."""

    raters_per_answer: int
    tolerance: int
    by_cells: bool
    provisional_keys: bool = False
    levels_combined: Combined = "mean"
    third_reading: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    rubric: SourceVersion
    assessment: SourceVersion
    banks: tuple[SourceVersion, ...]
    tasks: tuple[SourceVersion, ...]
    rules: Rules


def provenance(
    sources: Sources, criteria: Sequence[Criterion], software: str, language: Language
) -> Provenance:
    """Return where everything came from; several banks stand in one line."""
    return Provenance(
        rubric=_source(sources.rubric, language),
        assessment=_source(sources.assessment, language),
        bank=_banks(sources.banks, language),
        tasks=tuple(_source(task, language) for task in sources.tasks),
        policy=DossierPolicy(
            sources.rules.raters_per_answer,
            sources.rules.tolerance,
            tuple(Weight(language.text(one.name), Decimal(one.weight)) for one in criteria),
            by_cells=sources.rules.by_cells,
            provisional_keys=sources.rules.provisional_keys,
            levels_combined=sources.rules.levels_combined,
            third_reading=sources.rules.third_reading,
        ),
        software=software,
    )


def _source(version: SourceVersion, language: Language) -> Source:
    return Source(language.text(version.title), version.version, version.sha256)


def _banks(banks: Sequence[SourceVersion], language: Language) -> Source:
    if not banks:
        return Source(language.say(N_("No question bank")), "", "")
    found = [_source(bank, language) for bank in banks]
    return Source(*(", ".join(dict.fromkeys(parts)) for parts in zip(*map(_fields, found), strict=True)))


def _fields(source: Source) -> tuple[str, str, str]:
    return source.title, source.version, source.sha256
