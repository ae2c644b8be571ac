"""What a report says about one application: frozen plain values that page, PDF and API draw alike.

Texts are already in the language of the dossier. Moments are ISO 8601 in UTC, shown in the
zone of the opening. Scores carry two decimals. A score that is missing is None, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Literal

from hiring import __version__
from hiring.dossiers.answers import TaskAnswer
from hiring.dossiers.behind_scores import BehindScores, Combined, ScoreExactness
from hiring.dossiers.beside_tasks import CompetencyUnit, DossierInterview, RelationMeans, SeenByReferee
from hiring.scoring.scores import CellKind

#: 2: scores may go by cells. 3: a key may count that is provisional. 4: the organisation may have a logo.
#: 5: what people wrote says in which language. 6: a talk has terms. 7: interviews, and units of competence
#: standards. 8: what stands behind the scores. What was issued before is read as it was written.
SCHEMA = 8
#: What a dossier says it was put together with.
SOFTWARE = f"hiring {__version__}"
LOWEST_LEVEL = 1

ReportLocale = Literal["id", "en"]
Outcome = Literal["offer", "advance", "reserve", "reject"]


class NotMeasuredReason(StrEnum):
    """Why there is no score: each is something else than a low one."""

    NO_TASK = "no_task"
    NO_ANSWER = "no_answer"
    NO_EVIDENCE = "no_evidence"
    EXCUSED = "excused"
    NOT_RATED = "not_rated"
    LEFT_OPEN = "left_open"
    """Said of a part that a key would have marked, not of a competency."""


@dataclass(frozen=True, slots=True)
class DossierCandidate:
    name: str
    code: str
    """The code of the application; it, and not the name, stands at the top of every page."""


@dataclass(frozen=True, slots=True)
class DossierOpening:
    title: str
    place: str
    closes_at: str
    zone: str
    language: ReportLocale | None = None
    """Of the title, which may be there in one language only; None: not known."""


@dataclass(frozen=True, slots=True)
class Summary:
    total: Decimal | None
    n_tasks: int
    n_ratings: int
    weight_covered: Decimal
    """Per cent of the rubric's weight that the total rests on."""
    fewer_ratings: bool = False
    """HR let the scores stand although some answers have fewer ratings than planned."""
    not_answered: tuple[str, ...] = ()
    """Titles of tasks that count as level 1 because nothing was answered."""
    excused: tuple[str, ...] = ()
    """Titles of tasks that are excused in some competency: the total is marked."""
    provisional: tuple[str, ...] = ()
    """Titles of tasks that count by a key which no panel of experts has confirmed."""
    exactness: ScoreExactness | None = None


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DossierRaterMean:
    rater: str
    """A letter, the same for one rater throughout the report. Never a name."""
    mean: Decimal


@dataclass(frozen=True, slots=True)
class TaskRating:
    task_code: str
    task_title: str
    rater: str
    level: int | None
    """None: the rater saw no evidence, which is neither 1 nor 0, or could not judge."""
    reason: str
    quotes: tuple[str, ...] = ()
    nothing_shown: bool = False
    """The rater saw nothing of the competency: level 1, which is never told with its anchor."""
    language: ReportLocale | None = None
    """In which the rater works, and so the reason is taken to be written; None: not known."""
    further: bool = False
    """Given because two others differed, without knowing what they gave."""
    nothing_to_quote: str = ""
    """Why the rater quotes no words for a level that needs some."""


@dataclass(frozen=True, slots=True)
class UnratedCell:
    """A task that counts, or is excused, in a competency without any rater: and why that is so."""

    task_code: str
    task_title: str
    kind: CellKind
    why: str | None
    level: Decimal | None
    provisional: bool = False
    """The key that gave the level has not been confirmed by a panel of experts."""


@dataclass(frozen=True, slots=True)
class ReferenceMean:
    value: Decimal | None
    n_items: int
    n_referees: int
    not_observed: int
    disagree: bool = False
    """The referees are far apart: their words say more than the mean."""


@dataclass(frozen=True, slots=True)
class CompetencyResult:
    code: str
    name: str
    definition: str
    weight: Decimal
    score: Decimal | None
    not_measured: NotMeasuredReason | None
    level: Level | None
    raters: tuple[DossierRaterMean, ...]
    ratings: tuple[TaskRating, ...]
    differs: bool
    references: ReferenceMean | None
    unrated: tuple[UnratedCell, ...] = ()
    standards: tuple[CompetencyUnit, ...] = ()
    exactness: ScoreExactness | None = None
    levels: tuple[Level, ...] = ()
    """All that the rubric describes."""

    def mean_of(self, rater: str) -> Decimal | None:
        return next((one.mean for one in self.raters if one.rater == rater), None)

    def counts(self, rating: TaskRating) -> bool:
        """Say whether a rating enters the score: its task may have been excused afterwards."""
        left_out = {(one.task_code, one.task_title) for one in self.unrated if one.kind == CellKind.EXCUSED}
        return (rating.task_code, rating.task_title) not in left_out


