"""The calendar file of an interview, written so that the readers that people use take it at its word.

Which reader asks for what was tried out: a zone by its IANA name with its definition beside it, one
address in a file, no control characters, no backslashes, nothing in a name that ends it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from hiring.text import is_invisible, unix_lines

#: Zones are described from here on: from earlier some had more than one rule, which not every reader takes.
_ZONES_SINCE = date(2020, 1, 1)
_PRODUCT = "-//hiring//interviews//EN"


class CalendarMethod(StrEnum):
    """What a calendar is asked to do with the file."""

    REQUEST = "REQUEST"
    """Enter the interview, or take over what has changed."""
    CANCEL = "CANCEL"
    """Take it out."""
    PUBLISH = "PUBLISH"
    """Enter it; downloaded by hand, nobody is asked for an answer."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An interview as one person's calendar gets it."""

    uid: str
    """The same for as long as the interview is there."""
    sequence: int
    """Counted up with every change: a calendar believes the highest."""
    changed_at: datetime
    starts_at: datetime
    minutes: int
    zone: str
    """The name of a zone, e.g. Asia/Jakarta."""
    title: str
    place: str
    text: str
    organiser: Mailbox | None
    """A mailbox that somebody reads."""
    attendee: Mailbox


def calendar_file(method: CalendarMethod, entry: CalendarEntry) -> bytes:
    """Return the file of one interview for one person. Raises ValueError for a moment without a zone."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    calendar.add_component(_event(method, entry))
    calendar.add_missing_timezones(first_date=_ZONES_SINCE)
    written: bytes = calendar.to_ical()
    return written


def _event(method: CalendarMethod, entry: CalendarEntry) -> Event:
    cancelled = method is CalendarMethod.CANCEL
    starts_at = _at(entry.starts_at, entry.zone)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _at(entry.changed_at, None))
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=entry.minutes))
    event.add("summary", _one_line(entry.title))
    event.add("location", _one_line(entry.place))
    event.add("description", _text(entry.text))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if entry.organiser is not None:
        event.add("organizer", _address(entry.organiser))
    if method is not CalendarMethod.PUBLISH:
        event.add("attendee", _attendee(entry.attendee))
    return event


def _at(moment: datetime, zone: str | None) -> datetime:
    """Return the moment in a named zone, or in UTC; a calendar would take a naive one for its own time."""
    if moment.tzinfo is None:
        raise ValueError("a moment in a calendar file needs a zone")
    return moment.astimezone(ZoneInfo(zone) if zone else UTC)


def _attendee(person: Mailbox) -> vCalAddress:
    attendee = _address(person)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    return attendee


def _address(person: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    # Readers end a name at these two, or take what follows for another parameter.
    address.params["cn"] = vText(_one_line(person.name).replace(";", ",").replace('"', "'"))
    return address


def _one_line(text: str) -> str:
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """Return `text` with its lines, and without what readers take for something else."""
    lines = unix_lines(text).replace("\\", "/").split("\n")
    return "\n".join("".join(each for each in line if not is_invisible(each)) for line in lines)
