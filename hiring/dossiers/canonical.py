"""A dossier as JSON, always the same text for the same dossier, and back; and its fingerprint."""

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from hiring.dossiers.values import SCHEMA, Dossier
from hiring.fingerprints import HashRules, canonical_hash, canonical_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_HUNDREDTH = Decimal("0.01")
#: With which schema a value came, by its place in a dossier: what was issued before is written without it,
#: so that its bytes hold.
_SINCE = {
    "summary.not_answered": 2,
    "summary.excused": 2,
    "competencies.unrated": 2,
    "competencies.ratings.nothing_shown": 2,
    "provenance.policy.by_cells": 2,
    "summary.provisional": 3,
    "competencies.unrated.provisional": 3,
    "provenance.policy.provisional_keys": 3,
    "keyed_tasks.key_before": 3,
    "logo": 4,
    "opening.language": 5,
    "competencies.ratings.language": 5,
    "references.answers.own": 5,
    "references.language": 5,
    "decision.language": 5,
    "written_in": 5,
    "answers.parts.value.terms": 6,
    "competencies.standards": 7,
    "relations": 7,
    "interview": 7,
    "interviews_planned": 7,
    "summary.exactness": 8,
    "competencies.exactness": 8,
    "competencies.levels": 8,
    "competencies.ratings.further": 8,
    "decision.order_reason": 8,
    "provenance.policy.levels_combined": 8,
    "provenance.policy.third_reading": 8,
    "behind": 8,
    "competencies.ratings.nothing_to_quote": 8,
}


class UnknownSchema(ValueError):
    """The JSON was written by another version of the report, or is no dossier at all."""


def dossier_as_json(dossier: Dossier) -> str:
    """Return `dossier` as ASCII-only JSON with sorted keys and figures of two decimals."""
    return canonical_json(_plain(dossier), ascii_only=True)


def dossier_from_json(text: str | bytes, *, shown: Callable[[str], str] | None = None) -> Dossier:
    """Return the dossier that `dossier_as_json` wrote, every text passed through `shown`.

    Raises UnknownSchema, or pydantic's ValidationError (a ValueError) that names what is wrong.
    """
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.get("schema") not in range(1, SCHEMA + 1):
        raise UnknownSchema(f"not a dossier of schema {SCHEMA}, or of an earlier one")
    return _adapter().validate_python(_read(plain, shown or str))


def content_hash(dossier: Dossier) -> str:
    """Return the SHA-256 of the canonical JSON: what the report says, whatever it looks like."""
    return DOSSIERS.made(dossier)


#: How dossiers were ever hashed.
DOSSIERS: HashRules[Dossier] = HashRules(lambda dossier: canonical_hash(_plain(dossier), ascii_only=True))


def _plain(dossier: Dossier) -> Any:
    plain = _written(_adapter().dump_python(dossier, mode="python"))
    return _known_to(dossier.schema, plain)


@cache
def _adapter() -> "TypeAdapter[Dossier]":
    from pydantic import TypeAdapter  # costs half a second, and only reports pay it

    return TypeAdapter(Dossier)


def _known_to(schema: int, value: Any, place: str = "") -> Any:
    """Return `value` without what came with a later schema."""
    if isinstance(value, list):
        return [_known_to(schema, each, place) for each in value]
    if not isinstance(value, dict):
        return value
    places = {name: f"{place}.{name}" if place else name for name in value}
    known = (name for name in value if _SINCE.get(places[name], 1) <= schema)
    return {name: _known_to(schema, value[name], places[name]) for name in known}


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.quantize(_HUNDREDTH, ROUND_HALF_UP))
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    return value


def _read(value: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _read(item, shown) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_read(item, shown) for item in value)
    return value
