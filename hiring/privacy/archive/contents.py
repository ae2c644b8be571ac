"""What an archive is made of: sections of records, each a list of named values. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

Value: TypeAlias = "str | int | bool | datetime | list[str] | None"


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One value: `key` names it for machines, `name` for its reader."""

    key: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class ArchiveSection:
    """One kind of thing that is held; `note` stands below its title."""

    key: str
    title: str
    records: tuple[tuple[HeldValue, ...], ...]
    note: str = ""


def section(key: str, title: str, records: Iterable[Iterable[HeldValue]], note: str = "") -> ArchiveSection:
    """Return a section of these records."""
    return ArchiveSection(key, title, tuple(tuple(each) for each in records), note)


def as_plain(sections: Iterable[ArchiveSection]) -> dict[str, Any]:
    """Return the same as JSON can say it: by key, moments in ISO 8601 with their zone."""
    return {
        each.key: [{item.key: _plain(item.value) for item in record} for record in each.records]
        for each in sections
    }


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
