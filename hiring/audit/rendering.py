"""Tell people what stands in the trail: one sentence per entry, in their language, without codes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.audit.details import personal_of, taken_out
from hiring.audit.events import EventKind, kinds, present_name
from hiring.audit.models import AuditEntry
from hiring.capability import ExtensionPoint
from hiring.i18n.choice import date_text, short_moment_text

Namer = Callable[[Session, Collection[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class ActorNames:
    """How the names of actors of one kind are found, whose labels begin with it."""

    kind: str
    find: Namer


ACTOR_NAMES: ExtensionPoint[ActorNames] = ExtensionPoint("the names of actors")


@dataclass(frozen=True, slots=True)
class RenderedEntry:
    """One entry as a person reads it."""

    id: int
    at: datetime
    sentence: str
    application_id: int | None
    opening_id: int | None


def render_entries(session: Session, entries: Sequence[AuditEntry], *, zone: str) -> list[RenderedEntry]:
    """Return `entries` as sentences in the reader's language; needs an application context."""
    names, known = _names(session, {entry.actor for entry in entries}), kinds()
    personal, taken = personal_of(session, entries), taken_out(session, entries)
    return [
        RenderedEntry(
            entry.id,
            entry.at,
            _sentence(
                entry,
                known.get(present_name(entry.event)),
                names.get(entry.actor) or _somebody(entry.actor),
                zone,
                personal.get(entry.id, {}),
                taken.get(entry.id),
            ),
            entry.application_id,
            entry.opening_id,
        )
        for entry in entries
    ]


def _names(session: Session, labels: Collection[str]) -> dict[str, str]:
    ids: dict[str, set[int]] = defaultdict(set)
    for label in labels:
        kind, _colon, number = label.partition(":")
        if number.isdigit():
            ids[kind].add(int(number))
    return {
        f"{each.kind}:{number}": name
        for each in ACTOR_NAMES.here()
        if each.kind in ids
        for number, name in each.find(session, ids[each.kind]).items()
    }


def _somebody(label: str) -> str:
    words = {
        "system": _("The system"),
        "operator": _("Somebody at the server"),
        "candidate": _("The candidate"),
        "referee": _("The referee"),
    }
    return str(words.get(label.partition(":")[0], _("Somebody")))


def _sentence(
    entry: AuditEntry,
    kind: EventKind | None,
    actor: str,
    zone: str,
    personal: Mapping[str, Any],
    taken_out_at: datetime | None,
) -> str:
    if kind is None:
        return _("Something was noted that this version does not know.")
    said = {**dict.fromkeys(kind.personal, _("(removed on request)")), **entry.details, **personal}
    if taken_out_at is not None:
        day = date_text(taken_out_at, zone)
        said |= dict.fromkeys(kind.personal, _("(taken out on %(day)s because it named a person)", day=day))
    values = {name: _shown(value, kind.words_of(name), zone) for name, value in said.items()}
    return _(kind.sentence) % {**values, "actor": actor}


def _shown(value: Any, words: Mapping[str, str], zone: str) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(each, words, zone) for each in value)
    if isinstance(value, str) and value in words:
        return _(words[value])
    return _moment(value, zone) or str(value)


def _moment(value: Any, zone: str) -> str | None:
    """Return a moment in words where `value` is one (events keep moments in ISO form)."""
    if not isinstance(value, str) or len(value) < len("2026-11-27T16:59") or value[10:11] != "T":
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return short_moment_text(moment, zone) if moment.tzinfo else None
