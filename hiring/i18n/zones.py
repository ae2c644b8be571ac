"""Time zones by the names people use."""

from datetime import datetime
from zoneinfo import ZoneInfo

_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def zone_name(zone: str) -> str:
    """Return what people call a zone: WIB, WITA or WIT in Indonesia, else its own name.

    >>> zone_name("Asia/Makassar"), zone_name("Asia/Singapore")
    ('WITA', 'Asia/Singapore')
    """
    return _NAMES.get(zone, zone)


def zone_abbreviation(zone: str, moment: datetime) -> str:
    """Return WIB, WITA or WIT in Indonesia; a zone whose hour has no name is told by its offset.

    >>> from datetime import UTC
    >>> november = datetime(2026, 11, 27, tzinfo=UTC)
    >>> [zone_abbreviation(f"Asia/{city}", november) for city in ("Jakarta", "Makassar", "Singapore")]
    ['WIB', 'WITA', 'UTC+08']
    """
    name = moment.astimezone(ZoneInfo(zone)).tzname() or ""
    return f"UTC{name}" if name[:1] in ("+", "-") else name