@dataclass(frozen=True, slots=True)
class KeyedTask:
    """A task marked with a key instead of by a reader."""

    code: str
    title: str
    points: Decimal
    of: Decimal
    provisional: bool
    key_version: str
    key_before: str | None = None
    """The version of the key before it was scored anew with `key_version`; None where that never happened."""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One line of what the candidate stated, and which referees confirmed it."""

    title: str
    place: str = ""
    period: str = ""
    note: str = ""
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    education: tuple[StatedFact, ...] = ()
    experience: tuple[StatedFact, ...] = ()
    links: tuple[str, ...] = ()
    has_cv: bool = False


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    question: str
    answer: str
    """What the form offers, and was chosen. Before schema 5 also the words of the referee."""
    own: str = ""
    """What the referee wrote."""


@dataclass(frozen=True, slots=True)
class DossierReference:
    label: str
    """What the rest of the report calls it, such as R1."""
    relationship: str
    period: str
    name: str | None = None
    competencies: tuple[SeenByReferee, ...] = ()
    answers: tuple[QuestionAnswered, ...] = ()
    language: ReportLocale | None = None
    """In which the referee answered; None: not known."""


@dataclass(frozen=True, slots=True)
class DossierDecision:
    outcome: Outcome
    reason: str
    by: str
    at: str
    language: ReportLocale | None = None
    """In which whoever decided works, and so the reason is taken to be written; None: not known."""
    order_reason: str = ""
    """Why it was decided otherwise than the bands say."""


@dataclass(frozen=True, slots=True)
class NotMeasured:
    name: str
    reason: NotMeasuredReason


@dataclass(frozen=True, slots=True)
class Receipt:
    code: str
    handed_in_at: str


@dataclass(frozen=True, slots=True)
class Source:
    """One frozen version of what the candidate was judged with."""

    title: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Weight:
    name: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class DossierPolicy:
    raters_per_answer: int
    tolerance: int
    weights: tuple[Weight, ...]
    by_cells: bool = False
    """What was left empty counts as level 1, and figures are rounded half up."""
    provisional_keys: bool = False
    """Keys count that no panel of experts has confirmed."""
    levels_combined: Combined = "mean"
    third_reading: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    rubric: Source
    assessment: Source
    bank: Source
    tasks: tuple[Source, ...]
    policy: DossierPolicy
    software: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the organisation may show about one application, in one language."""

    code: str
    candidate: DossierCandidate
    opening: DossierOpening
    organisation: str
    generated_at: str
    locale: ReportLocale
    summary: Summary
    competencies: tuple[CompetencyResult, ...]
    provenance: Provenance
    keyed_tasks: tuple[KeyedTask, ...] = ()
    facts: Facts = field(default_factory=Facts)
    references: tuple[DossierReference, ...] = ()
    not_measured: tuple[NotMeasured, ...] = ()
    decision: DossierDecision | None = None
    answers: tuple[TaskAnswer, ...] = ()
    receipt: Receipt | None = None
    logo: str | None = None
    """Of the organisation: an address that holds the whole picture (`data:`)."""
    written_in: ReportLocale | None = None
    """The language in which the candidate worked, and so all answers and statements; None: not known."""
    relations: tuple[RelationMeans, ...] = ()
    """The references by relation to the candidate."""
    interview: DossierInterview | None = None
    interviews_planned: bool = False
    """Others of this opening may be measured by interview, so a missing second total is told."""
    behind: BehindScores | None = None
    schema: int = SCHEMA

    @property
    def raters(self) -> tuple[str, ...]:
        """The letters of all raters, in order."""
        return tuple(sorted({one.rater for result in self.competencies for one in result.raters}))

    @property
    def has_marks(self) -> bool:
        """Say whether a chart would show anything."""
        return any(one.score is not None or one.raters or one.references for one in self.competencies)

    @property
    def differing(self) -> tuple[CompetencyResult, ...]:
        return tuple(result for result in self.competencies if result.differs)

    @property
    def strongest(self) -> tuple[CompetencyResult, ...]:
        """The competencies with the highest score; none when all are alike."""
        return self._scored(max(self._distinct_scores(), default=None))

    @property
    def weakest(self) -> tuple[CompetencyResult, ...]:
        """The competencies with the lowest score; none when all are alike."""
        return self._scored(min(self._distinct_scores(), default=None))

    def _distinct_scores(self) -> set[Decimal]:
        found = {result.score for result in self.competencies if result.score is not None}
        return found if len(found) > 1 else set()

    def _scored(self, score: Decimal | None) -> tuple[CompetencyResult, ...]:
        return tuple(one for one in self.competencies if score is not None and one.score == score)


def level_reached(score: Decimal, *, by_cells: bool) -> int:
    """Return the whole level nearest to `score`; exactly between two, the higher one by the rule of cells.

    >>> level_reached(Decimal("3.50"), by_cells=True), level_reached(Decimal("3.50"), by_cells=False)
    (4, 3)
    """
    return int(score.quantize(Decimal(1), ROUND_HALF_UP if by_cells else ROUND_HALF_DOWN))
