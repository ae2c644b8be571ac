"""Record an incident about personal data, write to those concerned, note that the agency knows, close it."""

from collections import defaultdict
from typing import Any

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.mail.actions import Mailing, Recipient, send_all
from hiring.privacy import events, queries
from hiring.privacy.mails import INCIDENT
from hiring.privacy.models import Incident
from hiring.privacy.rules import ANSWER_WITHIN, IncidentFacts


class IncidentIsClosed(HiringError):
    """Nothing about a closed incident changes any more."""

    sentence = N_("This incident is closed, so nothing about it was changed.")


def record_incident(session: Session, facts: IncidentFacts, *, by: Actor) -> Incident:
    """Write an incident down; from the moment at which it was noticed the 72 hours run."""
    incident = Incident(recorded_by=by.id)
    _write(incident, facts)
    session.add(incident)
    session.flush()
    audit.record(session, events.IncidentRecorded(incident.id), by=by)
    return incident


def incident_mark(incident: Incident) -> str:
    """Return the mark of what is known of an incident: what the page that changes it shows."""
    return mark_of([_as_json(value) for value in _columns(incident.facts).values()])


def change_incident(
    session: Session, incident: Incident, facts: IncidentFacts, *, seen: str, by: Doer
) -> None:
    """Put right what is known of an incident; letters that were queued stay as they are.

    Raises IncidentIsClosed, and StalePage when somebody else has changed it since the page was shown.
    """
    _lock_open(session, incident)
    if facts == incident.facts:
        return
    if seen != incident_mark(incident):
        raise StalePage
    _write(incident, facts)
    session.flush()
    audit.record(session, events.IncidentChanged(incident.id), by=by)


def tell_affected(session: Session, incident: Incident, *, by: Doer) -> int:
    """Queue a letter to everybody concerned who was not written to yet; return how many.

    Each address gets one letter, whatever its owner is; who has a number alone is called by people. Raises
    IncidentIsClosed.
    """
    _lock_open(session, incident)
    known, number = queries.written_to(session, incident), 0
    mailings: dict[int | None, list[Mailing]] = defaultdict(list)
    for person in queries.affected_people(session, incident):
        if "@" in person.email and person.email.casefold() not in known:
            known.add(person.email.casefold())
            mailings[person.opening_id].append(letter_to(incident, person))
    for opening_id, some in mailings.items():
        number += len(send_all(session, INCIDENT, some, opening_id=opening_id))
    if number or incident.told_at is None:
        incident.told_at = clock.now()
        session.flush()
        audit.record(session, events.IncidentTold(incident.id, number), by=by)
    return number


def letter_to(incident: Incident, person: queries.AffectedPerson) -> Mailing:
    """Return the letter about an incident to one person."""
    return Mailing(
        Recipient(person.name, person.email, person.locale),
        queries.letter_key(incident, person),
        application_id=person.application_id,
        values={
            "happened": incident.happened,
            "data": list(incident.data),
            "measures": incident.measures,
            "began_at": incident.began_at,
            "ended_at": incident.ended_at,
            "noticed_at": incident.noticed_at,
        },
    )


def note_list_taken(session: Session, incident: Incident, people: int, *, by: Doer) -> None:
    """Have the trail say that the list of those concerned left."""
    audit.record(session, events.IncidentListTaken(incident.id, people), by=by)


def note_agency_told(session: Session, incident: Incident, *, by: Doer) -> None:
    """Note that the agency was told; a second time changes nothing. Raises IncidentIsClosed."""
    _lock_open(session, incident)
    if incident.agency_told_at is not None:
        return
    incident.agency_told_at = clock.now()
    session.flush()
    audit.record(session, events.IncidentAgencyTold(incident.id), by=by)


def close_incident(session: Session, incident: Incident, outcome: str, *, by: Doer) -> None:
    """End the work on an incident with what was done. Raises IncidentIsClosed, with the text given back."""
    _lock_open(session, incident, kept=outcome)
    incident.closed_at, incident.outcome = clock.now(), outcome
    session.flush()
    audit.record(session, events.IncidentClosed(incident.id), by=by)


def _lock_open(session: Session, incident: Incident, kept: str | None = None) -> None:
    session.refresh(incident, with_for_update={"key_share": True})
    if incident.closed_at is not None:
        raise IncidentIsClosed(kept=kept)


def _write(incident: Incident, facts: IncidentFacts) -> None:
    for name, value in _columns(facts).items():
        setattr(incident, name, value)
    incident.due_at = facts.noticed_at + ANSWER_WITHIN


def _columns(facts: IncidentFacts) -> dict[str, Any]:
    return {
        "noticed_at": facts.noticed_at,
        "began_at": facts.began_at,
        "ended_at": facts.ended_at,
        "happened": facts.happened,
        "data": list(facts.data),
        "measures": facts.measures,
        "everybody": facts.concerned.everybody,
        "concerned": facts.concerned.as_json(),
    }


def _as_json(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.as_json() if hasattr(value, "as_json") else value
