"""A task as its author wrote it: material, parts to answer, look-fors, key and examples."""

from collections.abc import Mapping
from dataclasses import dataclass, field, make_dataclass
from typing import TYPE_CHECKING, Annotated, Any, Union

from hiring.banks.kinds import KINDS
from hiring.banks.parts import AnswerInBoth, PartOfTask
from hiring.banks.rules import AidsRule, Exact, ExemplarLevel, MeasureWeight, Method
from hiring.i18n.localised import Localised


class ToldApartByKind:
    """Tells pydantic that `kind` says which of several shapes is meant."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        # Imported here: pydantic takes a quarter of a second, which the command line need not pay.
        from pydantic import Discriminator

        return Discriminator("kind").__get_pydantic_core_schema__(source, handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Exact):
    """A competency the task gives evidence for."""

    competency: str
    weight: MeasureWeight


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Exact):
    """One document the candidate reads. `text` is Markdown and may hold tables."""

    key: str
    title: Localised
    text: Localised
    after_minutes: int | None = None
    """It comes while the candidate writes, so long after the task was opened; None = there from the start."""


if TYPE_CHECKING:
    Part = PartOfTask
else:
    #: One of the shapes of all kinds.
    Part = Annotated[Union[tuple(kind.part for kind in KINDS)], ToldApartByKind()]  # noqa: UP007  # counted out


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFors(Exact):
    """What a good answer shows for one competency; `levels` says so per level, where known."""

    competency: str
    points: tuple[Localised, ...]
    levels: Mapping[int, Localised] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutKey(Exact):
    """What closed parts are scored with, by key of the part. Never shown to a candidate.

    The sections stand beside this: each kind of answer names its own, and kinds may share one.
    """

    version: str
    provisional: bool
    notes: Localised | None = None
    reasons: Mapping[str, Localised] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    """The one competency that each part tells about, by key of the part. Banks of old may say nothing."""

    def section(self, name: str) -> Mapping[str, Any]:
        """Return the entries of a section, by key of the part."""
        entries: Mapping[str, Any] = getattr(self, name)
        return entries


#: The sections of a key, each with the shape of an entry, in the order of the kinds.
KEY_SECTIONS = {kind.key_section.name: kind.key_section.shape for kind in KINDS if kind.key_section}

if TYPE_CHECKING:
    Key = AboutKey
else:
    Key = make_dataclass(
        "Key",
        [
            (name, Mapping[str, shape], field(default_factory=dict, kw_only=True))
            for name, shape in KEY_SECTIONS.items()
        ],
        bases=(AboutKey,),
        namespace={"__module__": __name__},
        frozen=True,
        slots=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar(Exact):
    """An example answer of known quality, by key of the part."""

    level: ExemplarLevel
    score: str
    parts: Mapping[str, AnswerInBoth]
    note: Localised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationAnswer(Exact):
    """An answer for comparing reviewers with an expert, by key of the part: calibration or control.

    It is no help: neither reviewers nor candidates ever see it beside its levels.
    """

    levels: Mapping[str, int]
    """The expert's level for every competency that reviewers rate in the task."""
    reasons: Mapping[str, Localised]
    """What in the answer makes it this level, by competency."""
    parts: Mapping[str, AnswerInBoth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Exact):
    """One thing to do. A practice task is neither rated nor scored."""

    code: str
    title: Localised
    minutes: int
    practice: bool = False
    method: Method
    aids: AidsRule | None = None
    """Whether AI aids may be used. Banks of old do not say."""
    review_by: str | None = None
    """The day by which somebody should see whether the task is still up to date, as 2027-12-31."""
    measures: tuple[Measure, ...] = ()
    materials: tuple[Material, ...]
    instructions: Localised
    parts: tuple[Part, ...]
    look_fors: tuple[LookFors, ...] = ()
    traps: tuple[Localised, ...] = ()
    key: Key | None = None
    exemplars: tuple[Exemplar, ...] = ()
    calibration: tuple[CalibrationAnswer, ...] = ()
    controls: tuple[CalibrationAnswer, ...] = ()
    """Put among live answers; a list of its own, so that none was seen at calibration."""

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    @property
    def staged(self) -> bool:
        """Whether some of its material comes later."""
        return any(each.after_minutes is not None for each in self.materials)
