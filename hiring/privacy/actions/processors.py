"""Keep the list of those who process personal data for the organisation."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hiring import audit
from hiring.audit.actions import Doer
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.privacy import events, queries
from hiring.privacy.models import Processor
from hiring.privacy.rules import MOST_PROCESSORS, ProcessorFacts


class ProcessorIsEnded(HiringError):
    """Nothing about an ended processor changes any more."""

    sentence = N_("This processor has been ended, so nothing about it was changed.")


class TooManyProcessors(HiringError):
    """The record of processing would no longer name them all."""

    sentence = N_("The list holds %(most)d processors at a time, so this one was not added. End one first.")


def add_processor(session: Session, facts: ProcessorFacts, *, by: Doer) -> Processor:
    """Put somebody on the list. Raises TooManyProcessors, with the text given back."""
    if queries.number_of_present_processors(session) >= MOST_PROCESSORS:
        raise TooManyProcessors(kept=f"{facts.name}\n{facts.purpose}", most=MOST_PROCESSORS)
    processor = Processor()
    _write(processor, facts)
    session.add(processor)
    session.flush()
    audit.record(session, events.ProcessorAdded(processor.id), by=by)
    return processor


def processor_mark(processor: Processor) -> str:
    """Return the mark of what the page that changes a processor shows."""
    return mark_of([str(value) for value in _columns(processor.facts).values()])


def change_processor(
    session: Session, processor: Processor, facts: ProcessorFacts, *, seen: str, by: Doer
) -> None:
    """Put right what the list says.

    Raises ProcessorIsEnded, and StalePage when somebody else has changed it since the page was shown.
    """
    _lock(session, processor)
    if facts == processor.facts:
        return
    if seen != processor_mark(processor):
        raise StalePage
    _write(processor, facts)
    session.flush()
    audit.record(session, events.ProcessorChanged(processor.id), by=by)


def end_processor(session: Session, processor: Processor, until: date, *, by: Doer) -> None:
    """Note the last day of a processor, which then stays listed as it is. Raises ProcessorIsEnded."""
    _lock(session, processor)
    processor.until = until
    session.flush()
    audit.record(session, events.ProcessorEnded(processor.id), by=by)


def _lock(session: Session, processor: Processor) -> None:
    session.refresh(processor, with_for_update={"key_share": True})
    if processor.until is not None:
        raise ProcessorIsEnded


def _write(processor: Processor, facts: ProcessorFacts) -> None:
    for name, value in _columns(facts).items():
        setattr(processor, name, value)


def _columns(facts: ProcessorFacts) -> dict[str, Any]:
    return {**asdict(facts), "data": list(facts.data)}
