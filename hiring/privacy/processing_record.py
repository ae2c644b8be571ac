"""The record of processing (Law 27 of 2022, article 31), put together from what is there: nothing is typed.

One value serves page, files and command line: texts are in the reader's language already.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from babel import Locale
from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor, Page
from hiring.i18n.translations import translations_for
from hiring.openings.closing_time import kept_until
from hiring.privacy import queries
from hiring.privacy.activities import ACTIVITIES, BACKUPS, Activity
from hiring.privacy.impact_text import RISKS
from hiring.privacy.models import Processor
from hiring.privacy.rules import (
    CONCERNED_DATA_NAMES,
    INDONESIA,
    PRIVACY_REQUEST_STATE_NAMES,
    RIGHT_NAMES,
    TRANSFER_GROUND_NAMES,
    ConcernedData,
    PrivacyRequestState,
    Right,
    TransferGround,
)
from hiring.privacy.services import SERVICE_NAMES, services_named
from hiring.settings import Settings

#: On the command line the record names so many openings, the newest first.
MOST_OPENINGS = 2000


@dataclass(frozen=True, slots=True)
class RecordedActivity:
    """One activity, in the reader's language."""

    name: str
    purpose: str
    legal_basis: str
    people: str
    data: list[str]
    seen_by: str
    kept: str


@dataclass(frozen=True, slots=True)
class RecordedProcessor:
    """One processor that works for the organisation now."""

    name: str
    purpose: str
    data: list[str]
    country: str
    transfer_ground: str
    """Empty in Indonesia."""
    since: date


@dataclass(frozen=True, slots=True)
class OpeningInRecord:
    """One opening; `kept_until` is None where nobody's data are held."""

    public_id: str
    title: str
    place: str
    people: int
    since: datetime
    kept_until: datetime | None
    zone: str
    holds: int


@dataclass(frozen=True, slots=True)
class YearInRecord:
    """What was counted of one year."""

    year: int
    requests: list[tuple[str, str, int]]
    """Right, outcome, how many."""
    erasures: int
    incidents: int


@dataclass(frozen=True, slots=True)
class ProcessingRecord:
    """The whole record."""

    made_at: datetime
    organisation: str
    contact: str
    officer: str
    """Empty where the contact stands for the officer."""
    activities: list[RecordedActivity]
    measures: list[str]
    processors: list[RecordedProcessor]
    services: list[tuple[str, str]]
    """What the settings name: kind of service, host."""
    years: list[YearInRecord]
    openings: list[OpeningInRecord]
    more_openings: bool
    """There are openings before these."""

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON; moments as ISO 8601."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def processing_record(
    session: Session, settings: Settings, locale: str, now: datetime, *, openings: Page[Any] | None = None
) -> ProcessingRecord:
    """Return the record; `openings` is a page of `recorded_openings`, None = `MOST_OPENINGS`."""
    page = openings or queries.recorded_openings(session, Cursor(), size=MOST_OPENINGS)
    say = translations_for(locale).gettext
    return ProcessingRecord(
        made_at=now,
        organisation=settings.organisation,
        contact=settings.contact,
        officer=settings.officer,
        activities=recorded_activities(settings, locale),
        measures=[say(risk.measures) for risk in RISKS],
        processors=[_processor(each, say, locale) for each in queries.present_processors(session)],
        services=[(say(SERVICE_NAMES[each]), host) for each, host in services_named(settings).items()],
        years=[_year(each, say) for each in queries.recorded_years(session)],
        openings=[_opening(each, locale, now, settings.retention_days) for each in page.rows],
        more_openings=page.next is not None,
    )


def recorded_activities(settings: Settings, locale: str) -> list[RecordedActivity]:
    """Return what is done with personal data, in the reader's language."""
    say = translations_for(locale).gettext
    return [_activity(each, say, settings.retention_days) for each in (*ACTIVITIES, BACKUPS)]


def _activity(activity: Activity, say: Any, days: int) -> RecordedActivity:
    return RecordedActivity(
        name=say(activity.name),
        purpose=say(activity.purpose),
        legal_basis=say(activity.basis),
        people=say(activity.people),
        data=[say(words) for words in activity.data],
        seen_by=say(activity.seen_by),
        kept=say(activity.kept) % {"days": days},
    )


def _processor(processor: Processor, say: Any, locale: str) -> RecordedProcessor:
    abroad = processor.country != INDONESIA
    return RecordedProcessor(
        name=processor.name,
        purpose=processor.purpose,
        data=[say(CONCERNED_DATA_NAMES[ConcernedData(each)]) for each in processor.data],
        country=Locale.parse(locale).territories.get(processor.country, processor.country),
        transfer_ground=say(TRANSFER_GROUND_NAMES[TransferGround(processor.transfer_ground)])
        if abroad
        else "",
        since=processor.since,
    )


def _opening(opening: queries.RecordedOpening, locale: str, now: datetime, days: int) -> OpeningInRecord:
    title = opening.title.text(locale) or opening.title.id or opening.title.en
    until = (
        max(filter(None, (opening.latest, kept_until(opening.closes_at, now, days))))
        if opening.people
        else None
    )
    return OpeningInRecord(
        public_id=opening.public_id,
        title=title,
        place=opening.place,
        people=opening.people,
        since=opening.since,
        kept_until=until,
        zone=opening.zone,
        holds=opening.holds,
    )


def _year(year: queries.RecordedYear, say: Any) -> YearInRecord:
    requests = [
        (say(RIGHT_NAMES[Right(right)]), say(PRIVACY_REQUEST_STATE_NAMES[PrivacyRequestState(state)]), number)
        for (right, state), number in sorted(year.requests.items())
    ]
    return YearInRecord(year.year, requests, year.erasures, year.incidents)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
    return value
