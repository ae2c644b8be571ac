"""What candidates are told before they hand in: which of their words reviewers will not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.masking.known import Known
from hiring.masking.masks import masks_for, texts_in
from hiring.masking.queries import stated_of, task_words
from hiring.masking.rules import KIND_NAMES, MaskKind
from hiring.sittings.candidate_progress import Overview, WrittenPart
from hiring.sittings.queries import PaperPart
from hiring.sittings.status_panel import StatusPanel


@dataclass(frozen=True, slots=True)
class PartToMask:
    """A part of an answer, and the words in it that reviewers will not read."""

    place: PaperPart
    words: Mapping[str, MaskKind]


def on_overview(session: Session, overview: Overview) -> StatusPanel | None:
    """Return what will be masked of what is written so far; nothing where nothing will be."""
    written = [part for parts in overview.written.values() for part in parts if part.answer is not None]
    if not written:
        return None
    known = stated_of(session, overview.journey.application.id)
    found = [PartToMask(part.place, words) for part in written if (words := dict(_masked_words(part, known)))]
    values = {"parts": found, "kind_names": KIND_NAMES}
    return StatusPanel("masking/on_overview.html", values) if found else None


def _masked_words(part: WrittenPart, known: Known) -> Iterator[tuple[str, MaskKind]]:
    place, answer = part.place, part.answer
    if answer is None:
        return
    texts = texts_in(place.part, answer.value)
    for mask in masks_for(place.part, answer.value, task_words(place.task), known):
        yield texts[mask.text][mask.span.start : mask.span.end], mask.span.kind
